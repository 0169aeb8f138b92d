export { type Conflict, type LicenceClass, licenceClasses, type Obligation } from "./assess.ts";
export { combineLicences, type LicensedSource, mayLicenseRows, type Refusal, type RowLicence } from "./combine.ts";
export { parseExpression } from "./expression.ts";
export { licenceById } from "./lookup.ts";
export { type ProviderTerms, providerTerms, providerTermsAsOf } from "./providers.ts";
export { licensedSource, ownContribution } from "./source.ts";
