import { describe, expect, test } from "vitest";
import type { Evidence } from "../../schema/evidence.ts";
import type { ExportRow } from "../../schema/export.ts";
import { ownContribution } from "../../schema/licences/index.ts";
import {
  attribution,
  datasetLicence,
  hubLicence,
  licenceGate,
  licenceText,
  rowLicence,
  shardOf,
  spdxOfHub,
} from "../../src/licences/index.ts";
import { someEvidence, someSample } from "../store/fixtures.ts";
import { openAssay } from "../support/assay.ts";

function passage(title: string, spdx: string, set: Partial<Evidence> = {}): Evidence {
  const plain = someEvidence(`${title} says so.`);
  return {
    ...plain,
    title,
    url: `https://example.org/${title}`,
    licence: { ...plain.licence, spdx, standing: "verified" },
    ...set,
  };
}

function row(licence: string, evidence: Evidence[] = [], models: string[] = []): ExportRow {
  const agents = Object.fromEntries(models.map((model, place) => [`agent-${place}`, { model, prompt: "" }]));
  const sample = { ...someSample("run", 0), licence, sources: evidence.map(({ id }) => id), provenance: { agents } };
  return { sample, evidence };
}

describe("the gate", () => {
  test("lets out what the policy allows, and says which licence it keeps back", () => {
    const shareAlike = row("CC-BY-SA-4.0", [passage("Acid", "CC-BY-SA-4.0")]);
    expect(licenceGate("permissive").refuses(shareAlike)).toBe("CC-BY-SA-4.0 is outside the permissive policy");
    expect(licenceGate("sharealike").refuses(shareAlike)).toBeNull();
    expect(licenceGate("permissive").refuses(row("CC0-1.0"))).toBeNull();
    expect(licenceGate("permissive").refuses(row("NONE"))).toBeNull();
  });
  test("names both sources of a conflict by title, address and licence", () => {
    const gate = licenceGate("any");
    const mixed = row("CC-BY-NC-4.0 AND CC-BY-SA-4.0", [
      passage("Acid", "CC-BY-SA-4.0"),
      passage("Base", "CC-BY-NC-4.0"),
    ]);
    const reason = gate.refuses(mixed)!;
    for (const part of [
      '"Acid" <https://example.org/Acid> (CC-BY-SA-4.0)',
      '"Base" <https://example.org/Base> (CC-BY-NC-4.0)',
    ]) {
      expect(reason).toContain(part);
    }
    expect(gate.findings()).toEqual({ policy: "any", refusals: [reason] });
    expect(licenceGate("private").refuses(mixed)).toBeNull();
  });
  test("trusts no passage that is lost or whose licence is not proved", () => {
    const lost = row("CC0-1.0");
    lost.sample.sources = ["gone"];
    expect(licenceGate("any").refuses(lost)).toContain("no longer stored");
    const plain = passage("Claimed", "CC-BY-4.0");
    const unproved = passage("Claimed", "CC-BY-4.0", { licence: { ...plain.licence, standing: "disputed" } });
    expect(licenceGate("any").refuses(row("CC0-1.0", [unproved]))).toContain("not proved");
  });
  test("tells a bounded number of refusals in full, the same ones each time", () => {
    const gate = licenceGate("any");
    const many = Array.from({ length: 200 }, (_, n) => row("CC0-1.0", [passage(`Closed ${n}`, "CC-BY-ND-4.0")]));
    const reasons = many.map((one) => gate.refuses(one));
    expect(new Set(reasons).size).toBe(51);
    expect(many.map((one) => gate.refuses(one))).toEqual(reasons);
  });
});

