import { actionName, asMap, defineDiagnostic, nearestNames, type StepView, type Value } from "@yardmaster/core";
import type { Rule, Subject } from "../rule.ts";

export const artifactNameInvalid = defineDiagnostic({
  code: "artifact-name-invalid",
  severity: "error",
  message: (p: { name: string; character: string }) =>
    `The upload fails: the name of an artifact, ${JSON.stringify(p.name)}, must not contain ${JSON.stringify(p.character)}.`,
  hint: () => 'Leave out `"`, `:`, `<`, `>`, `|`, `*`, `?`, `\\`, `/` and line ends.',
});

export const artifactNotUploaded = defineDiagnostic({
  code: "artifact-not-uploaded",
  severity: "warning",
  confidence: "medium",
  message: (p: { name: string; nearest: readonly string[] }) =>
    `No job of this workflow uploads an artifact named ${JSON.stringify(p.name)}: the download fails.`,
  hint: ({ nearest }) =>
    nearest.length > 0
      ? `Write ${nearest.map((name) => JSON.stringify(name)).join(" or ")}.`
      : "Upload it in a job before, or name the run that has it by `run-id` and `github-token`.",
});

const upload = "actions/upload-artifact";
const download = "actions/download-artifact";

/**
 * Names of artifacts: their characters, and whether what is downloaded is uploaded in the same run.
 * Source: actions/toolkit, `packages/artifact/src/internal/upload/path-and-artifact-name-validation.ts`.
 */
export const artifacts: Rule = {
  reports: [artifactNameInvalid, artifactNotUploaded],
  step(step, { document }, report) {
    const at = [...step.path, "with", "name"];
    const name = givenTo(step, upload)?.name;
    // The value of an expression may be anything; what stands around it is there in any case.
    const [character] =
      typeof name === "string" ? (name.replaceAll(/\$\{\{.*?\}\}/gs, "").match(/[":<>|*?\\/\r\n]/) ?? []) : [];
    if (typeof name === "string" && character !== undefined) {
      const [excerpt] = /[\r\n]/.test(character) ? [] : [character];
      report(artifactNameInvalid, { name, character }, at, { excerpt });
    }
    const wanted = givenTo(step, download);
    if (!wanted || document.kind !== "workflow") return;
    if (typeof wanted.name !== "string" || wanted.name === "" || wanted.name.includes("${{")) return;
    if (["run-id", "repository", "github-token", "artifact-ids"].some((input) => wanted[input] !== undefined)) return;
    const uploaded = uploadedIn(document);
    if (!uploaded || uploaded.some((pattern) => pattern.test(wanted.name as string))) return;
    const nearest = nearestNames(
      wanted.name,
      uploaded.map(({ text }) => text).filter((text) => !text.includes("${{")),
    );
    report(artifactNotUploaded, { name: wanted.name, nearest }, at);
  },
};

/** The inputs of a step that uses the action, by their names in lower case. */
function givenTo({ uses, keys }: StepView, action: string): Readonly<Record<string, Value | undefined>> | undefined {
  if (uses?.kind !== "repository" || actionName(uses) !== action) return undefined;
  const given = Object.entries(asMap(keys.with) ?? {});
  return Object.fromEntries(given.map(([name, value]) => [name.toLowerCase(), value]));
}

interface NamePattern {
  readonly text: string;
  readonly test: (name: string) => boolean;
}

const uploads = new WeakMap<Subject, readonly NamePattern[] | "unknown">();

/** What may be uploaded in a run; undefined where that cannot be told: by a caller, what is called, or an action of the repository. */
function uploadedIn(workflow: Subject): readonly NamePattern[] | undefined {
  const known = uploads.get(workflow) ?? findUploads(workflow) ?? "unknown";
  uploads.set(workflow, known);
  return known === "unknown" ? undefined : known;
}

function findUploads({ jobs, events }: Subject): readonly NamePattern[] | undefined {
  if (events.has("workflow_call") || jobs.some(({ keys }) => keys.uses !== undefined)) return undefined;
  const found: NamePattern[] = [];
  for (const step of jobs.flatMap(({ steps }) => steps)) {
    const { uses } = step;
    if (!uses) continue;
    if (uses.kind !== "repository" || !isKnownOwner(uses.owner)) return undefined;
    const name = actionName(uses);
    if (name === "actions/upload-pages-artifact") found.push(patternOf("github-pages"));
    // What merges artifacts uploads them under another name.
    if (!name.startsWith(upload)) continue;
    const text = givenTo(step, name)?.name ?? (name === upload ? "artifact" : "merged-artifacts");
    if (typeof text !== "string") return undefined;
    found.push(patternOf(text));
  }
  return found;
}

/** Of whom it is known that nothing else of theirs uploads artifacts. */
function isKnownOwner(owner: string): boolean {
  return ["actions", "docker"].includes(owner.toLowerCase());
}

function patternOf(text: string): NamePattern {
  const parts = text.split(/\$\{\{.*?\}\}/s).map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const pattern = new RegExp(`^${parts.join(".*")}$`, "is");
  return { text, test: (name) => pattern.test(name) };
}
