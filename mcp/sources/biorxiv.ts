import { biologyPreprints } from "../preprints.ts";

/** bioRxiv: search and text through Europe PMC, licence and version from bioRxiv's own API. */
export const biorxiv = biologyPreprints({ name: "biorxiv", title: "bioRxiv", domains: ["biology"] });
