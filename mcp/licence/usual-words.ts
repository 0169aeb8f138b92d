/**
 * The words in which licences are named and explained. Any other word beside a licence's name may be a condition that no
 * list of restrictions foresaw ("for students", "pending review", "revoked"), so a statement that holds one proves nothing.
 */
const usual = new Set(
  [
    // what is licensed, by whom, and how that is said
    "a an the this these that its their all our any other is are was has have been be being it we you user users reader readers anyone everyone others others'",
    "and or of in on at to under with by from as for into which who here via per also both full more further",
    "license licensed licenses licence licences licensing licensee licensor lic cc attribution noncommercial commercial",
    "article articles work works paper papers manuscript content contents text texts page pages site website wiki book chapter",
    "module document documents file files data dataset datasets database repository project software package code material",
    "materials publication journal item record post question answer image preprint report thesis entry entries resource",
    "released distributed redistributed published provided available made accessible publish issued offered shared dedicated",
    "open access free freely gratis libre oa gold diamond green creative commons public domain dedication universal zero generic",
    "international unported port ported intergovernmental organisations organizations igo gnu general mit bsd apache isc clause",
    "version versions v ver rev edition deed legalcode legal url uri link links href rel tag id spdx identifier name title type",
    "http https www org com doi see read view visit copy about details information learn text",
    "copyright copyrights c author authors author's authors' s holder holders owner owners publisher publishers contributors rights retain retains retained",
    "statement notice terms conditions term permissions rightsholder funder perpetuity biorxiv medrxiv chemrxiv textbook produced openstax forums any all",
    "country government crown state federal work's united states us u usc kingdom",
    // what a free licence permits and asks for
    "permits permit permitted allows allow allowing allowed grants grant granted lets let use used using uses reuse re reused share sharing shared adapt adapting",
    "adapted adaptation adaptations adaption distribute distributing distribution redistribute redistribution reproduce reproduction copy copying download",
    "search display perform transmit modify remix remixing transform build upon create derivative derivatives works",
    "unrestricted medium format formats purpose purposes even commercially noncommercially worldwide perpetual irrevocable nonexclusive sublicense sublicensable",
    "give given giving appropriate proper properly credit credited citing cite cited citation attributed attribute original source sources indicate changes",
    "international attribution sharealike",
    // official names in other languages, and the words around them
    "licencia licencias licenza licenze licenca licencas lizenz lizenzen lizenziert lizenziertes namensnennung attribuzione atribucion atribuicao internacional internazionale internationale deutschland france espana italia portugal",
    "sous selon les termes la le l' l d' d du de des cette ce cet est sont mise mis disposition publie publiee diffuse diffusee oeuvre contenu texte article articles articolo articulo",
    "unter der die das den dem des ist sind steht stehen dieser diese dieses werk werke inhalt inhalte text texte artikel beitrag veroffentlicht lizenzbedingungen zu finden verfugbar bei einer eine einem mit weitergabe gleichen bedingungen",
    "bajo los el la las una un esta este estan es son obra contenido texto publicado publicada disponible distribuido distribuida se distribuye encuentra licenciado licenciada",
    "sotto con gli lo il i questo questa quest' opera e sono contenuto testo pubblicato pubblicata distribuito distribuita rilasciato rilasciata disponibile soggetto",
    "sob os o as uma um este esta obra e sao conteudo texto publicado publicada disponivel distribuido distribuida licenciado licenciada termos da do",
    "compartir compartilhar condividi igual partage dans les memes conditions stesso modo mesma",
  ]
    .join(" ")
    .split(" "),
);

/** Clauses of licences' own summaries whose conditions are the licence's. */
const clauses = [
  /provided (?:that )?(?:you give |due |appropriate |full |proper )?(?:credit is given(?: to)?|(?:the )?(?:credit to )?(?:the )?original (?:work|author\(?s?\)?|authors?|source|publication)[^.;•]{0,120}?(?:is|are) (?:properly |appropriately |fully )?(?:cited|credited|attributed|acknowledged))/gi,
  /,? ?(?:as|so) long as (?:you give |appropriate )?(?:appropriate )?credit(?: is given)?(?: to the original author(?:\(s\)|s)?(?: and the source)?)?/gi,
  /,? ?(?:and )?(?:provide a link to the creative commons licen[cs]e)?,?(?: and)? indicate if changes were made/gi,
  /provided (?:that )?you give appropriate credit/gi,
  /if changes were made/gi,
  /in accordance with accepted academic practice/gi,
  /•[\s,]*january 2004\b/gi,
];

const initial = String.raw`(?:\p{Lu}[\p{L}'’.-]*|&|and|et al\.?|of|the|de|van|von|der|for|author\(s\)|authors?|contributors?|owners?)`;
/** Whose the work is: names may be any words that begin with a capital. */
const holders = [
  new RegExp(
    String.raw`(?:©|\(c\)|\bcopyright\b)[\s:]*(?:©|\(c\))?[\s\d,–-]*(?:by )?${initial}(?:[ ,/]+(?:\d{4}[ ,]*)?${initial}){0,14}`,
    "giu",
  ),
  new RegExp(
    String.raw`\b(?:[Pp]ublished by|[Ll]icensee|on behalf of|[Pp]ublisher:?) ${initial}(?:[ ,]+${initial}){0,8}`,
    "gu",
  ),
];

/** The first word of what stands around a licence's name that is none of the usual ones; undefined if all are. */
export function unusualWord(around: string): string | undefined {
  const bare = around.replace(/<[^<>]*>/g, " ").replace(/\bhttps?:\/\/[^\s<>")]+/gi, " ");
  const plain = [...clauses, ...holders].reduce((left, pattern) => left.replace(pattern, " "), bare);
  const folded = plain.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  return [...folded.matchAll(/\p{L}+/gu)].map(([word]) => word).find((word) => !usual.has(word));
}
