/** One entry of a tar; `says` is a size that is not the true one. */
export interface TarEntry {
  name: string;
  content: string | Uint8Array;
  /** `0` a file, `2` a link, `5` a folder, `L` a GNU long name, `x` a pax header. */
  type?: string;
  says?: number;
}

/** A tar by hand (POSIX.1-1988 ustar). */
export function tar(entries: readonly TarEntry[]): Buffer {
  const blocks = entries.flatMap(({ name, content, type = "0", says }) => {
    const body = Buffer.from(content);
    const header = Buffer.alloc(512);
    header.write(name, 0, 100);
    header.write("0000644\0", 100);
    header.write(`${(says ?? body.length).toString(8).padStart(11, "0")} `, 124);
    header.write("        ", 148);
    header.write(type, 156);
    header.write("ustar\x0000", 257);
    const sum = header.reduce((total, byte) => total + byte, 0);
    header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
    return [header, body, Buffer.alloc((512 - (body.length % 512)) % 512)];
  });
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}
