import { describe, expect, test } from "vitest";
import { judgeLicence } from "../../mcp/licence/judge.ts";
import { type LicenceClaim, licenceAllowed } from "../../schema/licence.ts";

function claim(raw: string, weight: LicenceClaim["weight"] = "strong"): LicenceClaim {
  return { where: "api-field", raw, url: "https://source.example.org/item", weight };
}

/** raw statement → SPDX id when one strong claim says only that. */
const readable: readonly (readonly [raw: string, spdx: string])[] = [
  // codes and spellings
  ["CC-BY-4.0", "CC-BY-4.0"],
  ["cc-by-4.0", "CC-BY-4.0"],
  ["CC BY 4.0", "CC-BY-4.0"],
  ["CC BY 4.0 International", "CC-BY-4.0"],
  ["CC-BY-4", "CC-BY-4.0"],
  ["CCBY 4.0", "CC-BY-4.0"],
  ["cc_by", "LicenseRef-CC-BY"],
  ["cc by", "LicenseRef-CC-BY"],
  ["CC BY", "LicenseRef-CC-BY"],
  ["cc by-nc", "LicenseRef-CC-BY-NC"],
  ["cc_by_nc_nd", "LicenseRef-CC-BY-NC-ND"],
  ["CC BY\u2011NC 4.0", "CC-BY-NC-4.0"],
  ["CC BY – NC – ND 4.0", "CC-BY-NC-ND-4.0"],
  ["CC BY NC SA 3.0", "CC-BY-NC-SA-3.0"],
  ["CC-BY-ND-NC-1.0", "CC-BY-NC-ND-1.0"],
  ["CC-BY-NC-SA-2.0-UK", "CC-BY-NC-SA-2.0-UK"],
  ["CC-BY-SA-3.0-IGO", "CC-BY-SA-3.0-IGO"],
  ["CC0-1.0", "CC0-1.0"],
  ["cc0", "CC0-1.0"],
  ["CC0 1.0 Universal (CC0 1.0) Public Domain Dedication", "CC0-1.0"],
  ["CC-PDM-1.0", "CC-PDM-1.0"],
  // names
  ["Creative Commons Attribution 4.0 International License", "CC-BY-4.0"],
  ["Creative Commons Attribution-NonCommercial-ShareAlike 4.0 International", "CC-BY-NC-SA-4.0"],
  ["Creative Commons Attribution-Share Alike 4.0", "CC-BY-SA-4.0"],
  ["Attribution-NoDerivatives 4.0 International", "CC-BY-ND-4.0"],
  ["Attribution 4.0 International", "CC-BY-4.0"],
  ["Creative Commons Attribution License", "LicenseRef-CC-BY"],
  ["Creative Commons Zero", "CC0-1.0"],
  ["Creative Commons Non-Commercial", "LicenseRef-CC-BY-NC"],
  [
    "This is an open access article distributed under the terms of the Creative Commons Attribution License, which permits " +
      "unrestricted use, distribution, and reproduction in any medium, provided the original work is properly cited.",
    "LicenseRef-CC-BY",
  ],
  [
    "This article is licensed under a Creative Commons Attribution 4.0 International License, which permits use, sharing, " +
      "adaptation, distribution and reproduction in any medium or format, as long as you give appropriate credit. The images " +
      "or other third party material in this article are included in the article’s Creative Commons licence, unless indicated " +
      "otherwise in a credit line to the material. If material is not included in the article’s Creative Commons licence and " +
      "your intended use is not permitted by statutory regulation or exceeds the permitted use, you will need to obtain " +
      "permission directly from the copyright holder. To view a copy of this licence, visit http://creativecommons.org/licenses/by/4.0/.",
    "CC-BY-4.0",
  ],
  [
    "Text is available under the Creative Commons Attribution-ShareAlike 4.0 License; additional terms may apply.",
    "CC-BY-SA-4.0",
  ],
  [
    "Creative Commons Attribution Non Commercial (CC BY-NC 4.0) license, which permits others to adapt this work non-commercially",
    "CC-BY-NC-4.0",
  ],
  // URLs
  ["https://creativecommons.org/licenses/by/4.0/", "CC-BY-4.0"],
  ["http://creativecommons.org/licenses/by/4.0", "CC-BY-4.0"],
  ["HTTPS://CreativeCommons.org/licenses/by/4.0/", "CC-BY-4.0"],
  ["https://creativecommons.org/licenses/by/3.0/deed.en", "CC-BY-3.0"],
  ["https://creativecommons.org/licenses/by/3.0/legalcode", "CC-BY-3.0"],
  ["https://creativecommons.org/licenses/by/3.0/rdf", "CC-BY-3.0"],
  ["https://creativecommons.org/licenses/by/4.0/?ref=chooser-v1", "CC-BY-4.0"],
  ["//creativecommons.org/licenses/by-sa/3.0/", "CC-BY-SA-3.0"],
  ["https://creativecommons.org/licenses/by-nc-sa/2.0/uk/", "CC-BY-NC-SA-2.0-UK"],
  ["https://creativecommons.org/licenses/by/3.0/igo/", "CC-BY-3.0-IGO"],
  ["https://creativecommons.org/licenses/by/2.0/fr/deed.fr", "LicenseRef-CC-BY-2.0-FR"],
  ["https://creativecommons.org/licenses/by-nd-nc/1.0/", "CC-BY-NC-ND-1.0"],
  ["https://creativecommons.org/publicdomain/zero/1.0/", "CC0-1.0"],
  ["https://creativecommons.org/publicdomain/mark/1.0/", "CC-PDM-1.0"],
  ['<a rel=license href="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</a>', "CC-BY-4.0"],
  ["http://arxiv.org/licenses/nonexclusive-distrib/1.0/", "LicenseRef-arXiv-nonexclusive"],
  ["http://arxiv.org/licenses/assumed-1991-2003/", "LicenseRef-arXiv-nonexclusive"],
  ["https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/", "OGL-UK-3.0"],
  // others
  ["Open Government Licence v3.0", "OGL-UK-3.0"],
  ["etalab-2.0", "etalab-2.0"],
  ["dl-de/by-2-0", "DL-DE-BY-2.0"],
  ["ODC-By-1.0", "ODC-By-1.0"],
  ["Open Data Commons Attribution License (ODC-By)", "ODC-By-1.0"],
  ["Open Data Commons Open Database License (ODbL)", "ODbL-1.0"],
  ["pddl", "PDDL-1.0"],
  ["NIST-PD", "NIST-PD"],
  ["This is a work of the U.S. Government work, 17 U.S.C. 105", "LicenseRef-US-Gov-PD"],
  ["MIT", "MIT"],
  ["The MIT License", "MIT"],
  ["SPDX-License-Identifier: Apache-2.0", "Apache-2.0"],
  ["Apache License, Version 2.0", "Apache-2.0"],
  ["BSD 3-Clause License", "BSD-3-Clause"],
  ["MIT OR GPL-3.0-only", "MIT"],
  ["MIT AND GPL-3.0-only", "GPL-3.0-only"],
  ["GPL-2.0-only WITH Classpath-exception-2.0", "GPL-2.0-only"],
  ["GNU General Public License v3", "GPL-3.0"],
  ["GNU Free Documentation License", "LicenseRef-GFDL"],
  ["cc_no", "LicenseRef-ARR"],
  ["All rights reserved", "LicenseRef-ARR"],
  ["UNLICENSED", "LicenseRef-ARR"],
  ["http://www.elsevier.com/tdm/userlicense/1.0/", "LicenseRef-publisher-TDM"],
  ["creativeml-openrail-m", "LicenseRef-use-restricted"],
  ["llama3.1", "LicenseRef-use-restricted"],
];

