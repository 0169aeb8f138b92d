import { AssayError } from "../../schema/error.ts";

const usable = /^(?:https?:\/\/|mailto:)?[^\s<>();,"\\]+[@.][^\s<>();,"\\]+$/;

/** The contact that tells a provider who asks. Wikimedia's and arXiv's terms want one, so without it nothing is fetched. */
export function assertContact(contact: string | undefined, source: string): string {
  if (contact !== undefined && usable.test(contact)) return contact;
  const problem =
    contact === undefined ? "needs a contact to tell the provider who asks" : "was given no usable contact";
  throw new AssayError("source/contact", `The source "${source}" ${problem}.`, {
    hint: "Set one with --contact you@example.org or ASSAY_CONTACT; the handbook needs none.",
  });
}

/** `assay/1.0 (mailto:you@example.org)`, the form that Wikimedia's user-agent policy asks for. */
export function userAgent(version: string, contact: string): string {
  const address = contact.replace(/^mailto:/, "");
  return `assay/${version} (${/^https?:/.test(address) ? `+${address}` : `mailto:${address}`})`;
}
