import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { judgeLicence } from "../../mcp/licence/judge.ts";
import type { LicenceVerdict } from "../../schema/licence.ts";

const judge = (raw: string): LicenceVerdict =>
  judgeLicence([{ where: "api-field", raw, url: "https://source.example.org/item", weight: "strong" }]);

const grant =
  'Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions:\n\nThe above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.\n\n';
const warranty =
  'THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.\n';
const mit = `MIT License\n\nCopyright (c) 2020 Jo Doe\n\n${grant}${warranty}`;
const isc =
  "Permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby granted, provided that the above copyright notice and this permission notice appear in all copies.";
const apache = readFileSync(new URL("../../node_modules/pdfjs-dist/LICENSE", import.meta.url), "utf8");

const withheld: readonly string[] = [
  // elements of Creative Commons in other languages
  "Creative Commons Attribution - Pas d'Utilisation Commerciale - Pas de Modification 4.0 International",
  "Creative Commons Attribution - Pas d’Utilisation Commerciale 4.0 International",
  "Creative Commons Attribution - Partage dans les Mêmes Conditions 4.0 International",
  "CC BY 4.0 Namensnennung - Nicht kommerziell",
  "CC BY 4.0, Keine kommerzielle Nutzung",
  "CC BY 4.0, Keine Bearbeitungen",
  "CC BY 4.0, Weitergabe unter gleichen Bedingungen",
  "CC BY 4.0 Atribución-NoComercial",
  "CC BY 4.0 Atribución-SinDerivadas",
  "CC BY 4.0 Reconocimiento-SinObraDerivada",
  "CC BY 4.0 Atribución-CompartirIgual",
  "CC BY 4.0 Attribuzione - Non commerciale",
  "CC BY 4.0 Attribuzione - Non opere derivate",
  "CC BY 4.0 Attribuzione - Condividi allo stesso modo",
  "CC BY 4.0 Atribuição-NãoComercial",
  "CC BY 4.0 Atribuicao - Nao Comercial",
  "CC BY 4.0 Atribuição - Sem Derivações",
  "CC BY 4.0 Atribuição-CompartilhaIgual",
  // a use, a time, a part or a holder held back
  "Figure 1: CC BY 4.0. Text © 2024 Elsevier Ltd.",
  "CC BY 4.0 after a 12-month delay",
  "CC BY 4.0 from 1 January 2031",
  "CC BY 4.0 für nichtkommerzielle Zwecke",
  "CC BY 4.0, usage commercial interdit",
  "CC BY 4.0; derivative works disallowed",
  "CC BY 4.0. Use for training AI needs our consent.",
  "CC BY 4.0 for educational purposes",
  "Creative Commons Attribution (paid subscribers)",
  "Metadata: CC0 1.0. Full text: publisher copyright.",
  "MIT License. Commercial use requires a paid license.",
  "Apache 2.0 for code, weights: research license",
  "Apache-2.0 + RAIL",
  "US Government work, copyright held by Battelle",
  "Photos: CC BY 4.0",
  "CC BY 4.0 ab 1.1.2031",
  "CC BY 4.0 nur mit Zustimmung des Verlags",
  "CC BY 4.0, uso comercial prohibido",
  "CC BY 4.0, vietato l'uso commerciale",
  "CC BY 4.0, uso comercial proibido",
  // what stands beside a tag
  "SPDX-License-Identifier: MIT AND (GPL-3.0-only)",
  "SPDX-License-Identifier: (MIT AND GPL-3.0-only)",
  "SPDX-License-Identifier: MIT and GPL-3.0-only",
  "SPDX-License-Identifier: MIT\nSPDX-License-Identifier: Foo-1.0",
  "SPDX-License-Identifier: MIT\n\nAll rights reserved. This file may not be redistributed.",
  "The code is SPDX-License-Identifier: MIT but this book is All Rights Reserved",
  "CC-BY-4.0 WITH NC-exception",
  "SPDX-License-Identifier: CC-BY-4.0 WITH NC-exception",
  // what stands beside a whole text
  `${mit}Documentation and data: CC BY-NC-ND 4.0.`,
  `${mit}Documentation: GNU General Public License v3.`,
  `${mit}The Software shall be used for Good, not Evil.`,
  `${grant}The Software shall be used for Good, not Evil.\n${warranty}`,
  `${mit}The Software shall not be used for training of AI models.`,
  mit.replace(
    "of this software and",
    "of this software for educational purposes only; commercial use requires a fee, and",
  ),
  "Permission to use, copy, modify, and distribute this software for educational purposes only; commercial use requires a fee.",
  `${isc} Commercial use requires a fee.`,
  "Redistribution and use in source and binary forms, without modification, are permitted for academic research only. Commercial use prohibited.",
  "This book is All Rights Reserved. The sample code is under the Apache License, Version 2.0, January 2004.",
  apache.replace("9. Accepting", "9. Not for sale. Accepting"),
  `${apache}\nThe weights are under a research license.`,
];

const free: readonly (readonly [raw: string, spdx: string])[] = [
  [mit, "MIT"],
  [grant, "MIT"],
  [isc, "ISC"],
  [apache, "Apache-2.0"],
  ["SPDX-License-Identifier: (MIT)", "MIT"],
  ["// Copyright 2020 The Authors\n// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception", "Apache-2.0"],
  ["SPDX-License-Identifier: MIT OR (GPL-3.0-only)", "MIT"],
  ["© 2024 Elsevier Ltd. This is an open access article under the CC BY license.", "LicenseRef-CC-BY"],
  ["Copyright: © 2021 Doe et al. Open access under CC BY 4.0.", "CC-BY-4.0"],
  [
    "The authors retain copyright. Published under the Creative Commons Attribution 4.0 International License.",
    "CC-BY-4.0",
  ],
];

