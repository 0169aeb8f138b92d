export type { Config, ConfigInput } from "../../schema/config.ts";
export { definitions } from "./definitions.ts";
export { readEnvironment } from "./environment.ts";
export { AssayError, isAssayError } from "./errors.ts";
export { type ConfigKey, configFields, type Field } from "./fields.ts";
export { configHelp, configTable } from "./help.ts";
export { type ConfigSources, checkConfig, loadConfig, readFlags, unknownFlag } from "./load.ts";
export { didYouMean, nearest } from "./nearest.ts";
export {
  addressVariables,
  type Environment,
  ownVariables,
  processEnvironment,
  secretVariables,
  variable,
} from "./variables.ts";
