import { contentTable } from "./content-table.ts";
import { describeChecks } from "./outcomes.ts";

describeChecks(contentTable);
