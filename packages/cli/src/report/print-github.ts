import { editedPlace, type Finding } from "@yardmaster/core";
import { extraTexts } from "./extra-texts.ts";
import type { FindingTexts } from "./finding-texts.ts";
import { spanOf } from "./span.ts";

/**
 * Annotations of the Actions runner, where the author has to edit.
 * https://docs.github.com/actions/reference/workflow-commands-for-github-actions
 */
export function printGitHub(findings: readonly Finding[], texts: FindingTexts): string {
  return findings.map((finding) => `${annotation(finding, texts)}\n`).join("");
}

function annotation(finding: Finding, texts: FindingTexts): string {
  const place = editedPlace(finding);
  const span = place && "line" in place ? spanOf(place, texts.get(place.file)) : undefined;
  const properties = {
    file: place?.file,
    line: span?.line,
    endLine: span?.endLine,
    col: span?.column,
    endColumn: span?.endColumn,
    title: finding.code,
  };
  const list = Object.entries(properties).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${escapeProperty(String(value))}`],
  );
  const { related, fixes } = extraTexts(finding);
  const parts = [finding.message, ...related.map((text) => `See ${text}`), finding.hint, ...fixes];
  const sentence = parts.filter((part) => part !== undefined).join("\n");
  return `::${finding.severity} ${list.join(",")}::${escapeData(sentence)}`;
}

function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
