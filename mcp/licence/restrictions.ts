import { families, type Licence } from "../../schema/licences/table.ts";
import { unusualWord } from "./usual-words.ts";

/** Stands where a licence's name was taken out of a text. */
export const gap = " • ";

/**
 * Words that take a permission back, in English. "Unrestricted" and "permits" do not match; "not", "only", "NC" do. The
 * list errs to the side of restriction: a licence wrongly in doubt costs a document, one wrongly free costs a dataset.
 */
const english =
  /\b(not?|non|never|cannot|can't|don't|isn't|without|except(?:ions?|ing)?|exclud(?:es|ed|ing)|unless|other than|only|solely|but|however|subject to|additional terms|permission|consent|approval|restrict(?:ed|ions?|s)?|prohibit\w*|disallow\w*|forbid\w*|bann?(?:ed|s)?|barred|unauthori[sz]ed|reserv(?:ed|es?|ation)|nc|nd|sa|non-?commercial(?:ly)?|no-?deriv\w*|share-?alike|personal use|academic use|research use|research purposes|educational use|commons[- ]clause|with [a-z]+-[a-z]+$|modified|variant|like|style|based|inspired|similar to|some|portions?|parts of|mixed|varies|various|see (?:file|terms|individual)|formerly|previously|until|expire[ds]?|embargo\w*|delay\w*|after|paid|pay|pays|payments?|fees?|purchase[ds]?|subscri\w+|royalt\w+|trial|opt(?:ed)?[- ]?out|advertising materials|rail|rail-?m?s?)\b/i;

/** The same in the other languages that claims are written in, accents folded; with the official words for NC, ND and SA. */
const foreign = [
  /\b(?:pas d|sans|sauf|hors|interdi\w+|uniquement|seulement|mais|aucune?|accord|autorisation|prealable|partage dans|payant\w*|abonne\w*|apres)\b/i,
  /\b(?:nicht\w*|kein\w*|ohne|nur|ausser|ausgenommen|verboten\w*|untersagt\w*|vorbehalt\w*|aber|jedoch|zustimmung|genehmigung|erlaubnis|einwilligung|weitergabe unter|kostenpflichtig\w*)\b/i,
  /\b(?:no-?\s?comercial\w*|sin-?\s?(?:obras?-?\s?)?derivad\w*|sin|solo|solamente|salvo|excepto|prohibid\w*|reservad\w*|pero|permiso|consentimiento|compartir-?\s?igual)\b/i,
  /\b(?:non-?\s?commercial[ei]|senza|soltanto|tranne|eccetto|viet(?:at)\w*|riservat\w*|consenso|opere derivate|condividi)\b/i,
  /\b(?:nao-?\s?comercia\w*|nao|sem-?\s?deriva\w*|sem|apenas|somente|exceto|proibid\w*|vedad\w*|mas|permissao|consentimento|compartilha-?\s?igual)\b/i,
];

const thing =
  "(?:meta-?data|abstracts?|fig(?:ure)?s?|images?|photo(?:graph)?s?|tables?|illustrations?|videos?|(?:source |sample )?code|data|datasets?|documentation|docs|text|full[- ]?text|weights|models?|cover|supplements?|samples?|examples?)";

/** Turns of phrase that narrow a permission to a thing, a use, a time or another licence. */
const narrowings = [
  // one part of the work has this licence, another may have none
  new RegExp(String.raw`\b${thing}\b\.? ?[\w.]{0,6} ?:`, "i"),
  new RegExp(String.raw`\bfor (?:the |its |all )?(?:\w+ )?${thing}\b`, "i"),
  /\bmeta-?data\b|\bweights\b|\b(?:source |sample )code (?:is|are|under)\b/i,
  // one use is permitted, or one is withheld
  /\bfor (?!any\b|all\b)(?:[\w,-]+ ){1,5}(?:purposes?|use|users|zwecke\w*|fines|fini)\b/i,
  /\b(?:use|uses|used|using)\b[^.]{0,40}\b(?:train|training)\b|\b(?:ai|llm|machine[- ]learning|model)[- ]training\b|\btraining (?:of )?(?:an? )?(?:ai|llm|artificial|model|machine)/i,
  /\b(?:requires?|needs?)\b[^.]{0,40}\b(?:licen[cs]e|agreement|contract|registration|membership|account)\b/i,
  // the licence begins later
  /\b(?:from|as of|starting|effective|beginning|since|ab|a partir d\w+|dal)\b[^;•]{0,24}\b(?:19|20|21)\d\d\b/i,
  // another licence is named that is none of the known
  /\b(?:research|custom|commercial|separate|different|another|other|dual|model|enterprise|own|special|proprietary|evaluation|community) licen[cs]es?\b/i,
  /•[^•\p{L}<]*(?:[+&/]\s*\p{L}|\b(?:and|or|plus|und|et|y|e)\b\s*\p{L}*(?:[\d-]|\s*$))/u,
  /\bspdx-licen[cs]e-identifier\b/i,
];

/** Sentences of publishers' and SPDX boilerplate that take nothing back although they hold such words. */
const boilerplate = [
  /the images or other third[- ]party material in this article are included in the article'?s creative commons licen[cs]e,? unless indicated otherwise in a credit line to the material\.?/gi,
  /if material is not included in the article'?s creative commons licen[cs]e and your intended use is not permitted by statutory regulation or exceeds the permitted use,? you will need to obtain permission directly from the copyright holder\.?/gi,
  /which permits (?:unrestricted )?(?:re-?)?use, (?:sharing, adaptation, )?distribution,? (?:and )?reproduction in any medium(?: or format)?/gi,
  /additional terms may apply/gi,
  /no permission is (?:required|needed)/gi,
  /no use, distribution or reproduction is permitted which does not comply with these terms/gi,
  /(?:the )?authors? retains? (?:the )?copyright(?: of (?:this|their) (?:article|work))?/gi,
  /(?:has|have) waived all copyright and related or neighbou?ring rights/gi,
  /\b(?:free of charge|royalty[- ]free)\b/gi,
];

/** Whether what stands around a licence's name narrows it or takes it back. */
export function restricts(licence: Licence, around: string): boolean {
  const rest = implied(
    licence,
    boilerplate.reduce((left, sentence) => left.replace(sentence, " "), around),
  );
  const plain = rest.normalize("NFD").replace(/\p{M}/gu, "").replace(/ß/g, "ss");
  if ([english, ...foreign, ...narrowings].some((pattern) => pattern.test(plain))) return true;
  return withheld(licence, plain) || unusualWord(rest) !== undefined;
}

/**
 * A notice "© 2024 The Authors" that opens a sentence belongs to the licence. Of a work in the public domain it says the
 * opposite, and "Text © 2024", "publisher copyright" speak of something else.
 */
function withheld(licence: Licence, text: string): boolean {
  const notice = text
    .replace(/\bcopyright (?:owners?|holders?)\b/gi, " ")
    .replace(/\bcopyright[\s:]*(?=©|\(c\))/gi, "")
    .replace(/\(c\)/gi, "©");
  if (families[licence.family].rank === 0) return /©|\bcopyright/i.test(notice);
  return /[\p{L}\d)][\s:,-]*(?:©|\bcopyright\b)/iu.test(notice.replace(/\bopen access\b/gi, "•"));
}

/** The rest of a text without the words that only repeat what the licence says by its name. */
function implied(licence: Licence, rest: string): string {
  const terms = families[licence.family];
  let left = rest;
  if (!terms.commercialUse) left = left.replace(/\b(?:nc|non-?\s?commercial(?:ly)?)\b/gi, " ");
  if (!terms.derivatives) left = left.replace(/\b(?:nd|no-?\s?deriv\w*)\b/gi, " ");
  if (terms.shareAlike) left = left.replace(/\b(?:sa|share-?\s?alike)\b/gi, " ");
  return left;
}
