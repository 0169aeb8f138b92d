import { readdirSync } from "node:fs";
import { work } from "/work/main/src/offline/family.ts";
import { runChecks } from "/work/main/src/review/index.ts";
import { subjectOf } from "/work/main/test/review/subjects.ts";
const seeds = Number(process.argv[2] ?? 50);
const root = "/work/main/src/offline/families/";
async function main(){ let total = 0; const hits = new Map<string, string[]>(); const t0 = Date.now();
for (const d of readdirSync(root, {withFileTypes:true}).filter(e=>e.isDirectory())) for (const f of readdirSync(root+d.name).filter(n=>n.endsWith(".ts"))) {
  let m: any; try { m = await import(root+d.name+"/"+f); } catch (e) { console.log("IMPORT", f, String(e).slice(0,100)); continue; }
  for (const fam of Object.values(m) as any[]) { if (!fam?.phrasings) continue;
    for (const diff of ["easy","medium","hard"] as const) for (let s=0;s<seeds;s++) {
      let p; try { p = work(fam, diff, s); } catch (e) { console.log("WORK", fam.name, String(e).slice(0,100)); break; }
      total++;
      for (const variant of [0,1]) {
      const sub = subjectOf(p);
      if (variant) sub.text.response = sub.claim!.reasoning = [...p.steps, "", "Answer: "+p.answer.text].join("\n");
      for (const c of runChecks(sub)) if (c.status !== "passed") { const k = `${c.name} ${fam.name}`; (hits.get(k) ?? hits.set(k, []).get(k)!).push(`${p.origin} [${c.status}] ${c.reason}\n     P: ${p.prompt}\n     L: ${p.steps.at(-1)} || ${p.answer.text} ${p.answer.value}`); } }
    } } }
console.log("problems", total, "ms", Date.now()-t0);
for (const [k, v] of hits) console.log(`\n## ${k}: ${v.length}\n${v.slice(0,2).join("\n")}`);
}; main();
