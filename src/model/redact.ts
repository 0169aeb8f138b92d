/** The form of Google API keys, to catch those that are not ours. */
const googleKey = /AIza[\w-]{35}/g;

/** Takes the secrets out of a text; servers do quote keys ("Consumer 'api_key:…' has been suspended"). */
export function redact(text: string, secrets: readonly string[]): string {
  let clean = text.replace(googleKey, "[key]");
  for (const secret of secrets) if (secret !== "") clean = clean.replaceAll(secret, "[key]");
  return clean;
}
