import { defineDiagnostic, nearestNames } from "@yardmaster/core";
import { capitalized, listed, someOf, withArticle } from "./wording.ts";

export const valueNotPlain = defineDiagnostic({
  code: "value-not-plain",
  severity: "error",
  message: (p: { kind: string }) => `A ${p.kind} stands where a workflow takes plain data.`,
  hint: () => "Use text, numbers, booleans, null, lists, objects or expressions.",
});

export const valueUndefined = defineDiagnostic({
  code: "value-undefined",
  severity: "error",
  message: (p: { at: string; expected?: string }) =>
    `${capitalized(p.at)} is undefined${p.at.startsWith("`") ? ", and would be left out without a word" : ""}.`,
  hint: (p) => {
    if (p.expected === "job")
      return "Make the job above the one that reads it; jobs that need each other can never start.";
    if (!p.at.startsWith("`")) return "Give it a value.";
    return "Give it a value; a key that depends on something is left out by `...(condition ? { key: value } : {})`.";
  },
});

export const valueMisplaced = defineDiagnostic({
  code: "value-misplaced",
  severity: "error",
  message: (p: { at: string; given: string; expected: string; hint?: string | undefined }) =>
    `${capitalized(p.at)} is ${p.given}, where ${withArticle(p.expected)} belongs.`,
  hint: (p) => p.hint ?? makings[p.expected] ?? `Put ${withArticle(p.expected)} there.`,
});

/** How what a place takes is made, where plain data of YAML stands in it. */
const makings: Readonly<Record<string, string>> = {
  step: "Make it by `run(…)`, or by an action's function of `generated/actions.ts`.",
  script: "Write a template: `` sh`npm test` ``, or `pwsh` and `py` for other shells.",
  job: "Put the job itself there, as `job(…)` gave it, and not its name.",
};

export const notePathInvalid = defineDiagnostic({
  code: "note-path-invalid",
  severity: "error",
  message: (p: { path: string; of: string }) =>
    `The note of ${p.of} names ${JSON.stringify(p.path)}, which is no path.`,
  hint: () => 'Write names with dots and positions in brackets: `needs[0]`, `with.path`, `env["odd.name"]`.',
});

export interface WrongRead {
  /** `gate.outputs.denyed`, as the author wrote it but for the names of variables. */
  readonly read: string;
  /** `The job "gate" has no output`. */
  readonly lacks: string;
  readonly name: string;
  readonly known: readonly string[];
  /** The option of `triggers` that declares such names. */
  readonly setting?: "secrets" | "vars" | "env" | undefined;
}

export const propertyUnknown = defineDiagnostic({
  code: "property-unknown",
  severity: "error",
  message: (p: WrongRead) => `${p.lacks} \`${p.name}\`, so there is no \`${p.read}\`.`,
  hint: (p) => {
    const near = nearestNames(p.name, p.known);
    const declaration = p.setting && `\`triggers(…, { ${p.setting}: [${JSON.stringify(p.name)}] })\``;
    if (near.length > 0) {
      return `Did you mean ${listed(near, "or")}?${declaration ? ` Or declare it: ${declaration}.` : ""}`;
    }
    if (p.name in String.prototype || p.name in Array.prototype) {
      return "GitHub evaluates expressions, later: use a function of the language, such as `startsWith`, `contains` or `format`.";
    }
    if (declaration) return `Declare it: ${declaration}.`;
    if (p.known.length === 0) return "Declare it, or take it out.";
    return `There is ${someOf(p.known)}.`;
  },
});
