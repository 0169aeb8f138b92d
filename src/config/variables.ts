export type Environment = Readonly<Record<string, string | undefined>>;

/** Variables that start with ASSAY_ and are no settings: the configuration file, stacks of our own faults, MCP's token. */
export const ownVariables = ["ASSAY_CONFIG", "ASSAY_DEBUG", "ASSAY_MCP_TOKEN"] as const;

/** Secrets and addresses of providers, by the name of their variable. They are never part of the configuration. */
export const secretVariables = ["GEMINI_API_KEY", "GOOGLE_API_KEY"] as const;
export const addressVariables = ["GOOGLE_GEMINI_BASE_URL"] as const;

/** The process's environment, read when it is asked for. */
export function processEnvironment(): Environment {
  return process.env;
}

/** The value of a variable; an empty one counts as not set. */
export function variable(environment: Environment, name: string): string | undefined {
  const value = environment[name];
  return value === undefined || value.trim() === "" ? undefined : value;
}