/** Statements that must never open the door to a permissive row, whatever they are read as. */
const neverPermissive: readonly string[] = [
  "",
  "other",
  "unknown",
  "NOASSERTION",
  "Creative Commons",
  "Creative Commons License",
  "Open access",
  "free to read",
  "Public domain in the United States only",
  "public domain",
  "© 2024 The Authors",
  "CC BY 5.0",
  "https://creativecommons.org/licenses/by/9.0/",
  "https://creativecommons.org/",
  "https://creativecommons.org/licenses/sampling+/1.0/",
  "https://creativecommons.org.evil.example/licenses/by/4.0/",
  "https://notcreativecommons.org/licenses/by/4.0/",
  "https://evil.example/?u=https://creativecommons.org/licenses/by/4.0/",
  "https://evil.example/https://creativecommons.org/licenses/by/4.0/",
  "https://creativecommons.org@evil.example/licenses/by/4.0/",
  "not CC BY 4.0",
  "This work is not licensed under CC BY 4.0",
  "Formerly CC BY 4.0",
  "CC BY 4.0 except where otherwise noted",
  "CC BY 4.0, non-commercial use only",
  "CC BY (NC) 4.0",
  "CC BY 4.0 NC",
  "CC BY 4.0-ND",
  "CC BY 3.0 no derivatives",
  "CC-BY-3.0-NC",
  "CC BY 4.0 for personal use",
  "Text CC BY 4.0, figures CC BY-NC 4.0",
  "CC BY or CC BY-NC",
  "some rights reserved, CC BY parts",
  "CC BY 4.0. All rights reserved.",
  "CC BY 4.0; may not be used to train AI models",
  "MIT License with Commons Clause",
  "MIT-like",
  "Modified MIT License",
  "MIT Press",
  "Massachusetts Institute of Technology (MIT), all rights reserved",
  "© MIT 2020",
  "Apache-2.0 with additional terms",
  "Apache License 1.1",
  "BSD-3-Clause-No-Nuclear-License",
  "BUSL-1.1",
  "BSL 1.1",
  "OGL",
  "Open Gaming License 1.0a",
  "Open Government Licence – British Columbia",
  "CC-BY-NC-4.0",
  "CC-BY-ND-4.0",
  "CC-BY-SA-4.0",
  "GFDL-1.3",
  "gpl-3.0",
  "arXiv.org perpetual, non-exclusive license 1.0",
  "tdm-reservation: 1",
  "noai",
  "gemma",
  "free for academic use only",
  "not a U.S. Government work",
  "The Unlicensed edition",
  "CC0-like",
  "CC0, but not for machine learning training",
  "(MIT OR GPL-3.0) AND CC-BY-NC-4.0",
  "MIT AND SomethingElse-1.0",
  "Apache-2.0 AND SomethingElse-1.0",
  "Apache-2.0 WITH Commons-Clause",
  `CC BY 4.0 ${"and so on ".repeat(3_000)} but not for sale`,
  "Permission is hereby granted, free of charge, to any person obtaining a copy of this software … “Commons Clause” License Condition",
];

