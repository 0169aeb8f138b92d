import type { IncomingMessage, ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";

/** How a reply goes wrong, by the word that stands in the title or id asked for. `count` is the how-manieth time. */
type Fault = (request: IncomingMessage, response: ServerResponse, count: number) => boolean;

const send = (response: ServerResponse, status: number, headers: Record<string, string>, body: string): true => {
  response.writeHead(status, headers).end(body);
  return true;
};

/** Each gives true when it has answered, false to let the true answer through. */
export const faults: Record<string, Fault> = {
  "busy-once": (_q, response, count) => count === 1 && send(response, 429, { "retry-after": "1" }, "slow down"),
  "busy-long": (_q, response) => send(response, 429, { "retry-after": "3600" }, "come back in an hour"),
  "away-once": (_q, response, count) => count === 1 && send(response, 503, {}, "one moment"),
  "broken-once": (_q, response, count) => count === 1 && send(response, 500, {}, "an error of ours"),
  forbidden: (_q, response) => send(response, 403, {}, "not for you"),
  login: (_q, response) => send(response, 401, { "www-authenticate": "Bearer" }, "who are you?"),
  gone: (_q, response) => send(response, 404, { "content-type": "text/html" }, "<h1>Not found</h1>"),
  "wrong-type": (_q, response) => send(response, 200, { "content-type": "application/octet-stream" }, "\u0000\u0001"),
  "error-page": (_q, response) =>
    send(response, 200, { "content-type": "text/html" }, "<h1>Sorry</h1><p>Try later.</p>"),
  oversize: (_q, response) => send(response, 200, { "content-type": "application/json" }, " ".repeat(3_000_000)),
  bomb(_request, response) {
    const body = gzipSync(Buffer.alloc(30_000_000, 32));
    response.writeHead(200, { "content-type": "application/json", "content-encoding": "gzip" }).end(body);
    return true;
  },
  truncated(_request, response) {
    response.writeHead(200, { "content-type": "application/json", "content-length": "5000" });
    response.write('{"query":');
    setTimeout(() => response.destroy(), 20);
    return true;
  },
  dropped(request) {
    request.socket.destroy();
    return true;
  },
  slow(_request, response) {
    const timer = setTimeout(() => send(response, 200, { "content-type": "application/json" }, "{}"), 20_000);
    response.on("close", () => clearTimeout(timer));
    return true;
  },
  "redirect-private": (_q, response) => send(response, 302, { location: "http://127.0.0.1:9/secret" }, ""),
  "redirect-literal": (_q, response) => send(response, 302, { location: "http://169.254.0.1/latest" }, ""),
  "redirect-foreign": (_q, response) => send(response, 302, { location: "https://elsewhere.example.org/" }, ""),
  "redirect-loop": (request, response) => send(response, 302, { location: request.url ?? "/" }, ""),
};
