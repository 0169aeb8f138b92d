import { type Emulation, made, text } from "./emulation.ts";

const by = "https://creativecommons.org/licenses/by/4.0/";
const page = (title: string, body: string, head = ""): string =>
  `<!doctype html><html lang="en"><head><title>${title}</title>${head}</head><body><nav>Menu</nav><article><h1>${title}</h1>${body}</article></body></html>`;
const prose = `<p>${made("The whiffle page", "It turns, and one turn takes a minute and a half in the units of the page.")}</p><p>${made("Its second paragraph", "Nothing hangs on it, but a page wants more than one.")}</p>`;

/** Two pages of a site that may be read, and one that robots.txt closes. */
export const webpage: Emulation = {
  hosts: {
    "pages.assay-tests.org": (url, response) => {
      if (url.pathname === "/robots.txt") return text(response, "text/plain", "User-agent: *\nDisallow: /closed\n");
      if (url.pathname === "/whiffle" || url.pathname === "/closed") {
        return text(
          response,
          "text/html; charset=utf-8",
          page("Whiffle page", prose, `<link rel="license" href="${by}">`),
        );
      }
      if (url.pathname === "/silent") return text(response, "text/html", page("Silent page", prose));
      text(response, "text/html", "<h1>Nothing here</h1>", 404);
    },
    "www.iana.org": (_url, response) => text(response, "text/html", page("Example", prose)),
  },
  facts: {
    query: "https://pages.assay-tests.org/whiffle and https://pages.assay-tests.org/silent",
    id: "https://pages.assay-tests.org/whiffle",
    absentQuery: "no address at all",
    absentId: "https://pages.assay-tests.org/absent",
    spdx: "CC-BY-4.0",
    urlPrefix: "https://pages.assay-tests.org/whiffle",
  },
};
