import { createHash } from "node:crypto";
import { byId, type Finding, type Licence } from "../../schema/licences/table.ts";

const known = (id: string): Licence => byId.get(id.toLowerCase())!;

/** The name of a holder inside a licence's own sentence. */
const who = String.raw`[\w .,'&/()-]{2,80}?`;
const capitals = 'the software is provided "?as is"?';

/** A licence text as its sentences: the first is the grant, the others are the licence's own when the grant is there. */
interface Text {
  licence: Licence;
  grant: RegExp;
  more: readonly RegExp[];
}

const bsdGrant =
  /redistribution and use in source and binary forms, with or without modification, are permitted provided that the following conditions are met:?/gi;
const bsdMore = [
  /(?:1\. |\* |- )?redistributions of source code must retain the above copyright notice, this list of conditions and the following disclaimer\.?/gi,
  /(?:2\. |\* |- )?redistributions in binary form must reproduce the above copyright notice, this list of conditions and the following disclaimer in the documentation and\/or other materials provided with the distribution\.?/gi,
  new RegExp(
    String.raw`this software is provided by ${who} "?as is"? and any express or implied warranties, including, but not limited to, the implied warranties of merchantability and fitness for a particular purpose are disclaimed\. in no event shall ${who} be liable for any direct, indirect, incidental, special, exemplary, or consequential damages \(including, but not limited to, procurement of substitute goods or services; loss of use, data, or profits; or business interruption\) however caused and on any theory of liability, whether in contract, strict liability, or tort \(including negligence or otherwise\) arising in any way out of the use of this software, even if advised of the possibility of such damage\.?`,
    "gi",
  ),
];
const thirdClause = new RegExp(
  String.raw`(?:3\. |\* |- )?neither the names? of ${who} nor the names of (?:its|the|any|their) contributors may be used to endorse or promote products derived from this software without specific prior written permission\.?`,
  "gi",
);

const texts: readonly Text[] = [
  {
    licence: known("MIT"),
    grant:
      /permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files \(the "?software"?\), to deal in the software without restriction(?:, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and\/or sell copies of the software, and to permit persons to whom the software is furnished to do so, subject to the following conditions:?)?/gi,
    more: [
      /the above copyright notice and this permission notice (?:\(including the next paragraph\) )?shall be included in all copies or substantial portions of the software\.?/gi,
      new RegExp(
        String.raw`${capitals}, without warranty of any kind, express or implied, including but not limited to the warranties of merchantability, fitness for a particular purpose and non-?infringement\. in no event shall the authors or copyright holders be liable for any claim, damages or other liability, whether in an action of contract, tort or otherwise, arising from, out of or in connection with the software or the use or other dealings in the software\.?`,
        "gi",
      ),
    ],
  },
  {
    licence: known("ISC"),
    grant:
      /permission to use, copy, modify, and(?:\/or)? distribute this software for any purpose with or without fee is hereby granted, provided that the above copyright notice and this permission notice appear in all copies\.?/gi,
    more: [
      /the software is provided "?as is"? and (?:the author|isc) disclaims all warranties with regard to this software including all implied warranties of merchantability and fitness\. in no event shall (?:the author|isc) be liable for any special, direct, indirect, or consequential damages or any damages whatsoever resulting from loss of use, data or profits, whether in an action of contract, negligence or other tortious action, arising out of or in connection with the use or performance of this software\.?/gi,
    ],
  },
  {
    licence: known("Unlicense"),
    grant: /this is free and unencumbered software released into the public domain\.?/gi,
    more: [
      /anyone is free to copy, modify, publish, use, compile, sell, or distribute this software, either in source code form or as a compiled binary, for any purpose, commercial or non-commercial, and by any means\.?/gi,
      /in jurisdictions that recognize copyright laws, the author or authors of this software dedicate any and all copyright interest in the software to the public domain\. we make this dedication for the benefit of the public at large and to the detriment of our heirs and successors\. we intend this dedication to be an overt act of relinquishment in perpetuity of all present and future rights to this software under copyright law\.?/gi,
      new RegExp(
        String.raw`${capitals}, without warranty of any kind, express or implied, including but not limited to the warranties of merchantability, fitness for a particular purpose and non-?infringement\. in no event shall the authors be liable for any claim, damages or other liability, whether in an action of contract, tort or otherwise, arising from, out of or in connection with the software or the use or other dealings in the software\.?`,
        "gi",
      ),
    ],
  },
  {
    licence: known("Apache-2.0"),
    grant:
      /licensed under the apache license, version 2\.0 \(the "?license"?\);? you may not use this file except in compliance with the license\. you may obtain a copy of the license at:? https?:\/\/www\.apache\.org\/licenses\/license-2\.0(?:\.txt|\.html)?\.?/gi,
    more: [
      /unless required by applicable law or agreed to in writing, software distributed under the license is distributed on an "?as is"? basis, without warranties or conditions of any kind, either express or implied\. see the license for the specific language governing permissions and limitations under the license\.?/gi,
      /copyright \[yyyy\] \[name of copyright owner\]/gi,
      /appendix: how to apply the apache license to your work\. to apply the apache license to your work, attach the following boilerplate notice, with the fields enclosed by brackets "\[\]" replaced with your own identifying information\. \(don't include the brackets!\) the text should be enclosed in the appropriate comment syntax for the file format\. we also recommend that a file or class name and description of purpose be included on the same "printed page" as the copyright notice for easier identification within third-party archives\./gi,
    ],
  },
];

const apacheTerms = /terms and conditions for use, reproduction, and distribution.*?(?:end of terms and conditions|$)/i;
/** Of the terms of Apache 2.0 from their heading to their end, letters alone in lower case: too long to compare here. */
const apacheDigest = "64742245c13bd2d2e39e40db46aaaac5ead79fc5e525106f87a02161cb5689af";

function apache(text: string): Finding[] {
  const found = apacheTerms.exec(text);
  if (!found) return [];
  const letters = found[0].toLowerCase().replace(/[^a-z]/g, "");
  if (createHash("sha256").update(letters).digest("hex") !== apacheDigest) return [];
  return [{ licence: known("Apache-2.0"), start: found.index, end: found.index + found[0].length }];
}

/**
 * The parts of a text that are a known licence's own words, sentence by sentence. Only those are taken as read: whatever
 * was added before, between or after them is judged like the words round any licence's name.
 */
export function findFullTexts(text: string): Finding[] {
  // One character for one, so that the places stay: fold() leaves double quotes as they were typed.
  const even = text.replace(/[\u201c\u201d]/g, '"');
  const findings = apache(even);
  const add = (licence: Licence, pattern: RegExp): void => {
    for (const { index, 0: words } of even.matchAll(pattern)) {
      findings.push({ licence, start: index, end: index + words.length });
    }
  };
  const isApache = findings.length > 0;
  for (const { licence, grant, more } of texts) {
    const granted = even.search(grant) >= 0;
    if (!granted && !(isApache && licence.spdx === "Apache-2.0")) continue;
    for (const pattern of [grant, ...more]) add(licence, pattern);
  }
  if (even.search(bsdGrant) >= 0) {
    const licence = known(even.search(thirdClause) >= 0 ? "BSD-3-Clause" : "BSD-2-Clause");
    for (const pattern of [bsdGrant, ...bsdMore, thirdClause]) add(licence, pattern);
  }
  return findings;
}
