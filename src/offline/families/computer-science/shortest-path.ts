import { type AnswerForm, defineFamily, writeAnswer } from "../../family.ts";
import { distinguishable } from "../mathematics/distinguishable.ts";
import { wrongSolution } from "../mathematics/wrong-solution.ts";

type Edge = readonly [from: string, to: string, length: number];

/** An undirected weighted graph; `via` is a node to be visited on the way, or empty. */
interface Parameters {
  nodes: string[];
  edges: Edge[];
  via: string;
}

const form: AnswerForm = { unit: "", tolerance: 0, figures: "integer" };
const state = (value: number): string => writeAnswer(value, form);

interface Route {
  nodes: string[];
  length: number;
}

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

const list = ({ edges }: Parameters): string => edges.map(([a, b, length]) => `${a}-${b} ${length}`).join(", ");
const goal = (p: Parameters): string => {
  const [from, to] = ends(p);
  return p.via === "" ? `from ${from} to ${to}` : `from ${from} to ${to} that passes through ${p.via}`;
};

export const shortestPath = defineFamily<Parameters>({
  name: "computer-science/shortest-path",
  domain: "computer science",
  topic: "shortest paths in graphs",
  keywords: ["graph theory", "dijkstra's algorithm", "weighted graph", "route planning", "greedy algorithm"],
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
        if (
          !Number.isFinite(greedy(p).length) ||
          nodes.slice(1).some((node) => routes(p, nodes[0]!, node).length === 0)
        )
          continue;
        // Two parts that meet only at `via` form a path, so it does not matter whether nodes may be visited twice.
        const visited = best(p).flatMap((route) => route.nodes);
        if (new Set(visited).size === visited.length - (p.via === "" ? 0 : 1)) return p;
      }
    });
  },
  phrasings: [
    (p) =>
      `An undirected graph has the edges (with lengths) ${list(p)}. What is the length of the shortest route ${goal(p)}? Answer with a whole number.`,
    (p) =>
      `Towns are joined by two-way roads of these lengths in km: ${list(p)}. How many kilometres long is the shortest route ${goal(p)}, as a whole number?`,
    (p) =>
      `In a computer network each link delays a packet by the given number of milliseconds in either direction: ${list(p)}. Find the smallest total delay of a route ${goal(p)}, as a whole number of milliseconds without the unit.`,
    (p) =>
      `Run Dijkstra's algorithm on the undirected weighted graph ${list(p)}. State, as a whole number, the total weight of the lightest route ${goal(p)}.`,
  ],
  form: () => form,
  solve(p) {
    const parts = best(p);
    const value = total(parts);
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
        `The best route is ${parts.map(trail).join(", then ")}, and its length is ${state(value)}.`,
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
      `print(f"Answer: {${best(p)
        .map(({ nodes }) => `distance('${nodes[0]}', '${nodes.at(-1)}')`)
        .join(" + ")}}")`,
    ].join("\n"),
  check: (p) =>
    [
      "# Floyd and Warshall: all pairs at once",
      `nodes = "${p.nodes.join("")}"`,
      "far = {(a, b): 0 if a == b else 10 ** 9 for a in nodes for b in nodes}",
      `for a, b, weight in [${p.edges.map(([a, b, length]) => `("${a}", "${b}", ${length})`).join(", ")}]:`,
      "    far[a, b] = far[b, a] = weight",
      "for k in nodes:",
      "    for a in nodes:",
      "        for b in nodes: far[a, b] = min(far[a, b], far[a, k] + far[k, b])",
      `print(f"Answer: {${best(p)
        .map(({ nodes }) => `far['${nodes[0]}', '${nodes.at(-1)}']`)
        .join(" + ")}}")`,
    ].join("\n"),
  mistakes(p) {
    const [from, to] = ends(p);
    const free = routes(p, from, to);
    const fewest = [...free].sort((a, b) => a.nodes.length - b.nodes.length || a.length - b.length)[0]!;
    const wrong = wrongSolution(`We look for the best route ${goal(p)}.`, (value) => `Its length is ${state(value)}.`);
    const near = greedy(p);
    const shared = [
      wrong(
        "nearest neighbour every time",
        near.length,
        `From each node take the shortest edge to a new node: ${trail(near)}.`,
        "The nearest next node need not lie on the shortest path.",
      ),
      wrong(
        "fewest edges",
        fewest.length,
        `The route with the fewest edges is ${trail(fewest)}.`,
        "The lengths of the edges count, not their number.",
      ),
    ];
    if (p.via === "") {
      const second = free.find((route) => route.length > free[0]!.length) ?? fewest;
      return [
        ...shared,
        wrong(
          "a better route overlooked",
          second.length,
          `A good route is ${trail(second)}.`,
          `The route ${trail(free[0]!)} is shorter.`,
        ),
      ];
    }
    return [
      ...shared,
      wrong(
        "node on the way ignored",
        free[0]!.length,
        `The shortest path is ${trail(free[0]!)}.`,
        `This path does not pass through ${p.via}.`,
      ),
    ];
  },
});
