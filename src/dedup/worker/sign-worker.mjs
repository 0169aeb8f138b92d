// A thread that signs batches of texts: `{ number, texts }` comes in, `{ number, batch }` goes out.
import { parentPort, workerData } from "node:worker_threads";
import { createSigner } from "./batch.mjs";

const sign = createSigner(workerData);

parentPort.on("message", ({ number, texts }) => {
  const batch = sign(texts);
  const { signatures, keys, details, sequences, sizes, shingles } = batch;
  const transfer = [signatures, keys, details, sequences, sizes, shingles].map((array) => array.buffer);
  parentPort.postMessage({ number, batch }, transfer);
});
