/** What LaTeX's commands and environments mean for a reader of prose (LaTeX2e unofficial reference manual, latexref.xyz). */

/** Accents as combining characters. */
export const accents = new Map(
  Object.entries({
    "`": "\u0300",
    "'": "\u0301",
    "^": "\u0302",
    "~": "\u0303",
    "=": "\u0304",
    u: "\u0306",
    ".": "\u0307",
    '"': "\u0308",
    r: "\u030a",
    H: "\u030b",
    v: "\u030c",
    d: "\u0323",
    c: "\u0327",
    k: "\u0328",
    b: "\u0331",
  }),
);

/** Commands without arguments that stand for a text. */
export const symbols = new Map(
  Object.entries({
    "&": "&",
    "%": "%",
    $: "$",
    "#": "#",
    _: "_",
    "{": "{",
    "}": "}",
    " ": " ",
    "\n": " ",
    "\t": " ",
    ",": " ",
    ";": " ",
    ":": " ",
    quad: " ",
    qquad: " ",
    space: " ",
    enspace: " ",
    thinspace: " ",
    newline: " ",
    linebreak: " ",
    hfill: " ",
    hfil: " ",
    ss: "ß",
    o: "ø",
    O: "Ø",
    l: "ł",
    L: "Ł",
    ae: "æ",
    AE: "Æ",
    oe: "œ",
    OE: "Œ",
    aa: "å",
    AA: "Å",
    i: "ı",
    j: "ȷ",
    S: "§",
    P: "¶",
    dag: "†",
    ddag: "‡",
    pounds: "£",
    euro: "€",
    copyright: "©",
    ldots: "…",
    dots: "…",
    textellipsis: "…",
    textendash: "–",
    textemdash: "—",
    textquoteleft: "‘",
    textquoteright: "’",
    textquotedblleft: "“",
    textquotedblright: "”",
    textbackslash: "\\",
    textasciitilde: "~",
    textasciicircum: "^",
    textunderscore: "_",
    textbar: "|",
    textless: "<",
    textgreater: ">",
    textdegree: "°",
    textmu: "µ",
    textregistered: "®",
    texttrademark: "™",
    slash: "/",
    TeX: "TeX",
    LaTeX: "LaTeX",
    LaTeXe: "LaTeX2e",
    BibTeX: "BibTeX",
  }),
);

const times = (count: number, names: string): [string, number][] => names.split(" ").map((name) => [name, count]);

/** Commands that print nothing of prose, and how many arguments go with them. */
export const dropped = new Map([
  ...times(1, "label index glossary footnote footnotetext thanks marginpar todo caption phantom hphantom vphantom"),
  ...times(
    1,
    "title author date affiliation affil address email institute institution orcid ead cortext keywords pacs",
  ),
  ...times(1, "preprint subjclass titlerunning authorrunning shorttitle shortauthors runningtitle received accepted"),
  ...times(
    1,
    "includegraphics includepdf bibliography bibliographystyle addbibresource nocite pdfcomment pdfsubject censor blackout xblackout",
  ),
  ...times(
    1,
    "vspace hspace pagestyle thispagestyle pagenumbering usepackage RequirePackage documentclass graphicspath",
  ),
  ...times(1, "documentstyle theoremstyle hypersetup captionsetup fancyhead fancyfoot linespread hyphenation usebox"),
  ...times(1, "newsavebox newcounter newlength stepcounter refstepcounter typeout write message vadjust"),
  ...times(1, "printAffiliationsAndNotice usetikzlibrary tikzset pgfplotsset lstset allowdisplaybreaks includeonly"),
  ...times(2, "setlength addtolength setcounter addtocounter numberwithin markboth rule captionof sbox savebox"),
  ...times(2, "newtheorem textpdfrender settowidth settoheight icmlauthor icmlaffiliation AtBeginEnvironment"),
  ...times(3, "addcontentsline ifthenelse ifbool iftoggle ifstrequal newacronym titleformat"),
  ...times(1, "AtBeginDocument AtEndDocument markright"),
  ...times(2, "pdfbookmark"),
]);

/** References to other places: nothing is left of them, nor of the brackets around them. */
export const isReference = (name: string): boolean =>
  /^[a-zA-Z]*cite[a-zA-Z]*$|^(?:eq|page|auto|name|full|v|c|C|sub|Auto|lab)?ref$|^[cC]refrange$/.test(name);

/** Headings: paragraphs of their own. */
export const headings = new Set("part chapter section subsection subsubsection paragraph subparagraph".split(" "));

/** Commands whose TeX is kept between dollars, and how many arguments they take: quantities and chemical formulas. */
export const formulaCommands = new Map([
  ...times(1, "ce ensuremath num ang si unit"),
  ...times(2, "SI qty numrange"),
  ...times(3, "SIrange qtyrange"),
]);

/** Lengths and counters that a value follows without braces. */
export const registers = new Set(
  (
    "vskip hskip kern mskip parindent parskip textwidth textheight oddsidemargin evensidemargin topmargin headheight " +
    "headsep footskip columnsep baselineskip hsize vsize leftskip rightskip hoffset voffset penalty tolerance " +
    "hyphenpenalty clubpenalty widowpenalty baselinestretch raise lower moveleft moveright abovedisplayskip " +
    "belowdisplayskip tabcolsep arraycolsep itemsep topsep parsep looseness interdisplaylinepenalty"
  ).split(" "),
);
export const value =
  /[ \t\n]{0,9}=?[ \t\n]{0,9}[-+]?(?:\d{1,9}\.?\d{0,9}|\.\d{1,9})[ \t]?(?:(?:true ?)?(?:pt|cm|mm|in|em|ex|bp|pc|sp|dd|cc|mu)(?![a-zA-Z]))?(?: ?(?:plus|minus) ?[\d.]{1,9} ?(?:pt|cm|mm|in|em|ex|fil{1,3})(?![a-zA-Z])){0,2}/y;

const environments = (names: string): ReadonlySet<string> => new Set(names.split(" "));

/** Whole formulas, by their names without a star. */
export const formulas = environments(
  "math displaymath equation eqnarray align gather multline flalign alignat dmath IEEEeqnarray",
);

/** Environments that are no prose: floats, drawings, lists of references, front matter. */
export const notProse = environments(
  "figure figure* table table* tabular tabular* tabularx tabulary longtable sidewaystable sidewaysfigure wrapfigure " +
    "wraptable subfigure subtable tikzpicture picture pspicture pgfpicture thebibliography algorithm algorithm* " +
    "algorithm2e algorithmic lrbox keyword keywords icmlauthorlist CCSXML IEEEbiography IEEEbiographynophoto " +
    "tabbing tikzcd forest overpic filecontents* textblock ocg",
);

/** Environments read as they stand, without TeX's rules, and dropped. */
export const verbatim = environments(
  "comment verbatim verbatim* Verbatim lstlisting minted alltt filecontents code codeblock spverbatim",
);

/** Environments within a paragraph. */
export const inline = environments(
  "subequations small footnotesize scriptsize tiny large normalsize sloppypar spacing",
);

/** Arguments that stand after the name of an environment. */
export const environmentArguments = new Map([
  ...times(1, "minipage multicols spacing adjustbox otherlanguage"),
  ...times(2, "adjustwidth list"),
]);
