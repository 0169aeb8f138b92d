import { readdirSync, writeFileSync } from "node:fs";
import { test } from "vitest";
import { work } from "../src/offline/family.ts";
const folders = (process.env.DOMAINS ?? "mathematics,physics,computer-science,statistics,biology").split(",");
test("dump", async () => {
  const out: unknown[] = [];
  const notes: string[] = [];
  for (const folder of folders) {
    for (const file of readdirSync(`src/offline/families/${folder}`).filter((f) => f.endsWith(".ts"))) {
      if (process.env.ONLY && !process.env.ONLY.split(",").includes(file.replace(".ts", ""))) continue;
      const module = await import(`../src/offline/families/${folder}/${file}`);
      for (const [constant, family] of Object.entries(module) as [string, any][]) {
        if (!family?.phrasings) continue;
        if (family.name !== `${folder}/${file.replace(".ts", "")}`) notes.push(`NAME ${family.name} ${file}`);
        if (family.domain !== folder.replace("-", " ")) notes.push(`DOMAIN ${family.name}`);
        if (constant !== file.replace(".ts", "").replace(/-(\w)/g, (_: string, c: string) => c.toUpperCase())) notes.push(`CONST ${constant} ${file}`);
        const all = new Map<string, number>();
        for (const difficulty of ["easy", "medium", "hard"] as const) {
          const seen = new Set<string>();
          for (let seed = 0; seed < 1000; seed++) {
            const p = work(family, difficulty, seed);
            seen.add(p.prompt);
            all.set(p.prompt, 1);
            if (seed < 200) out.push(p);
          }
          if (seen.size < 990) notes.push(`DUP ${family.name} ${difficulty} ${seen.size}/1000`);
        }
      }
    }
  }
  writeFileSync("/tmp/domains/dump.json", JSON.stringify(out));
  console.log(notes.join("\n"));
}, 300_000);
