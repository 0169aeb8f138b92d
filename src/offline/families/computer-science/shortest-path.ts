import { distinguishable } from "../../distinguishable.ts";
import { type AnswerForm, defineFamily, writeAnswer } from "../../family.ts";
import { wrongSolution } from "../../wrong-solution.ts";

type Edge = readonly [from: string, to: string, length: number];

/**
 * An undirected weighted graph; `via` is a node to be visited on the way, or empty. Wanted is the length of all edges
 * together plus that of the best route, so that every stated length counts.
 */
interface Parameters {
  nodes: string[];
  edges: Edge[];
  via: string;
}

const form: AnswerForm = { unit: "", tolerance: 0, figures: "integer" };
const state = (value: number): string => writeAnswer(value, form);

type Route = { nodes: string[]; length: number };

/** Every path without repeated nodes, shortest first. */
function routes({ edges }: Parameters, from: string, to: string): Route[] {
  const found: Route[] = [];
  const extend = (nodes: string[], length: number): void => {
    const here = nodes.at(-1)!;
    if (here === to) found.push({ nodes, length });
    else
      for (const [a, b, weight] of edges) {
        const next = a === here ? b : b === here ? a : here;
        if (!nodes.includes(next)) extend([...nodes, next], length + weight);
      }
  };
  extend([from], 0);
  return found.sort((a, b) => a.length - b.length);
}

const ends = ({ nodes }: Parameters): [string, string] => [nodes[0]!, nodes.at(-1)!];
const trail = (route: Route): string => route.nodes.join(" - ");

/** The parts of the wanted route: one path, or two that meet at `via`. */
function best(p: Parameters): Route[] {
  const [from, to] = ends(p);
  return p.via === "" ? [routes(p, from, to)[0]!] : [routes(p, from, p.via)[0]!, routes(p, p.via, to)[0]!];
}
const total = (parts: Route[]): number => parts.reduce((sum, route) => sum + route.length, 0);
const everything = ({ edges }: Parameters): number => edges.reduce((sum, [, , length]) => sum + length, 0);

/** The route with the fewest edges. */
const simplest = (found: Route[]): Route =>
  [...found].sort((a, b) => a.nodes.length - b.nodes.length || a.length - b.length)[0]!;

/** From each node the shortest edge to a node not yet visited; infinite when it leads nowhere. */
function greedy(p: Parameters): Route {
  const [from, to] = ends(p);
  const route: Route = { nodes: [from], length: 0 };
  while (route.nodes.at(-1) !== to) {
    const here = route.nodes.at(-1)!;
    const open = p.edges
      .filter(([a, b]) => (a === here && !route.nodes.includes(b)) || (b === here && !route.nodes.includes(a)))
      .sort((x, y) => x[2] - y[2])[0];
    if (!open) return { ...route, length: Number.POSITIVE_INFINITY };
    route.nodes.push(open[0] === here ? open[1] : open[0]);
    route.length += open[2];
  }
  return route;
}

/** The edges of a route one by one. */
const legs = ({ edges }: Parameters, { nodes }: Route) =>
  nodes.slice(1).map((there, i) => {
    const here = nodes[i]!;
    const edge = edges.find(([a, b]) => (a === here && b === there) || (a === there && b === here))!;
    return { here, there, length: edge[2] };
  });
const summedUp = (p: Parameters, length: number, answer: string): string =>
  `All edges together have the length ${everything(p)}, so the result is ${everything(p)} + ${length} = ${answer}.`;

const list = ({ edges }: Parameters): string => edges.map(([a, b, length]) => `${a}-${b} ${length}`).join(", ");
const goal = (p: Parameters): string => {
  const [from, to] = ends(p);
  return p.via === "" ? `from ${from} to ${to}` : `from ${from} to ${to} that passes through ${p.via}`;
};

