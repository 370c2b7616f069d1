import { editedPlace, type Finding } from "@yardmaster/core";
import { codeFrame } from "./code-frame.ts";
import { extraTexts } from "./extra-texts.ts";
import type { FindingTexts } from "./finding-texts.ts";
import type { Paint } from "./paint.ts";
import { spanOf } from "./span.ts";
import { visibleText } from "./visible-text.ts";

/** For people: place, severity, code and sentence; the line with carets; what to do. Ends with a newline. */
export function printHuman(findings: readonly Finding[], texts: FindingTexts, paint: Paint): string {
  return findings.map((finding) => `${lines(finding, texts, paint).join("\n")}\n`).join("");
}

function lines(finding: Finding, texts: FindingTexts, paint: Paint): readonly string[] {
  const place = editedPlace(finding);
  const { severity, code, message, hint } = finding;
  const colour = severity === "error" ? paint.red : paint.yellow;
  const at = place && ("line" in place ? `${place.file}:${place.line}:${place.column} ` : `${place.file} `);
  const text = place && texts.get(place.file);
  const frame = place && "line" in place && text !== undefined ? codeFrame(spanOf(place, text), text) : undefined;
  const inside = insideText(finding);
  const { related, fixes } = extraTexts(finding);
  return [
    `${paint.bold(visibleText(at ?? ""))}${colour(severity)} ${code}: ${visibleText(message)}`,
    ...(frame ? [frame[0], colour(frame[1])] : []),
    ...(inside === undefined ? [] : [`  in: ${visibleText(inside)}`]),
    ...related.map((text) => `  see: ${visibleText(text)}`),
    ...(hint === undefined ? [] : [`  ${paint.cyan("hint:")} ${visibleText(hint)}`]),
    ...fixes.map((text) => `  ${paint.cyan("fix:")} ${visibleText(text)}`),
  ];
}

function insideText({ place, source, node }: Finding): string | undefined {
  const generated = source && place && ("line" in place ? `${place.file}:${place.line}:${place.column}` : place.file);
  const parts = [generated, node].filter((part) => part !== undefined);
  return parts.length > 0 ? parts.join(", ") : undefined;
}
