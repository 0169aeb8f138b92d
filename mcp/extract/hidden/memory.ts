/** Texts that are remembered at most, and characters of each. */
const most = { texts: 50_000, length: 300 };

/** Remembers what was read from a text under a name; the same few values stand on thousands of elements. Forgets all when full. */
export function remembered<V>(read: (text: string, name: string) => V): (text: string, name?: string) => V {
  const known = new Map<string, Map<string, V>>();
  let size = 0;
  return (text, name = "") => {
    if (text.length > most.length) return read(text, name);
    const found = known.get(name)?.get(text);
    if (found !== undefined) return found;
    if (size >= most.texts) {
      known.clear();
      size = 0;
    }
    const value = read(text, name);
    const named = known.get(name) ?? new Map<string, V>();
    known.set(name, named.set(text, value));
    size += 1;
    return value;
  };
}
