import { creativeCommons, type Finding } from "../../schema/licences/table.ts";

/** Words of a deed's title in one language, without accents; patterns where spelling varies. */
interface Titles {
  by: string;
  nc: string;
  nd: string;
  sa: string;
  /** What stands behind the version where there is no port. */
  worldwide: string;
}

/** Titles of the deeds as Creative Commons writes them (creativecommons.org/licenses/by/4.0/deed.de and its like). */
const languages: readonly Titles[] = [
  {
    by: "namensnennung",
    nc: "nicht[ -]?kommerziell",
    nd: "keine[ -]?bearbeitung(?:en)?",
    sa: "weitergabe unter gleichen bedingungen|share[ -]?alike",
    worldwide: "international",
  },
  {
    by: "attribution",
    nc: "pas d'utilisation commerciale|utilisation non commerciale",
    nd: "pas de modifications?",
    sa: "partage dans les memes conditions",
    worldwide: "international",
  },
  {
    by: "atribucion|reconocimiento",
    nc: "no[ -]?comercial",
    nd: "sin[ -]?(?:obras?[ -]?)?derivad[ao]s?",
    sa: "compartir[ -]?igual",
    worldwide: "internacional",
  },
  {
    by: "atribuicao",
    nc: "(?:uso )?nao[ -]?comercial",
    nd: "sem[ -]?deriva(?:coes|dos|das)",
    sa: "compartilha[ -]?igual",
    worldwide: "internacional",
  },
  {
    by: "attribuzione",
    nc: "non commerciale",
    nd: "non opere derivate",
    sa: "condividi allo stesso modo",
    worldwide: "internazionale",
  },
  {
    by: "naamsvermelding",
    nc: "niet[ -]?commercieel",
    nd: "geen[ -]?afgeleide[ -]?werken",
    sa: "gelijk[ -]?delen",
    worldwide: "internationaal",
  },
  {
    by: "uznanie autorstwa",
    nc: "uzycie niekomercyjne",
    nd: "bez utworow zaleznych",
    sa: "na tych samych warunkach",
    worldwide: "miedzynarodowe",
  },
  { by: "表示", nc: "非営利", nd: "改変禁止", sa: "継承", worldwide: "国際" },
  { by: "署名", nc: "非商业性使用", nd: "禁止演绎", sa: "相同方式共享", worldwide: "国际" },
  { by: "姓名標示", nc: "非商業性", nd: "禁止改作", sa: "相同方式分享", worldwide: "國際" },
  { by: "저작자표시", nc: "비영리", nd: "변경금지", sa: "동일조건변경허락", worldwide: "국제" },
];

/** Countries of ports by the names that stand in titles; `unported` is none. */
const ports: Readonly<Record<string, string>> = {
  deutschland: "de",
  osterreich: "at",
  schweiz: "ch",
  france: "fr",
  espana: "es",
  brasil: "br",
  portugal: "pt",
  italia: "it",
  nederland: "nl",
  polska: "pl",
};

const house = String.raw`creative[\s-]?commons|cc(?!\w)|知识共享|創用 ?cc|クリエイティブ[・ ]?コモンズ`;
const licence = "licen[cs]e|lizenz|licencia|licenca|licenza|licentie|licencja|许可协议|授權條款|ライセンス|라이선스";

const patterns = languages.map(({ by, nc, nd, sa, worldwide }) => {
  const gap = String.raw`[\s/,:&-]*`;
  const elements = `(?:${gap}(?:${nc}|${nd}|${sa}))*`;
  const place = `${worldwide}|unported|${Object.keys(ports).join("|")}`;
  return new RegExp(
    String.raw`(?<![\p{L}\p{N}])(?:(${house})[\s:,(-]*(?:(?:${licence})[\s:,(-]*)?)?(?:${by})(${elements})\s*[\s,(-]*(\d\.\d)(?![\d.]*\d)(?:[\s,(]*(${place})(?=${licence}|\P{L}|$))?(?:[\s)]*(?:${licence})(?!\p{L}))?`,
    "giu",
  );
});

/** Latin letters without their accents; the length stays. */
const unaccented = (text: string): string => text.replace(/[\u00c0-\u024f]/g, (letter) => letter.normalize("NFD")[0]!);

/**
 * Licences of Creative Commons by the titles that their deeds have in other languages. With the name of the house, "Creative
 * Commons Namensnennung 4.0", or with the word for international or a port behind the version; a title without both may be anything.
 */
export function findTitles(text: string): Finding[] {
  const plain = unaccented(text);
  return languages.flatMap(({ nc, nd, sa }, index) => {
    const says = (words: string, part: string): boolean => new RegExp(words, "iu").test(part);
    return [...plain.matchAll(patterns[index]!)].flatMap((match) => {
      const [whole, named, elements = "", version, place] = match;
      if (named === undefined && place === undefined) return [];
      const codes = Object.entries({ nc, nd, sa }).flatMap(([code, words]) => (says(words, elements) ? [code] : []));
      const found = creativeCommons(codes, version, ports[place?.toLowerCase() ?? ""]);
      return found ? [{ licence: found, start: match.index, end: match.index + whole.length }] : [];
    });
  });
}
