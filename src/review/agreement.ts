export { agreeing } from "../../schema/agreement.ts";
