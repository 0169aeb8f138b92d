/** Text leaves in pieces of about this many characters, so that a row costs no write of its own. */
const pieceLength = 128 * 1024;

export interface Piece {
  data: string;
  rows: number;
}

/** Gathers the texts of rows into larger pieces. */
export async function* pieces(texts: AsyncIterable<string>): AsyncGenerator<Piece> {
  let data = "";
  let rows = 0;
  for await (const text of texts) {
    data += text;
    rows += 1;
    if (data.length < pieceLength) continue;
    yield { data, rows };
    data = "";
    rows = 0;
  }
  if (rows > 0) yield { data, rows };
}

/** Rows as JSON Lines. */
export function jsonLines(rows: AsyncIterable<unknown>): AsyncGenerator<Piece> {
  async function* lines(): AsyncGenerator<string> {
    for await (const row of rows) yield `${JSON.stringify(row)}\n`;
  }
  return pieces(lines());
}

/** A small text file as its content. */
export async function* whole(data: string, rows = 0): AsyncGenerator<Piece> {
  yield { data, rows };
}
