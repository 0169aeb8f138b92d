/** What is asked of a parsed tree, whatever parsed it. */
export interface Tree<Node extends object> {
  /** All elements, each after the one it stands in, in the order of the text. */
  elements: readonly Node[];
  parentOf(node: Node): Node | null;
  /** In lower case. */
  nameOf(node: Node): string;
  attributeOf(node: Node, name: string): string | null;
}

/** An element with its place among the others. */
export interface Placed {
  /** Its number in the order of the text. */
  index: number;
  /** The number of the last element in it; its own where it holds none. */
  last: number;
  name: string;
  id: string;
  classes: ReadonlySet<string>;
  parent: Placed | undefined;
  previous: Placed | undefined;
  next: Placed | undefined;
  /** Its number among its parent's elements, from 1, and how many it holds itself. */
  place: number;
  holds: number;
  attribute(name: string): string | null;
}

const none: ReadonlySet<string> = new Set();

/** Places every element; in `quirks` mode classes and ids are compared in lower case. */
export function placed<Node extends object>(tree: Tree<Node>, quirks: boolean): Placed[] {
  const byNode = new Map<Node, Placed>();
  const lastChild = new Map<Placed | undefined, Placed>();
  const fold = (text: string): string => (quirks ? text.toLowerCase() : text);
  const found = tree.elements.map((node, index): Placed => {
    const above = tree.parentOf(node);
    const parent = above ? byNode.get(above) : undefined;
    const previous = lastChild.get(parent);
    const classes = tree.attributeOf(node, "class");
    const element: Placed = {
      index,
      last: index,
      name: tree.nameOf(node),
      id: fold(tree.attributeOf(node, "id") ?? ""),
      classes: classes ? new Set(fold(classes).split(/[ \t\n\f\r]+/)) : none,
      parent,
      previous,
      next: undefined,
      place: (previous?.place ?? 0) + 1,
      holds: 0,
      attribute: (name) => tree.attributeOf(node, name),
    };
    if (previous) previous.next = element;
    if (parent) parent.holds += 1;
    lastChild.set(parent, element);
    byNode.set(node, element);
    return element;
  });
  for (let at = found.length - 1; at >= 0; at -= 1) {
    const { parent, last } = found[at]!;
    if (parent && parent.last < last) parent.last = last;
  }
  return found;
}
