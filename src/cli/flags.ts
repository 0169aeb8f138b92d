/** A flag of the command line that is no setting. */
export interface Flag {
  /** `text` takes a value. */
  kind: "text" | "switch";
  meaning: string;
  short?: string;
  placeholder?: string;
  /** May be given several times; the values are joined with commas. */
  several?: boolean;
}

/** Flags that every command takes. */
export const commonFlags = {
  json: { kind: "switch", meaning: "one JSON document on stdout, everything else on stderr" },
  quiet: { kind: "switch", meaning: "say nothing but errors", short: "q" },
  yes: { kind: "switch", meaning: "ask nothing; take and record the assumptions", short: "y" },
  config: {
    kind: "text",
    meaning: "configuration file (default: assay.config with .json, .yaml or .yml)",
    placeholder: "FILE",
  },
  help: { kind: "switch", meaning: "show the help of a command", short: "h" },
  version: { kind: "switch", meaning: "show the version", short: "v" },
} as const satisfies Record<string, Flag>;
