import { biologyPreprints } from "../preprints.ts";

/** medRxiv: search and text through Europe PMC, licence and version from medRxiv's own API. */
export const medrxiv = biologyPreprints({ name: "medrxiv", title: "medRxiv", domains: ["medicine", "health"] });
