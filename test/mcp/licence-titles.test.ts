import { describe, expect, test } from "vitest";
import { judgeLicence } from "../../mcp/licence/judge.ts";
import type { LicenceVerdict } from "../../schema/licence.ts";

const judge = (raw: string): LicenceVerdict =>
  judgeLicence([{ where: "api-field", raw, url: "https://source.example.org/item", weight: "strong" }]);

/** Titles of the deeds of Creative Commons as their translations have them. */
const titles: readonly (readonly [raw: string, spdx: string])[] = [
  ["Namensnennung 4.0 International", "CC-BY-4.0"],
  ["Namensnennung - Weitergabe unter gleichen Bedingungen 4.0 International", "CC-BY-SA-4.0"],
  ["Namensnennung-Nicht kommerziell 4.0 International", "CC-BY-NC-4.0"],
  ["Namensnennung - Nicht-kommerziell - Keine Bearbeitungen 4.0 International", "CC-BY-NC-ND-4.0"],
  ["Creative Commons Namensnennung 3.0 Deutschland", "CC-BY-3.0-DE"],
  ["Creative-Commons-Lizenz Namensnennung 4.0", "CC-BY-4.0"],
  ["Dieser Text steht unter der Lizenz Creative Commons Namensnennung 4.0 International", "CC-BY-4.0"],
  ["Attribution - Pas d’Utilisation Commerciale 4.0 International", "CC-BY-NC-4.0"],
  ["Attribution - Partage dans les Mêmes Conditions 4.0 International", "CC-BY-SA-4.0"],
  ["Licence Creative Commons Attribution - Pas de Modification 4.0 International", "CC-BY-ND-4.0"],
  ["Atribución 4.0 Internacional", "CC-BY-4.0"],
  ["Atribución-NoComercial-CompartirIgual 4.0 Internacional", "CC-BY-NC-SA-4.0"],
  ["Licencia Creative Commons Atribución 4.0 Internacional", "CC-BY-4.0"],
  ["Reconocimiento-NoComercial-SinObraDerivada 3.0 España", "LicenseRef-CC-BY-NC-ND-3.0-ES"],
  ["Atribuição 4.0 Internacional", "CC-BY-4.0"],
  ["Atribuição-NãoComercial-SemDerivações 4.0 Internacional", "CC-BY-NC-ND-4.0"],
  ["Attribuzione - Condividi allo stesso modo 4.0 Internazionale", "CC-BY-SA-4.0"],
  ["Attribuzione - Non commerciale - Non opere derivate 4.0 Internazionale", "CC-BY-NC-ND-4.0"],
  ["Naamsvermelding-GelijkDelen 4.0 Internationaal", "CC-BY-SA-4.0"],
  ["Uznanie autorstwa-Użycie niekomercyjne 4.0 Międzynarodowe", "CC-BY-NC-4.0"],
  ["表示 4.0 国際", "CC-BY-4.0"],
  ["クリエイティブ・コモンズ 表示 - 非営利 - 改変禁止 4.0 国際 ライセンス", "CC-BY-NC-ND-4.0"],
  ["知识共享署名-相同方式共享 4.0 国际许可协议", "CC-BY-SA-4.0"],
  ["姓名標示-非商業性 4.0 國際", "CC-BY-NC-4.0"],
  ["저작자표시-비영리 4.0 국제", "CC-BY-NC-4.0"],
];

/** What only resembles such a title, or takes back what it gives. */
const doubtful: readonly string[] = [
  "Namensnennung 4.0",
  "keine Namensnennung 4.0 International",
  "Namensnennung - nur privat 4.0 International",
  "Namensnennung 4.0 International, nur für Studierende",
  "Namensnennung 4.0 International oder Absprache",
  "Namensnennung 4.0 International (Metadaten)",
  "Namensnennung 9.9 International",
  "Creative Commons Namensnennung 4.0 ähnlich",
  "Attribution 4.0 International sauf mention contraire",
  "Attribution - Usage privé 4.0 International",
  "Atribución 4.0 Internacional salvo las imágenes",
  "no Atribución 4.0 Internacional",
  "Sistema de Atribución 4.0",
  "表示 4.0 国際 ただし画像を除く",
  "署名 4.0 国际 仅限学术",
  "本文署名 4.0 国际",
];

describe("titles of licences in other languages", () => {
  test.each(titles)("%j reads as %s", (raw, spdx) => {
    const verdict = judge(raw);
    expect([verdict.spdx, verdict.standing]).toEqual([spdx, "verified"]);
  });

  test.each(doubtful)("%j proves nothing", (raw) => {
    expect(judge(raw).standing).not.toBe("verified");
  });
});
