/**
 * Makes what is in Emscripten's memory file system now read-only for good, and returns a function that removes
 * everything else: files, open streams, the working directory. Throws when it cannot, which ends the worker.
 */
export function sealFileSystem(FS) {
  const { values, keys } = Object;
  const sealed = new Map();
  const readOnly = () => {
    throw new FS.ErrnoError(69); // EROFS
  };
  const pending = [FS.lookupPath("/").node];
  while (pending.length > 0) {
    const node = pending.pop();
    if (sealed.has(node) || node.mount !== FS.root.mount) continue;
    if (FS.isDir(node.mode)) {
      const children = new Map(keys(node.contents).map((name) => [name, node.contents[name]]));
      sealed.set(node, children);
      pending.push(...children.values());
    } else {
      sealed.set(node, undefined);
    }
  }
  for (const [node, children] of sealed) {
    const { node_ops: own, stream_ops: streams } = node;
    if (children) {
      node.node_ops = {
        ...own,
        unlink: (parent, name) => (children.has(name) ? readOnly() : own.unlink(parent, name)),
        rmdir: (parent, name) => (children.has(name) ? readOnly() : own.rmdir(parent, name)),
        rename: (moved, target, name) =>
          sealed.has(moved) || sealed.get(target)?.has(name) ? readOnly() : own.rename(moved, target, name),
        setattr: readOnly,
      };
    } else if (FS.isFile(node.mode)) {
      node.node_ops = { ...own, setattr: readOnly };
      node.stream_ops = { ...streams, write: readOnly, allocate: readOnly };
    }
  }
  const home = FS.cwd();
  const standing = FS.streams.slice();

  return () => {
    for (const fd of keys(FS.streams)) {
      if (standing[fd]) continue;
      FS.streams[fd] = null;
    }
    for (const [fd, stream] of standing.entries()) {
      if (stream && FS.streams[fd] !== stream) throw new Error("a standard stream was replaced");
    }
    for (const [node, children] of sealed) {
      if (!children) continue;
      for (const name of keys(node.contents)) {
        const child = node.contents[name];
        if (children.get(name) === child) continue;
        if (children.has(name)) throw new Error("a sealed entry was replaced");
        destroy(child);
        delete node.contents[name];
      }
    }
    FS.chdir(home);
  };

  function destroy(top) {
    const doomed = [top];
    while (doomed.length > 0) {
      const node = doomed.pop();
      if (FS.isDir(node.mode)) for (const child of values(node.contents)) doomed[doomed.length] = child;
      FS.destroyNode(node);
    }
  }
}
