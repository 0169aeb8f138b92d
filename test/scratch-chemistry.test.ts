import { readdirSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { work } from "../src/offline/family.ts";
import { difficulties } from "../schema/problem.ts";
import { composition } from "../src/offline/families/chemistry/elements.ts";
import * as reactions from "../src/offline/families/chemistry/reactions.ts";
const dir = "src/offline/families/chemistry";
const only = process.env.ONLY?.split(",");
const N = Number(process.env.N ?? 200);
test("dump", async () => {
  for (const r of [...reactions.simpleReactions, ...reactions.richerReactions]) {
    const sum: Record<string, number> = {};
    for (const [s, side] of [[1, r.reactants], [-1, r.products]] as const) for (const [n, f] of side) for (const [e, c] of Object.entries(composition(f))) sum[e] = (sum[e] ?? 0) + s * n * c!;
    for (const v of Object.values(sum)) if (v !== 0) console.log("UNBALANCED", r.equation);
  }
  const out: any[] = []; const problems: string[] = []; const samples: string[] = [];
  for (const f of readdirSync(dir)) {
    if (only && !only.includes(f.replace(".ts", ""))) continue;
    const mod = await import(`../${dir}/${f}`);
    for (const [k, fam] of Object.entries(mod) as any) {
      if (!fam?.phrasings) continue;
      if (fam.name !== `chemistry/${f.replace(".ts", "")}`) problems.push(`${f}: name ${fam.name}`);
      if (fam.phrasings.length < 4) problems.push(`${f}: phrasings`);
      for (const d of difficulties) {
        const prompts = new Set<string>();
        const fails: Record<string, number> = {}; const bump = (x: string, ex = "") => { if (!fails[x]) fails[x] = 0; fails[x]++; if (fails[x] === 1 && ex) samples.push(`!! ${fam.name} ${d} ${x}: ${ex}`); };
        for (let s = 0; s < 1000; s++) {
          const p = work(fam, d, s);
          prompts.add(p.prompt);
          if (s >= N && s >= 200) continue;
          const t = p.answer.text;
          const num = t.split(" ")[0]!;
          const esc = num.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
          if (!Number.isFinite(p.answer.value)) bump("nonfinite", p.prompt);
          if (!p.steps.at(-1)!.includes(t)) bump("laststep", `${t} || ${p.steps.at(-1)}`);
          if (new RegExp(`(?<![\\w.])${esc}(?![\\w]|\\.\\d)`).test(p.prompt) && (t === num || p.prompt.includes(t))) bump("leak", `${t} || ${p.prompt}`);
          if (p.steps.length < 3 || p.steps.length > 6) bump("steps#" + p.steps.length, p.prompt);
          const names = new Set(p.misconceptions.map((m) => m.answer));
          if (names.size < 3) bump("mis<3", `${JSON.stringify(p.misconceptions.map((m) => [m.name, m.answer]))} ans ${t} || ${p.prompt}`);
          for (const m of p.misconceptions) { if (!m.steps.at(-1)!.includes(m.answer)) bump("mislast", `${m.answer} ${m.steps.at(-1)}`); if (m.steps.length < 2 || m.steps.length > 4) bump("missteps"); }
          for (const txt of [p.prompt, ...p.steps, ...p.misconceptions.flatMap((m) => [...m.steps, m.why])]) if (/undefined|NaN|null|Infinity|\[object/.test(txt)) bump("undefined", txt);
          for (const txt of p.steps) if (/^Answer/.test(txt)) bump("Answer:");
          out.push({ o: p.origin, v: p.answer.value, u: p.answer.unit, tol: p.answer.tolerance, program: p.program, check: p.check });
          if (s < 3) samples.push(`## ${p.origin}\nQ ${p.prompt}\n${p.steps.map((x) => "  - " + x).join("\n")}\nA ${t}\n${p.misconceptions.map((m) => `  x ${m.name} -> ${m.answer}: ${m.steps.join(" / ")} WHY ${m.why}`).join("\n")}\n` + (s === 0 ? `--- program\n${p.program}\n--- check\n${p.check}\n` : ""));
        }
        if (prompts.size < 990) problems.push(`${fam.name} ${d}: distinct ${prompts.size}`);
        for (const [x, n] of Object.entries(fails)) problems.push(`${fam.name} ${d}: ${x} ×${n}`);
        // each phrasing states same data
      }
    }
  }
  writeFileSync("/tmp/chem/out.json", JSON.stringify(out));
  writeFileSync("/tmp/chem/samples.txt", samples.join("\n"));
  writeFileSync("/tmp/chem/problems.txt", problems.join("\n") + "\n");
}, 600000);
