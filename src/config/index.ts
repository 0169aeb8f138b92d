export type { Config, ConfigInput } from "../../schema/config.ts";
export { AssayError, isAssayError } from "../../schema/error.ts";
export {
  addressVariables,
  type Environment,
  ownVariables,
  processEnvironment,
  readEnvironment,
  secretVariables,
  variable,
} from "./environment.ts";
export { type ConfigKey, configFields, type Field } from "./fields.ts";
export { configHelp, configTable, definitions } from "./help.ts";
export { type ConfigSources, checkConfig, loadConfig, readFlags, unknownFlag } from "./load.ts";
export { didYouMean, nearest } from "./nearest.ts";
