import { isSilent } from "./browser.ts";
import { createCascade, type Style } from "./cascade.ts";
import { type Sight, sightOf, start } from "./sight.ts";
import { placed, type Tree } from "./tree.ts";

/** What a reader does not see of a page. */
export interface Unseen<Node> {
  /** Elements of which nothing is seen; of one within another only the outer. */
  whole: Node[];
  /** Elements whose own text is not seen, though that of elements in them may be. */
  text: Node[];
}

/** What is known of a page beside its elements. */
export interface Page {
  /** The style sheets of the page itself, in its order. */
  sheets?: readonly string[];
  /** Whether the page is shown as those of old were, for want of a document type (Quirks Mode Standard). */
  quirks?: boolean;
  /** Whether the page has scripts, which may show what is hidden at first. */
  scripted?: boolean;
  /** Whether the page has style sheets of elsewhere, which are not read. */
  styledElsewhere?: boolean;
}

/**
 * Finds what a reader of a page would not see: what is not displayed, invisible, transparent, in the colour of its ground,
 * too small, clipped away, moved off the page or pushed together, by attributes, style attributes and the style sheets of
 * the page itself. A closed <details> is seen: a reader opens it. One pass in the order of the text, without recursion.
 *
 * A page that is hidden as a whole is shown by its scripts or never, so what hides all of it counts only without scripts.
 */
export function findUnseen<Node extends object>(tree: Tree<Node>, page: Page = {}): Unseen<Node> {
  const elements = placed(tree, page.quirks ?? false);
  const { styleOf, variables } = createCascade(elements, page.sheets ?? [], page.quirks ?? false);
  const outside: Sight = { ...start, scope: { own: variables, above: undefined, known: new Map() } };
  const look = (revealed: boolean): Sight[] => {
    const sights: Sight[] = [];
    // Elements that are called and set alike in one that is known are seen alike.
    const alike = new Map<Sight, Map<Style, Map<string, Sight>>>();
    for (const element of elements) {
      const { name, parent } = element;
      const above = parent ? sights[parent.index]! : outside;
      if (above.hidden) sights.push(above);
      else if (isSilent(element)) sights.push({ ...above, hidden: true });
      else {
        const style = styleOf(element);
        const byStyle = entry(alike, above, () => new Map<Style, Map<string, Sight>>());
        const byName = entry(byStyle, style, () => new Map<string, Sight>());
        const options = { revealed, styledElsewhere: page.styledElsewhere ?? false };
        sights.push(entry(byName, name, () => sightOf(name, style, above, options)));
      }
    }
    return sights;
  };

  const first = look(false);
  const body = elements.find(({ name }) => name === "body");
  const isBlank =
    body !== undefined && first.slice(body.index, body.last + 1).every((one) => one.hidden || !one.visible);
  const sights = isBlank && page.scripted ? look(true) : first;
  const unseen: Unseen<Node> = { whole: [], text: [] };
  for (const { index, parent } of elements) {
    if (parent && sights[parent.index]!.hidden) continue;
    if (sights[index]!.hidden) unseen.whole.push(tree.elements[index]!);
    else if (sights[index]!.mute) unseen.text.push(tree.elements[index]!);
  }
  return unseen;
}

function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
