export { attribution } from "./attribution.ts";
export { type DatasetLicence, datasetLicence, shardOf, tallyLicences } from "./dataset.ts";
export { describeRefusal, licenceGate } from "./gate.ts";
export { type HubLicence, hubLicence, spdxOfHub } from "./hub.ts";
export { rowLicence } from "./row.ts";
export { licenceText } from "./text.ts";