export const shortestPath = defineFamily<Parameters>({
  name: "computer-science/shortest-path",
  domain: "computer science",
  topic: "shortest paths in graphs",
  keywords: [
    "graph theory",
    "dijkstra's algorithm",
    "weighted graph",
    "route planning",
    "greedy algorithm",
    "algorithms",
    "graphs",
  ],
  handbook: ["computer-science/shortest-path"],
  sample(random, difficulty) {
    const nodes = ["A", "B", "C", "D", "E", "F"].slice(0, difficulty === "easy" ? 5 : 6);
    return distinguishable(this, () => {
      for (;;) {
        const pairs = nodes.flatMap((a, i) => nodes.slice(i + 1).map((b) => [a, b] as const));
        const chosen = random
          .shuffle(pairs.filter(([a, b]) => a !== nodes[0] || b !== nodes.at(-1)))
          .slice(0, difficulty === "easy" ? 7 : 9)
          .sort((x, y) => x.join("").localeCompare(y.join("")));
        const edges = chosen.map(([a, b]) => [a, b, random.integer(3, 40)] as const);
        const p: Parameters = { nodes, edges, via: difficulty === "hard" ? random.pick(nodes.slice(1, -1)) : "" };
        const near = greedy(p).length;
        if (!Number.isFinite(near)) continue;
        const free = routes(p, ...ends(p));
        if (new Set([near, free[0]!.length, simplest(free).length]).size < 3) continue;
        if (nodes.slice(1).some((node) => routes(p, nodes[0]!, node).length === 0)) continue;
        // Two parts that meet only at `via` form a path, so it does not matter whether nodes may be visited twice.
        const visited = best(p).flatMap((route) => route.nodes);
        if (new Set(visited).size === visited.length - (p.via === "" ? 0 : 1)) return p;
      }
    });
  },
  phrasings: [
    (p) =>
      `Towns are joined by roads of these lengths in km: ${list(p)}. One cable is laid along every road, and a second cable along the shortest route ${goal(p)}. How many kilometres of cable are needed in all? Give a whole number.`,
    (p) =>
      `An undirected graph has the edges (with weights) ${list(p)}. Add the weight of the lightest path ${goal(p)} to the sum of all edge weights. Which whole number results?`,
    (p) =>
      `A network consists of two-way links with these monthly rents in euros: ${list(p)}. All links are rented once, and the links of the cheapest route ${goal(p)} are rented a second time as a reserve. Find the total monthly rent in euros, as a whole number.`,
    (p) =>
      `Run Dijkstra's algorithm on the undirected weighted graph ${list(p)} to find the best route ${goal(p)}. State, as a whole number, the length of that route plus the lengths of all edges of the graph.`,
  ],
  form: () => form,
  solve(p) {
    const parts = best(p);
    const value = everything(p) + total(parts);
    const from = p.nodes[0]!;
    const distances = p.nodes.slice(1).flatMap((node) => {
      const route = routes(p, from, node)[0];
      return route ? [{ node, route }] : [];
    });
    return {
      value,
      steps: [
        `Start at ${from} with distance 0 and settle the nodes in the order of their distances from ${from}.`,
        `The settled distances are ${distances
          .sort((x, y) => x.route.length - y.route.length)
          .map(({ node, route }) => `${node} ${route.length} (${trail(route)})`)
          .join(", ")}.`,
        ...parts
          .slice(1)
          .map((route) => `From ${p.via} onwards the shortest path is ${trail(route)} with length ${route.length}.`),
        `The best route is ${parts.map(trail).join(", then ")}, and its length is ${total(parts)}.`,
        summedUp(p, total(parts), state(value)),
      ],
    };
  },
  program: (p) =>
    [
      "import heapq",
      `edges = [${p.edges.map(([a, b, length]) => `("${a}", "${b}", ${length})`).join(", ")}]`,
      "def distance(start, goal):  # Dijkstra's algorithm",
      "    queue, settled = [(0, start)], set()",
      "    while queue:",
      "        length, here = heapq.heappop(queue)",
      "        if here == goal: return length",
      "        if here in settled: continue",
      "        settled.add(here)",
      "        for a, b, weight in edges:",
      "            if a == here: heapq.heappush(queue, (length + weight, b))",
      "            if b == here: heapq.heappush(queue, (length + weight, a))",
      "everything = sum(weight for a, b, weight in edges)",
      `print(f"Answer: {everything + ${best(p)
        .map(({ nodes }) => `distance('${nodes[0]}', '${nodes.at(-1)}')`)
        .join(" + ")}}")`,
    ].join("\n"),
  check: (p) =>
    [
      "# Floyd and Warshall: all pairs at once",
      `nodes = "${p.nodes.join("")}"`,
      "everything = 0",
      "far = {(a, b): 0 if a == b else 10 ** 9 for a in nodes for b in nodes}",
      `for a, b, weight in [${p.edges.map(([a, b, length]) => `("${a}", "${b}", ${length})`).join(", ")}]:`,
      "    far[a, b] = far[b, a] = weight",
      "    everything += weight",
      "for k in nodes:",
      "    for a in nodes:",
      "        for b in nodes: far[a, b] = min(far[a, b], far[a, k] + far[k, b])",
      `print(f"Answer: {everything + ${best(p)
        .map(({ nodes }) => `far['${nodes[0]}', '${nodes.at(-1)}']`)
        .join(" + ")}}")`,
    ].join("\n"),
  mistakes(p) {
    const free = routes(p, ...ends(p));
    const fewest = simplest(free);
    const second = free.find((route) => route.length > free[0]!.length) ?? fewest;
    const all = everything(p);
    const { steps } = this.solve(p);
    const wrong = wrongSolution(steps, state);
    const [from, to] = ends(p);
    const using = (name: string, route: Route, why: string, kept: number, opening: string[]) =>
      wrong(name, all + route.length, why, kept, (answer) => [
        ...opening,
        `The best route is ${trail(route)}, and its length is ${route.length}.`,
        summedUp(p, route.length, answer),
      ]);
    const compared = free.filter(({ length }) => length > free[0]!.length).slice(0, 4);
    const plain = [...free].sort((x, y) => x.nodes.length - y.nodes.length || x.length - y.length);
    const edgesOf = (route: Route): string => `${trail(route)} has ${route.nodes.length - 1} edges`;
    return [
      using("nearest neighbour every time", greedy(p), "The nearest next node need not lie on the best route.", 0, [
        `Start at ${from} and always take the shortest edge to a node not visited yet, until ${to} is reached.`,
        `In this order ${legs(p, greedy(p))
          .map(({ here, there, length }) => `${here} leads to ${there} by ${length}`)
          .join(", ")}.`,
        ...(p.via === "" ? [] : [`With ${to} the end is reached, and the lengths of these edges are added up.`]),
      ]),
      using("fewest edges", fewest, "The lengths of the edges count, not their number.", 0, [
        `Every further edge makes a route longer, so the best way to ${to} is that with the fewest edges.`,
        `Of the possible routes, ${plain.slice(0, 3).map(edgesOf).join(", ")}.`,
        `The edges of the first one add up to ${legs(p, fewest)
          .map(({ length }) => length)
          .join(" + ")} = ${fewest.length}.`,
      ]),
      p.via === ""
        ? using("a better route overlooked", second, `The route ${trail(free[0]!)} is shorter.`, 0, [
            `List the routes from ${from} to ${to} that use no node twice, with the lengths of their edges added up.`,
            `In the order of their lengths these are ${compared.map((route) => `${trail(route)} with ${route.length}`).join(", ")}.`,
          ])
        : using("node on the way ignored", free[0]!, `This route does not pass through ${p.via}.`, 2, [
            `So ${to} is reached by its settled distance of ${free[0]!.length}.`,
          ]),
      wrong("route alone", total(best(p)), "The lengths of all edges are to be added.", steps.length - 1, (answer) => [
        `The edges of the route are added up in this number, so the result is ${answer}.`,
      ]),
    ];
  },
});
