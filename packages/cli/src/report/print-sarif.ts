import { hash } from "node:crypto";
import {
  type Confidence,
  editedPlace,
  type Finding,
  findingKey,
  type LocatedFix,
  type SourceLocation,
} from "@yardmaster/core";
import { version } from "../program/program.ts";
import type { FindingTexts } from "./finding-texts.ts";
import { jsonText } from "./json-text.ts";
import { spanOf } from "./span.ts";

type Place = NonNullable<Finding["place"]>;

/** SARIF's measure of how likely a result is right and worth a look: 0 to 100. */
const ranks: Readonly<Record<Confidence, number>> = { high: 90, medium: 60, low: 30 };

/**
 * What code scanning takes, of https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html: each finding where its author
 * edits, with the generated file among the related places.
 */
export function printSarif(findings: readonly Finding[], texts: FindingTexts): string {
  const codes = [...new Set(findings.map(({ code }) => code))].sort();
  const prints = fingerprints(findings);
  return jsonText({
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "yardmaster",
            version,
            semanticVersion: version,
            rules: codes.map((code) => ruleOf(code, findings)),
          },
        },
        columnKind: "utf16CodeUnits",
        results: findings.map((finding, index) => ({
          ruleIndex: codes.indexOf(finding.code),
          ...resultOf(finding, texts),
          partialFingerprints: { "yardmasterFinding/v1": prints[index] },
        })),
      },
    ],
  });
}

function ruleOf(code: string, findings: readonly Finding[]) {
  const own = findings.filter((finding) => finding.code === code);
  const [first] = own;
  const page = `docs/rules/README.md of yardmaster ${version}`;
  return {
    id: code,
    name: code,
    shortDescription: { text: sentenceOf(code) },
    help: {
      text: `The code ${code} is explained in ${page}.`,
      markdown: `The code \`${code}\` is explained in ${page}.`,
    },
    defaultConfiguration: { level: first ? levelOf(first) : "warning" },
    properties: { precision: first?.confidence ?? "high", "problem.severity": first?.severity ?? "warning" },
  };
}

/** `filters-exclusive` as words, for lists of rules. */
function sentenceOf(code: string): string {
  const words = code.replaceAll("-", " ");
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}

function levelOf({ isPedantic, severity }: Finding): string {
  return isPedantic ? "note" : severity;
}

function resultOf(finding: Finding, texts: FindingTexts) {
  const { code, message, hint, place, source, related = [], fixes = [], confidence = "high" } = finding;
  const edited = editedPlace(finding);
  const generated = source && place ? [{ message: "It is generated here.", place }] : [];
  const around = [...generated, ...related].flatMap((at, index) =>
    at.place ? [{ id: index + 1, message: { text: at.message }, physicalLocation: locationOf(at.place, texts) }] : [],
  );
  const changes = fixes.flatMap((fix) => fixOf(fix));
  return {
    ruleId: code,
    level: levelOf(finding),
    rank: ranks[confidence],
    message: { text: hint === undefined ? message : `${message} ${hint}` },
    ...(edited ? { locations: [{ physicalLocation: locationOf(edited, texts) }] } : {}),
    ...(around.length > 0 ? { relatedLocations: around } : {}),
    ...(changes.length > 0 ? { fixes: changes } : {}),
    properties: { confidence, ...(finding.isPedantic ? { isPedantic: true } : {}) },
  };
}

function locationOf(place: Place, texts: FindingTexts) {
  const artifactLocation = { uri: uriOf(place.file) };
  if (!("line" in place)) return { artifactLocation };
  return { artifactLocation, region: regionOf(place, texts.get(place.file)) };
}

function regionOf(place: SourceLocation, text: string | undefined) {
  const { line, column, endLine, endColumn } = spanOf(place, text);
  return { startLine: line, startColumn: column, endLine, endColumn };
}

function uriOf(file: string): string {
  return file.split("/").map(encodeURIComponent).join("/");
}

/** Only those whose new texts have their places. */
function fixOf({ title, safety, edits }: LocatedFix) {
  const placed = edits.flatMap((edit) => ("text" in edit ? [edit] : []));
  if (placed.length < edits.length || placed.length === 0) return [];
  const files = [...new Set(placed.map(({ place }) => place.file))];
  const artifactChanges = files.map((file) => ({
    artifactLocation: { uri: uriOf(file) },
    replacements: placed
      .filter(({ place }) => place.file === file)
      .map(({ place, text }) => ({ deletedRegion: regionOf(place, undefined), insertedContent: { text } })),
  }));
  return [{ description: { text: safety === "safe" ? title : `${title} (unsafe)` }, artifactChanges }];
}

/** The same for a finding as long as what is said, and of which node, stays; lines may move. */
function fingerprints(findings: readonly Finding[]): readonly string[] {
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const key = findingKey(finding);
    const before = seen.get(key) ?? 0;
    seen.set(key, before + 1);
    return hash("sha256", `${key}\n${before}`).slice(0, 32);
  });
}