describe("a dataset", () => {
  const rows = [
    row("CC0-1.0", [], ["offline/expert"]),
    row("CC-BY-4.0", [passage("Salt", "CC-BY-4.0", { authors: ["S. Alt", "W. Ater"] })], ["gemini/gemini-2.5-flash"]),
    row("CC-BY-4.0", [passage("Salt", "CC-BY-4.0")], ["somebody/else"]),
  ];
  test("of one licence beside public domain is under that licence", async () => {
    const dataset = await datasetLicence(rows);
    expect(dataset).toMatchObject({
      licence: "CC-BY-4.0",
      class: "permissive",
      publishable: true,
      rows: [
        { licence: "CC-BY-4.0", rows: 2 },
        { licence: "CC0-1.0", rows: 1 },
      ],
    });
    expect(hubLicence(dataset.licence)).toEqual({ license: "cc-by-4.0" });
    const standing = Object.fromEntries(dataset.providers.map(({ family, standing: how }) => [family, how]));
    expect(standing).toEqual({ offline: "none", gemini: "known", unknown: "unknown" });
    expect(dataset.licence).not.toContain("gemini");
  });
  test("of licences that never go into one row still is a collection of them", async () => {
    const dataset = await datasetLicence([row("CC-BY-SA-4.0"), row("CC-BY-NC-4.0"), row("MIT")]);
    expect(dataset).toMatchObject({
      licence: "CC-BY-NC-4.0 AND CC-BY-SA-4.0 AND MIT",
      class: "non-commercial",
      publishable: true,
    });
    expect(hubLicence(dataset.licence)).toEqual({ license: "other", license_name: "mixed", license_link: "LICENSE" });
  });
  test("with a row of unknown licence is not publishable", async () => {
    const dataset = await datasetLicence([row("CC0-1.0"), row("NOASSERTION")]);
    expect(dataset).toMatchObject({ class: "refused", publishable: false });
    expect(licenceText(dataset)).toContain("do not publish it");
  });
  test("divides into shards by class", () => {
    expect(["MIT", "ODbL-1.0", "CC-BY-NC-4.0", "NOASSERTION"].map((licence) => shardOf(row(licence)))).toEqual([
      "data-permissive",
      "data-sa",
      "data-nc",
      "data-private",
    ]);
  });
  test("has a LICENSE that names each licence with its address, and the models' terms apart", async () => {
    const text = licenceText(await datasetLicence(rows));
    expect(text).toContain("CC-BY-4.0: https://creativecommons.org/licenses/by/4.0/");
    expect(text).toContain("2 rows: CC-BY-4.0");
    expect(text).toContain("`provenance`, field `licence`");
    expect(text).toContain("https://ai.google.dev/gemini-api/terms");
    expect(text).not.toContain("offline/expert");
    expect(text.length).toBeLessThan(4_000);
  });
  test("has one attribution a document, in the same order whatever the rows' order, and quotes no markup", async () => {
    const hostile = row("CC-BY-4.0", [passage("A](x) <b>\n# Title", "CC-BY-4.0")]);
    const written = async (of: ExportRow[]): Promise<string> => {
      let whole = "";
      for await (const piece of attribution(of)) whole += piece;
      return whole;
    };
    const text = await written([...rows, hostile]);
    expect(text.match(/^- Title:/gm)).toHaveLength(2);
    expect(text).toContain("- Author: S. Alt, W. Ater");
    expect(text).toContain("2 rows were written");
    expect(text).not.toMatch(/^# Title|<b>/m);
    expect(await written([rows[0]!])).toContain("No row of this dataset rests on a source of others.");
    const titles = (of: string) => of.match(/^- Title:.*$/gm);
    expect(titles(await written([hostile, ...rows]))).toEqual(titles(text));
  });
});

test.each([
  ["ODC-By-1.0", "odc-by"],
  ["ODbL-1.0", "odbl"],
  ["PDDL-1.0", "pddl"],
  ["CDLA-Sharing-1.0", "cdla-sharing-1.0"],
  ["CC-BY-NC-SA-4.0", "cc-by-nc-sa-4.0"],
  ["Apache-2.0", "apache-2.0"],
  ["GPL-3.0-or-later", "gpl-3.0"],
])("%s is %s on the hub", (spdx, id) => {
  expect(hubLicence(spdx)).toEqual({ license: id });
  expect(spdxOfHub(id)).toBe(spdx.replace("-or-later", ""));
});

test("what the hub does not list is other, with a name", () => {
  expect(hubLicence("OGL-UK-3.0")).toEqual({ license: "other", license_name: "ogl-uk-3.0", license_link: "LICENSE" });
  expect(["other", "unknown", "llama3.1"].map(spdxOfHub)).toEqual(["NOASSERTION", "NOASSERTION", "NOASSERTION"]);
});

test.each(["CC-BY-ND-4.0", "my own", "NOASSERTION"])("a dataset cannot be given the licence %s", (datasetLicence) => {
  expect(() => openAssay({ datasetLicence })).toThrow(/datasetLicence is/);
});

test("a row of the run's own takes the licence that the dataset is given, with its sources' on top", () => {
  expect(ownContribution("Apache-2.0")).toMatchObject({ licence: "Apache-2.0", proved: true });
  expect(rowLicence(row("Apache-2.0")).licence).toBe("Apache-2.0");
  expect(rowLicence(row("Apache-2.0", [passage("Salt", "CC-BY-4.0")])).licence).toBe("Apache-2.0 AND CC-BY-4.0");
});
