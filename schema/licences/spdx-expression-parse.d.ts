/** The package ships no types. */
declare module "spdx-expression-parse" {
  export interface LicenceNode {
    license: string;
    plus?: true;
    exception?: string;
  }
  export interface JunctionNode {
    left: LicenceNode | JunctionNode;
    conjunction: "and" | "or";
    right: LicenceNode | JunctionNode;
  }
  /** Throws on anything but a valid SPDX licence expression. */
  export default function parse(expression: string): LicenceNode | JunctionNode;
}
