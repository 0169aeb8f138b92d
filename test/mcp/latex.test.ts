import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readLatex } from "../../mcp/extract/latex.ts";
import { isAssayError } from "../../schema/error.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const files = (all: Record<string, string>): Map<string, Uint8Array> =>
  new Map(Object.entries(all).map(([name, text]) => [name, bytes(text)]));
const read = (body: string, preamble = ""): string =>
  readLatex(
    files({ "main.tex": `\\documentclass{article}\n${preamble}\n\\begin{document}\n${body}\n\\end{document}` }),
  );

describe("a paper in LaTeX", () => {
  test("gives its prose in paragraphs, with headings, items and formulas as TeX", () => {
    const text = read(
      String.raw`\title{Never}\author{Nobody}\maketitle
\begin{abstract} We study \emph{whiffles}, % made up
  as ever. \end{abstract}
\section*{Introduction}\label{sec:one}
The law of Section~\ref{sec:one} (see Eq.~\eqref{eq:w}, \cite{a,b}) is
\begin{equation} W = 3 v^2 \label{eq:w} \end{equation}
where \(v\) is \textbf{fast}~\cite[p.~3]{c}.

\begin{itemize}
  \item First.
  \item[(b)] Second, at \url{https://x.example.org/a%20b_c}.
\end{itemize}
\begin{align} a &= b \\ c &= d \nonumber \end{align}
\begin{thebibliography}{9} \bibitem{a} Never. \end{thebibliography}`,
    );
    expect(text.split("\n\n")).toEqual([
      "We study whiffles, as ever.",
      "Introduction",
      "The law of Section (see Eq.) is $W = 3 v^2$ where $v$ is fast.",
      "First.",
      "(b) Second, at https://x.example.org/a%20b_c.",
      String.raw`$\begin{aligned}a &= b \\ c &= d\end{aligned}$`,
    ]);
  });

  test.each([
    [
      String.raw`Schr\"odinger, Erd\H{o}s, \'{e}t\'e, na\"{\i}ve, \v Cech, \o re, Stra\ss e`,
      "Schrödinger, Erdős, été, naïve, Čech, øre, Straße",
    ],
    ["``Quoted'' --- and 3--4 o'clock", "“Quoted” — and 3–4 o’clock"],
    [String.raw`100\% of \$5 \& more\ldots{} \TeX{}nical`, "100% of $5 & more… TeXnical"],
    ["a~b\\\\[2mm] c\\,d", "a b c d"],
    ["\\verb|a_%b| and \\lstinline{c}", "a_%b and c"],
    [String.raw`Water is \ce{H2O}, at \SI{3}{\metre}.`, String.raw`Water is $\ce{H2O}$, at $\SI{3}{\metre}$.`],
    ["$a$$b$ and $$c$$ d", "$a$$b$ and $c$ d"],
    [String.raw`$x = y \text{ for all $z$}$`, String.raw`$x = y \text{ for all z}$`],
    ["$unclosed\n\nprose", "$unclosed$\n\nprose"],
    ["A \\unknown{word} \\texttt{[x]} here}", "A word [x] here"],
    ["\\vspace{3mm}\\parindent=0pt \\setlength{\\parskip}{2pt}Text.", "Text."],
    ["Figures~\\ref{a}, \\ref{b}, and~\\ref{c} agree \\cite{d}; see (\\ref{e}--\\ref{f}).", "Figures agree; see."],
    ["one%\n\ntwo", "one\n\ntwo"],
    ["数学は楽しい $α$", "数学は楽しい $α$"],
  ])("%s", (tex, expected) => {
    expect(read(tex)).toBe(expected);
  });

  test("writes the paper's own macros out, in prose and in formulas", () => {
    const preamble = String.raw`\newcommand{\R}{\mathbb{R}} \newcommand{\norm}[1]{\lVert #1 \rVert}
\newcommand{\aka}[2][also]{#1 known as #2} \def\be{\begin{equation}} \def\ee{\end{equation}}
\DeclareMathOperator{\rank}{rk} \let\old\norm \newenvironment{claim}[1]{\textbf{Claim #1:} }{ So it is.}
\newif\iflong \longtrue`;
    expect(read(String.raw`$\norm{x} \in \R$, $\rank A$, $\old{y}$`, preamble)).toBe(
      String.raw`$\lVert x \rVert \in \mathbb{R}$, $\operatorname{rk}A$, $\lVert y \rVert$`,
    );
    expect(read(String.raw`It is \aka{W} or \aka[once]{V}.`, preamble)).toBe(
      "It is also known as W or once known as V.",
    );
    expect(read(String.raw`Then \be x^2 \ee holds.`, preamble)).toBe("Then $x^2$ holds.");
    expect(read(String.raw`\begin{claim}{2} It holds.\end{claim}`, preamble)).toBe("Claim 2: It holds. So it is.");
    const display = String.raw`\newenvironment{formula}{\begin{equation}}{\end{equation}}`;
    expect(read(String.raw`Now \begin{formula} z \end{formula} holds.`, display)).toBe("Now $z$ holds.");
    expect(read(String.raw`\iflong Long.\else Short.\fi{} \longfalse \iflong Long.\else Short.\fi`, preamble)).toBe(
      "Long. Short.",
    );
  });

  test.each([
    "% SECRET ORDER",
    "\\begin{comment}\nSECRET ORDER\n\\end{comment}",
    "\\iffalse SECRET \\ifx\\a\\b c\\else d\\fi ORDER\\fi",
    "\\iftrue\\else SECRET ORDER\\fi",
    "\\ifnum1=2 SECRET ORDER\\fi",
    "{\\color{white} SECRET {\\bf ORDER}}",
    "\\begin{quote}\\color{white} SECRET ORDER\\end{quote}",
    "\\textcolor{white}{SECRET ORDER}",
    "\\textcolor[rgb]{1,1,1}{SECRET ORDER}",
    "\\textcolor[HTML]{FEFEFE}{SECRET ORDER}",
    "\\textcolor[gray]{0.99}{SECRET ORDER}",
    "\\textcolor{white!99!black}{SECRET ORDER}",
    "\\definecolor{paper}{RGB}{255,255,255}{\\color{paper}SECRET ORDER}",
    "\\colorlet{paper}{white}\\textcolor{paper}{SECRET ORDER}",
    "\\phantom{SECRET ORDER}\\hphantom{SECRET}",
    "$x \\phantom{SECRET} {\\color{white} ORDER} y$",
    "\\scalebox{0.01}{SECRET ORDER}",
    "\\resizebox{1pt}{!}{SECRET ORDER}",
    "{\\fontsize{0.1pt}{0.1pt}\\selectfont SECRET ORDER}",
    "\\raisebox{-200cm}[0pt][0pt]{SECRET ORDER}",
    "\\setbox0=\\hbox{SECRET ORDER}",
    "\\sbox{\\mybox}{SECRET ORDER}",
    "\\texttransparent{0}{SECRET ORDER}",
    "\\textpdfrender{TextRenderingMode=Invisible}{SECRET ORDER}",
    "\\footnote{SECRET ORDER}\\marginpar{SECRET ORDER}\\todo{SECRET ORDER}",
    "\\newcommand{\\hide}[1]{}\\hide{SECRET ORDER}",
    "\\excludecomment{private}\\begin{private}SECRET ORDER\\end{private}",
    "\\begin{figure}\\caption{SECRET ORDER}\\end{figure}",
    "\\begin{table*}\\begin{tabular}{c}SECRET & ORDER\\end{tabular}\\end{table*}",
    "\\hypersetup{pdfsubject={SECRET ORDER}}\\special{SECRET ORDER}",
    "\\newcommand{\\unused}{SECRET ORDER}",
    "\\hspace*{-50cm}SECRET ORDER",
    "{\\hspace{-50cm}}SECRET {ORDER}",
    "\\hspace*{40cm}\\mbox{SECRET ORDER}",
    "\\hskip -20in SECRET ORDER",
    "\\kern-600pt SECRET ORDER",
    "\\moveleft 50cm\\hbox{SECRET ORDER}",
    "\\hspace*{-20cm}\\hspace*{-20cm}SECRET ORDER",
    "\\vspace*{-90cm}SECRET\n\nORDER\\vspace*{90cm}",
    "\\vspace{-90cm}SECRET\n\nORDER\\clearpage",
    "$\\hspace{-50cm}\\text{SECRET ORDER}$",
    "$x \\kern-50cm \\mbox{SECRET ORDER}$",
    "\\pdfliteral{3 Tr}SECRET ORDER\\pdfliteral{0 Tr}",
    "\\pdfliteral direct{3 Tr}SECRET\n\nORDER\\pdfliteral page {0 Tr}",
    "$\\pdfliteral{3 Tr}$ SECRET ORDER\\pdfliteral{0 Tr}",
    "\\pdfextension literal{1 1 1 rg}SECRET ORDER\\pdfextension literal{0 g}",
    "\\pdfliteral{q 0.001 0 0 0.001 0 0 cm}SECRET ORDER\\pdfliteral{Q}",
    "\\pdfliteral{q 1 0 0 1 -5000 0 cm}SECRET ORDER\\pdfliteral{Q}",
    "\\special{color push gray 1}SECRET ORDER\\special{color pop}",
    "\\special{pdf:content 3 Tr}SECRET ORDER\\special{pdf:content 0 Tr}",
    "\\colorbox{black}{SECRET ORDER}",
    "\\fcolorbox{red}{black}{SECRET ORDER}",
    "\\colorbox[rgb]{0,0,0}{SECRET ORDER}",
    "\\censor{SECRET ORDER}",
    "\\begin{ocg}{a}{b}{0}SECRET ORDER\\end{ocg}",
    "\\end{document} SECRET ORDER",
  ])("never gives what its readers do not see: %s", (hidden) => {
    const text = read(`Before.\n\n${hidden}\n\nAfter \\textcolor{red}{all} of it.`);
    expect(text).toContain("Before.");
    expect(text).not.toMatch(/SECRET|ORDER/);
    if (!hidden.includes("\\end{document}")) expect(text).toContain("After all of it.");
  });

  test.each([
    "\\hspace{2em}seen well",
    "\\hspace*{-1cm}seen well",
    "\\hspace*{-50cm}\\hspace*{50cm}seen well",
    "\\vspace{-2cm}seen well",
    "\\vspace{60cm}seen well",
    "\\kern1pt seen well",
    "\\pdfliteral{0.5 g}seen well\\pdfliteral{0 g}",
    "\\pdfliteral direct{q 1 0 0 1 20 0 cm}seen well\\pdfliteral{Q}",
    "\\special{papersize=210mm,297mm}seen well",
    "\\special{color push rgb 0 0 1}seen well\\special{color pop}",
    "\\colorbox{yellow}{seen well}",
    "\\fcolorbox{black}{gray!20}{seen well}",
    "\\colorbox[HTML]{FFEE00}{seen well}",
    "$a\\hspace{1cm}b$ seen well",
  ])("keeps what is only moved or coloured: %s", (tex) => {
    expect(read(`Before.\n\n${tex}\n\nAfter.`)).toMatch(/seen well[\s\S]*After\./);
  });

  test("reads other files of the archive, and none beyond it", () => {
    const all = files({
      "src/main.tex":
        "\\documentclass{article}\\begin{document}\\input{parts/one}\\include{two.tex}\\input three \\import{parts/}{four}" +
        "\\input{../../etc/passwd}\\input{/etc/passwd}\\input{../top}\\subfile{sub}\\end{document}",
      "src/parts/one.tex": "One.\n",
      "src/two.tex": "Two. \\input{two}\\input{main}\\endinput Never.",
      "src/three.tex": "Three.",
      "src/parts/four.tex": "Four.",
      "top.tex": "Top.",
      "src/sub.tex": "\\documentclass[main]{subfiles}\\begin{document}Sub.\\end{document}",
      "src/figure.png": "\0",
    });
    expect(readLatex(all)).toBe("One.\n\nTwo. Three. Four. Top. Sub.");
  });

  test("takes the document that is the paper", () => {
    const document = (text: string): string => `\\documentclass{article}\\begin{document}${text}\\end{document}`;
    expect(
      readLatex(files({ "cover.tex": document("Dear editor."), "whiffles.tex": document("A long paper on them.") })),
    ).toBe("A long paper on them.");
    expect(
      readLatex(files({ "appendix.tex": document("A long appendix on them."), "main.tex": document("The paper.") })),
    ).toBe("The paper.");
    expect(readLatex(files({ "notes.tex": "No document.", "x.png": "\0" }))).toBe("");
    expect(readLatex(files({ "old.tex": "% \\begin{document}\n\\documentclass{x}" }))).toBe("");
  });

  test("reads Latin-1 where a file is no UTF-8", () => {
    const source = Buffer.from("\\documentclass{x}\\begin{document}caf\u00e9\\end{document}", "latin1");
    expect(readLatex(new Map([["main.tex", source]]))).toBe("café");
  });

  test("macros that multiply, and groups without end, are an error of the source", () => {
    const names = ["qa", "qb", "qe", "qf", "qg", "qh", "qi", "qj", "qk"];
    const laughs = names.map((name, at) => `\\def\\${name}{${`\\${names[at + 1] ?? "relax"} ha`.repeat(12)}}`).join("");
    expect(() => read("\\qa", laughs)).toThrow(/never end/);
    expect(() => read("$\\qa$", laughs)).toThrow(/never end/);
    const wide = `\\newcommand{\\wide}[1]{${"#1".repeat(3_000)}}`;
    expect(() => read(`\\wide{${"a".repeat(3_000)}}`, wide)).toThrow(/never end/);
    expect(() => read("{".repeat(5_000))).toThrow(/nested too deeply/);
  });

  test("macros that name themselves end", () => {
    expect(
      read(
        "\\mine \\yours \\tail.",
        "\\def\\mine{a \\mine b}\\def\\yours{\\ours}\\def\\ours{\\yours c}\\def\\tail{d\\tail}",
      ),
    ).toBe("a bcd.");
  });

  test("ends on anything, with no other error than ours and no more text than was read", () => {
    const piece = fc.oneof(
      fc.constantFrom(
        ...[
          "\\begin{",
          "\\end{",
          "document}",
          "equation}",
          "itemize}",
          "figure}",
          "comment}",
          "\\item[",
          "]",
          "{",
          "}",
          "$",
          "$$",
        ],
        ...[
          "\\(",
          "\\]",
          "%",
          "\n\n",
          "\\newcommand{\\x}[2][",
          "\\def\\x#1{",
          "\\let\\x=\\y",
          "\\x",
          "\\y",
          "#1",
          "\\input{main}",
        ],
        ...[
          "\\iffalse",
          "\\ifx",
          "\\else",
          "\\fi",
          "\\color{white}",
          "\\textcolor[rgb]{",
          "\\cite{",
          "\\'",
          "\\verb",
          "\\url{",
          "~",
        ],
        ...[
          "\\ce{",
          "\\newenvironment{e}{",
          "\\begin{e}",
          "\\end{e}",
          "\\section*",
          "\\bgroup",
          "\\egroup",
          "\\\\[",
          "\\",
          "a b",
        ],
        ...[
          "\\constructor",
          "\\__proto__",
          "\\begin{toString}",
          "\\raisebox{",
          "\\setbox",
          "\\fontsize",
          "\\parindent=",
          "\\href{",
        ],
      ),
      fc.string({ unit: "binary", maxLength: 8 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), fc.array(piece, { maxLength: 10 }), (body, preamble) => {
        let text: string;
        try {
          text = read(body.join(""), preamble.join(""));
        } catch (error) {
          expect(isAssayError(error), String(error)).toBe(true);
          return;
        }
        expect(text.length).toBeLessThan(200_000);
        expect(text).toBe(text.normalize("NFC"));
        expect(text).not.toMatch(/\r|\n{3}|[\ue000-\uf8ff]/);
      }),
      { numRuns: 1_500 },
    );
  });
});
