import { licenceById, parseExpression, providerTermsAsOf } from "../../schema/licences/index.ts";
import type { DatasetLicence } from "./dataset.ts";

/**
 * The LICENSE file of a dataset: which licences its rows are under, where their texts stand, what they ask for, and the
 * terms of the models that made them. Names the licences and links to their canonical texts.
 */
export function licenceText(dataset: DatasetLicence): string {
  const ids = [...new Set(dataset.rows.flatMap(({ licence }) => parseExpression(licence)?.[0] ?? [licence]))].sort();
  const parts = [heading(dataset), table(dataset)];
  parts.push(["Licences named above:", ...ids.map((id) => `- ${id}: ${urlOf(id)}`)].join("\n"));
  if (dataset.obligations.length > 0) {
    const asked = [...new Set(dataset.obligations.map(({ text }) => `- ${text}`))];
    parts.push(["What they ask of whoever passes rows on:", ...asked].join("\n"));
    parts.push("ATTRIBUTION.md names the sources, their authors and their licences.");
  }
  if (!dataset.publishable) {
    parts.push(
      "Some rows are of unknown licence or rest on licences that do not go together. This dataset is for use inside the house: do not publish it.",
    );
  }
  const terms = dataset.providers.filter(({ standing }) => standing !== "none");
  if (terms.length > 0) {
    const lines = terms.flatMap(({ title, models, url, obligations }) => [
      `- ${title} (${models.join(", ")})${url === null ? "" : `: ${url}`}`,
      ...obligations.map((obligation) => `  ${obligation}`),
    ]);
    parts.push(
      [`Terms of the models that made the rows, apart from any licence (as of ${providerTermsAsOf}):`, ...lines].join(
        "\n",
      ),
    );
  }
  parts.push("This file was computed from the rows' licences by fixed rules. It is not legal advice.");
  return `${parts.join("\n\n")}\n`;
}

function heading({ licence, rows }: DatasetLicence): string {
  if (rows.length === 0) return "This dataset has no rows.";
  if (rows.length === 1) return `All rows of this dataset are licensed under ${licence}.`;
  return [
    `The rows of this dataset are under different licences (together: ${licence}).`,
    "Each row keeps its own; it stands in the column `provenance`, field `licence`, as an SPDX expression.",
  ].join("\n");
}

function table({ rows }: DatasetLicence): string {
  return rows.map(({ licence, rows: count }) => `${count} ${count === 1 ? "row" : "rows"}: ${licence}`).join("\n");
}

function urlOf(id: string): string {
  const base = id.replace(/ WITH .*$/, "");
  return (
    licenceById(base)?.url ??
    (base.startsWith("LicenseRef-") ? "no canonical text" : `https://spdx.org/licenses/${base}.html`)
  );
}