describe("one strong claim", () => {
  test.each(readable)("%j reads as %s", (raw, spdx) => {
    const verdict = judgeLicence([claim(raw)]);
    expect({ spdx: verdict.spdx, standing: verdict.standing }).toEqual({ spdx, standing: "verified" });
  });

  test.each(neverPermissive.map((raw) => [raw.slice(0, 120), raw]))(
    "%j never feeds a permissive row",
    (_shown, raw) => {
      const verdict = judgeLicence([claim(raw)]);
      expect(verdict.permissive).toBe(false);
      expect(licenceAllowed(verdict, "permissive")).toBe(false);
    },
  );

  test("no way of writing NC or ND is read as permissive", () => {
    const separators = [
      "-",
      " ",
      "_",
      " - ",
      "\u2010",
      "\u2013",
      "\u2212",
      "/",
      ", ",
      " + ",
      " (",
      "\u00a0",
      ". ",
      ": ",
    ];
    const elements = [
      "NC",
      "nc",
      "ND",
      "NC-ND",
      "nc-sa",
      "NonCommercial",
      "Non Commercial",
      "non-commercial",
      "NoDerivs",
      "No Derivatives",
    ];
    const stems = [
      "CC BY",
      "CC-BY",
      "cc_by",
      "CCBY",
      "Creative Commons Attribution",
      "CC BY 4.0",
      "Attribution 4.0 International",
    ];
    for (const stem of stems) {
      for (const separator of separators) {
        for (const element of elements) {
          for (const tail of ["", " 4.0", "-3.0", ")", " licence"]) {
            const raw = `${stem}${separator}${element}${tail}`;
            expect(judgeLicence([claim(raw)]).permissive, raw).toBe(false);
          }
        }
      }
    }
  });

  test("no statement takes for ever to read", () => {
    const parts = [
      "-nc",
      "a-",
      " (,",
      "cc by ",
      "attribution ",
      "https://",
      "\n ",
      "redistribution and use in source and binary forms ",
    ];
    for (const part of parts) judgeLicence([claim(`cc by ${part.repeat(50_000)}`)]);
  });

  test("flags follow the family of the licence", () => {
    const flags = (raw: string) => {
      const { permissive, attributionRequired, commercialUse, derivatives, shareAlike } = judgeLicence([claim(raw)]);
      return [permissive, attributionRequired, commercialUse, derivatives, shareAlike];
    };
    expect(flags("CC0-1.0")).toEqual([true, false, true, true, false]);
    expect(flags("CC-BY-4.0")).toEqual([true, true, true, true, false]);
    expect(flags("CC-BY-SA-4.0")).toEqual([false, true, true, true, true]);
    expect(flags("CC-BY-NC-4.0")).toEqual([false, true, false, true, false]);
    expect(flags("CC-BY-NC-SA-4.0")).toEqual([false, true, false, true, true]);
    expect(flags("CC-BY-ND-4.0")).toEqual([false, true, true, false, false]);
    expect(flags("http://arxiv.org/licenses/nonexclusive-distrib/1.0/")).toEqual([false, true, false, false, false]);
  });
});

