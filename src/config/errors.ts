export { AssayError, isAssayError } from "../../schema/error.ts";