describe("what stands around a licence", () => {
  test.each(withheld.map((raw) => [raw.slice(-120), raw]))("%j is never permissive", (_shown, raw) => {
    const { permissive, standing, spdx } = judge(raw);
    expect({ permissive, verified: permissive && standing === "verified" }, spdx).toEqual({
      permissive: false,
      verified: false,
    });
  });

  test.each(free.map(([raw, spdx]) => [raw.slice(0, 120), spdx, raw] as const))(
    "%j stays free: %s",
    (_shown, spdx, raw) => {
      const verdict = judge(raw);
      expect({ spdx: verdict.spdx, permissive: verdict.permissive }).toEqual({ spdx, permissive: true });
    },
  );

  test("a tag's expression is read whole", () => {
    expect(judge("SPDX-License-Identifier: MIT AND (GPL-3.0-only)")).toMatchObject({
      spdx: "GPL-3.0-only",
      standing: "verified",
    });
  });
});

/** Each names a free licence in words that no list of restrictions holds. */
const unforeseen: readonly string[] = [
  ..."provided that you ask the editors first|for students|in Germany|(preview pages)|pending review|upon request|if you are a member".split(
    "|",
  ),
  ..."for members of the consortium|; do attribute the sponsor|in the EU|revoked|withdrawn|proposed|on acceptance|(draft)".split(
    "|",
  ),
  ..."limited to prose|as long as you notify us|must be kept confidential|where indicated|unofficial|(does it apply|sampling|invalid".split(
    "|",
  ),
  ..."terminated|lapsed|void|suspended|disputed|alleged|soon|; ethical use|, good and evil|for humans|for browsing|with DRM".split(
    "|",
  ),
  ..."by arrangement|awaiting confirmation|to be confirmed|tbc|depending on country|in print|as applicable|at present".split(
    "|",
  ),
  ..."pour les \u00e9tudiants|f\u00fcr Studierende|widerrufen|para estudiantes|revocada|per studenti|ritirata|para alunos|cancelada".split(
    "|",
  ),
];
const before =
  "maybe|hopefully|intended|planned:|candidate:|TODO:|denied|contact the press office for|read this before you rely on".split(
    "|",
  );

test.each([
  ...unforeseen.map((words) => `CC BY 4.0 ${words}`),
  ...unforeseen.map((words) => `https://creativecommons.org/licenses/by/4.0/ ${words}`),
  ...before.map((words) => `${words} CC BY 4.0`),
  "MIT for hobbyists",
  "Apache-2.0 at present",
])("%s is proof of nothing", (raw) => {
  expect(judge(raw)).toMatchObject({ permissive: false, standing: expect.stringMatching(/^(?:unverified|disputed)$/) });
});

test.each([
  ["License: CC BY 4.0", "CC-BY-4.0"],
  ["CC BY 4.0 (Attribution)", "CC-BY-4.0"],
  ["CC BY 4.0 \u00a9 2024 The Authors", "CC-BY-4.0"],
  ["\u00a9 The Author(s) 2023. Open access under CC BY 4.0", "CC-BY-4.0"],
  [
    "\u00a9 2021 by the authors. Licensee Example Press, Basel, Switzerland. This article is an open access article distributed under the terms and conditions of the Creative Commons Attribution (CC BY) license (https://creativecommons.org/licenses/by/4.0/).",
    "CC-BY-4.0",
  ],
  [
    "Copyright \u00a9 2020 Smith, de Jong and Lee. This is an open-access article distributed under the terms of the Creative Commons Attribution License (CC BY). The use, distribution or reproduction in other forums is permitted, provided the original author(s) and the copyright owner(s) are credited and that the original publication in this journal is cited, in accordance with accepted academic practice. No use, distribution or reproduction is permitted which does not comply with these terms.",
    "LicenseRef-CC-BY",
  ],
  [
    "This article is distributed under the terms of the Creative Commons Attribution 4.0 International License, which permits unrestricted use, distribution, and reproduction in any medium, provided you give appropriate credit to the original author(s) and the source, provide a link to the Creative Commons license, and indicate if changes were made.",
    "CC-BY-4.0",
  ],
  [
    "This is an open access article under the CC BY license (http://creativecommons.org/licenses/by/4.0/).",
    "CC-BY-4.0",
  ],
  ["It is made available under a CC-BY 4.0 International license.", "CC-BY-4.0"],
  ["This work is distributed under the Creative Commons Attribution 4.0 License.", "CC-BY-4.0"],
  [
    "Textbook content produced by OpenStax is licensed under a Creative Commons Attribution 4.0 International License.",
    "CC-BY-4.0",
  ],
  ["This project is licensed under the MIT License - see the LICENSE file for details.", "MIT"],
  ["Dieser Artikel steht unter der Lizenz CC BY 4.0.", "CC-BY-4.0"],
  [
    "Cet article est mis \u00e0 disposition selon les termes de la licence Creative Commons Attribution 4.0 International.",
    "CC-BY-4.0",
  ],
  ["Este art\u00edculo est\u00e1 bajo una licencia CC BY 4.0.", "CC-BY-4.0"],
])("%s stays free", (raw, spdx) => {
  expect(judge(raw)).toMatchObject({ spdx, permissive: true, standing: "verified" });
});