describe("several claims", () => {
  test("weak or medium claims alone leave a licence unverified and not permissive", () => {
    for (const weight of ["weak", "medium"] as const) {
      expect(judgeLicence([claim("CC-BY-4.0", weight)])).toMatchObject({
        spdx: "CC-BY-4.0",
        standing: "unverified",
        permissive: false,
      });
    }
  });

  test("a claim without a version agrees with one that has it, and the version is kept", () => {
    expect(judgeLicence([claim("CC BY"), claim("https://creativecommons.org/licenses/by/4.0/", "weak")])).toMatchObject(
      {
        spdx: "CC-BY-4.0",
        standing: "verified",
        permissive: true,
      },
    );
  });

  test.each([
    ["CC-BY-4.0", "CC-BY-NC-4.0", "CC-BY-NC-4.0"],
    ["CC0-1.0", "CC-BY-4.0", "CC-BY-4.0"],
    ["CC-BY-NC-4.0", "CC-BY-ND-4.0", "CC-BY-ND-4.0"],
    ["CC-BY-SA-4.0", "All rights reserved", "LicenseRef-ARR"],
    ["CC-BY-4.0", "our own terms apply", "NOASSERTION"],
    ["CC-BY-4.0", "tdm-reservation: 1", "LicenseRef-no-training"],
  ])("%s against %s is disputed and the stricter wins, in either order", (one, other, spdx) => {
    for (const claims of [
      [claim(one), claim(other)],
      [claim(other), claim(one)],
    ]) {
      expect(judgeLicence(claims)).toMatchObject({ spdx, standing: "disputed", permissive: false });
    }
  });

  test("a weak claim can dispute a strong one", () => {
    expect(judgeLicence([claim("CC-BY-4.0"), claim("CC BY-NC", "weak")]).standing).toBe("disputed");
  });

  test("flags of a conflict are the strictest of all", () => {
    const verdict = judgeLicence([claim("CC-BY-SA-4.0"), claim("CC-BY-NC-4.0")]);
    expect(verdict).toMatchObject({ commercialUse: false, shareAlike: true, derivatives: true });
    expect(licenceAllowed(verdict, "any")).toBe(false);
  });

  test("different versions of one licence are disputed", () => {
    expect(judgeLicence([claim("CC-BY-3.0"), claim("CC-BY-4.0")]).standing).toBe("disputed");
  });

  test("no claim is NOASSERTION, and every claim is kept as evidence", () => {
    expect(judgeLicence([])).toMatchObject({
      spdx: "NOASSERTION",
      standing: "unverified",
      permissive: false,
      evidence: [],
    });
    const claims = [claim("CC-BY-4.0"), claim("something", "weak")];
    expect(judgeLicence(claims).evidence).toEqual(claims);
  });
});
