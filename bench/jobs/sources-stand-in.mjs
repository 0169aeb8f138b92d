// Three made-up providers on loopback, in a process of their own: a search finds the question's document. Every answer
// takes the given time. Sends its origin, and how many requests there were, and at most at a time, whenever it is asked.
import { createServer } from "node:http";

const delayMs = Number(process.argv[2]);
let requests = 0;
let open = 0;
let most = 0;

/** A paragraph long enough to be a passage, which no other document has. */
const paragraph = (host, number, place) =>
  `Paragraph ${place} of document ${number} at ${host} is reference text written for measuring, and says nothing of the world.`;

const server = createServer((request, response) => {
  requests += 1;
  open += 1;
  most = Math.max(most, open);
  response.once("finish", () => {
    open -= 1;
  });
  const [, host, kind, number] = /^\/([\w.-]+)\/(search|document)\/(\d+)$/.exec(request.url) ?? [];
  const id = String(number);
  const body =
    kind === "search"
      ? { hits: [{ id, title: `Document ${id}`, url: `https://${host}/document/${id}`, snippet: "" }] }
      : { text: Array.from({ length: 7 }, (_, place) => paragraph(host, id, place)).join("\n\n") };
  setTimeout(() => {
    response.writeHead(host ? 200 : 404, { "content-type": "application/json" }).end(JSON.stringify(body));
  }, delayMs);
});
server.listen(0, "127.0.0.1", () => process.send({ origin: `http://127.0.0.1:${server.address().port}` }));
process.on("message", () => process.send({ requests, most }));
process.on("disconnect", () => process.exit());
