import {
  asMap,
  type DeclaredCall,
  type Diagnostic,
  defineDiagnostic,
  nearestNames,
  type ValueMap,
} from "@yardmaster/core";
import { eventsOf } from "./events-of.ts";
import type { Rule } from "./rule.ts";

interface Parameters {
  readonly file: string;
  /** `output`, `input`, `secret`. */
  readonly what: string;
  readonly name: string;
  readonly nearest: readonly string[];
}

export const declaredCallUnknown = defineDiagnostic({
  code: "declared-call-unknown",
  severity: "error",
  message: (p: Parameters) => `The ${p.what} "${p.name}" is declared for ${p.file}, which has no such ${p.what}.`,
  hint: (p) =>
    p.nearest.length > 0
      ? `Write ${p.nearest.map((name) => JSON.stringify(name)).join(" or ")}, as the file does.`
      : `Drop it from the declaration, or add it to the file.`,
});

export const declaredCallType = defineDiagnostic({
  code: "declared-call-type",
  severity: "error",
  message: (p: { file: string; name: string; declared: string; actual: string }) =>
    `The input "${p.name}" of ${p.file} is declared as ${p.declared}, and the file takes a ${p.actual}.`,
  hint: (p) => `Declare it as a ${p.actual}: ${builders[p.actual] ?? "see the file"}.`,
});

export const declaredCallMissing = defineDiagnostic({
  code: "declared-call-missing",
  severity: "error",
  message: (p: { file: string; what: string; name: string }) =>
    `${p.file} requires the ${p.what} "${p.name}", which its declaration here leaves out.`,
  hint: (p) => `Declare the ${p.what} as required, and give it to every call.`,
});

export const declaredCallNotCallable = defineDiagnostic({
  code: "declared-call-not-callable",
  severity: "error",
  message: (p: { file: string }) => `${p.file} is called, and is not triggered by \`workflow_call\`.`,
  hint: () => "Add `workflow_call` to its triggers.",
});

const builders: Readonly<Record<string, string>> = {
  string: "`text()`",
  boolean: "`flag()`",
  number: "`number()`",
};

/** A workflow of the repository that was written by hand, against what `localWorkflow(…)` says of it. */
export const checkDeclaredCalls: Rule = ({ calls = [] }, repository) =>
  calls.flatMap((call) => {
    const called = repository.get(call.file);
    // A file that is missing is reported by GitHub's parser, at `uses`.
    if (!called) return [];
    const settings = eventsOf(called.model.on).get("workflow_call");
    if (!settings) return [declaredCallNotCallable({ file: call.file }, { path: call.path })];
    return [
      ...unknownNames(call, settings, "output", call.outputs),
      ...unknownNames(call, settings, "input", Object.keys(call.inputs)),
      ...unknownNames(call, settings, "secret", call.secrets),
      ...otherTypes(call, settings),
      ...missingNames(call, settings, "input", Object.keys(call.inputs)),
      ...missingNames(call, settings, "secret", call.secrets),
    ];
  });

function unknownNames(
  { file, path }: DeclaredCall,
  settings: ValueMap,
  what: string,
  names: readonly string[],
): readonly Diagnostic[] {
  const known = Object.keys(asMap(settings[`${what}s`]) ?? {});
  return names
    .filter((name) => !known.some((other) => isSame(other, name)))
    .map((name) => declaredCallUnknown({ file, what, name, nearest: nearestNames(name, known) }, { path }));
}

function otherTypes({ file, path, inputs }: DeclaredCall, settings: ValueMap): readonly Diagnostic[] {
  return Object.entries(asMap(settings.inputs) ?? {}).flatMap(([name, declaration]): Diagnostic[] => {
    const actual = asMap(declaration)?.type;
    const [, declared] = Object.entries(inputs).find(([other]) => isSame(other, name)) ?? [];
    if (declared === undefined || typeof actual !== "string" || declared === actual) return [];
    return [declaredCallType({ file, name, declared: `a ${declared}`, actual }, { path })];
  });
}

function missingNames(
  { file, path }: DeclaredCall,
  settings: ValueMap,
  what: string,
  names: readonly string[],
): readonly Diagnostic[] {
  return Object.entries(asMap(settings[`${what}s`]) ?? {})
    .filter(
      ([name, declaration]) => asMap(declaration)?.required === true && !names.some((other) => isSame(other, name)),
    )
    .map(([name]) => declaredCallMissing({ file, what, name }, { path }));
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
