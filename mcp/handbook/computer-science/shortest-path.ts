import type { HandbookEntry } from "../entry.ts";
import { algorithmDictionary } from "../references.ts";

export const shortestPath: HandbookEntry = {
  id: "computer-science/shortest-path",
  title: "Shortest paths in graphs",
  domain: "computer science",
  keywords: ["dijkstra's algorithm", "weighted graph", "greedy", "floyd-warshall", "route"],
  paragraphs: [
    "A weighted graph consists of nodes and of edges between them, each with a length. In an undirected graph an " +
      "edge can be used in both directions. The length of a path is the sum of the lengths of its edges, and a " +
      "shortest path between two nodes is one with the smallest length; there may be several.",
    "Dijkstra's algorithm finds shortest distances from one start if no edge has a negative length. It keeps a " +
      "tentative distance for every node, settles the node with the smallest one that is not yet settled, and updates " +
      "its neighbours: a neighbour's distance becomes the smaller of its old value and the settled distance plus the " +
      "length of the edge.",
    "Settling in the order of distances is what makes the algorithm right: when a node is settled, every other way " +
      "to it would have to go through a node that is farther from the start. With a binary heap the running time is " +
      "O((V + E) log V) for V nodes and E edges. With negative edges the algorithm of Bellman and Ford is used.",
    "The algorithm of Floyd and Warshall finds the distances between all pairs of nodes at once. For each node k in " +
      "turn it tests for every pair whether the way through k is shorter than the best known. It takes three nested " +
      "loops over the nodes, and so O(V^3) time.",
    "A shortest route that must pass through a given node consists of a shortest path to that node and a shortest " +
      "path from there on, so the two distances are added. Worked example: with the edges A-B 4, B-C 5, A-C 12 and " +
      "C-D 3 the distances from A are B 4, C 9 and D 12; the direct edge from A to C is not the best way.",
    "Common mistakes are to go to the nearest neighbour again and again, to count edges instead of adding lengths, " +
      "to stop at the first path that reaches the goal, and to overlook a detour over a short edge. The nearest " +
      "neighbour may lead away from the goal, and a path with more edges may be shorter.",
  ],
  references: [
    {
      title: "A note on two problems in connexion with graphs",
      publisher: "Numerische Mathematik",
      year: 1959,
      url: "https://doi.org/10.1007/BF01386390",
    },
    algorithmDictionary,
  ],
};
