import { asMap, type DeclaredCall, defineDiagnostic, eventsOf, nearestNames, type ValueMap } from "@yardmaster/core";
import type { Rule } from "./rule.ts";

interface Parameters {
  readonly file: string;
  /** `output`, `input`, `secret`. */
  readonly what: string;
  readonly name: string;
  readonly nearest: readonly string[];
}

interface TypeParameters {
  readonly file: string;
  readonly name: string;
  readonly declared: string;
  readonly actual: string;
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
  message: (p: TypeParameters) =>
    `The input "${p.name}" of ${p.file} is declared as ${p.declared}, and the file takes a ${p.actual}.`,
  hint: (p) => `Declare it as a ${p.actual}: ${builders[p.actual] ?? "see the file"}.`,
});

export const declaredCallMissing = defineDiagnostic({
  code: "declared-call-missing",
  severity: "error",
  message: (p: Omit<Parameters, "nearest">) =>
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
export const declaredCalls: Rule = {
  reports: [declaredCallUnknown, declaredCallType, declaredCallMissing, declaredCallNotCallable],
  workflow({ calls = [], repository }, report) {
    for (const call of calls) {
      const { file, path } = call;
      const called = repository.get(file);
      // A file that is missing is reported by GitHub's parser, at `uses`.
      if (!called) continue;
      const settings = eventsOf(called.model.on).get("workflow_call");
      if (!settings) {
        report(declaredCallNotCallable, { file }, path);
        continue;
      }
      for (const parameters of [
        ...unknownNames(call, settings, "output", call.outputs),
        ...unknownNames(call, settings, "input", Object.keys(call.inputs)),
        ...unknownNames(call, settings, "secret", call.secrets),
      ]) {
        report(declaredCallUnknown, parameters, path);
      }
      for (const parameters of otherTypes(call, settings)) report(declaredCallType, parameters, path);
      for (const parameters of [
        ...missingNames(call, settings, "input", Object.keys(call.inputs)),
        ...missingNames(call, settings, "secret", call.secrets),
      ]) {
        report(declaredCallMissing, parameters, path);
      }
    }
  },
};

function unknownNames(
  { file }: DeclaredCall,
  settings: ValueMap,
  what: string,
  names: readonly string[],
): readonly Parameters[] {
  const known = Object.keys(asMap(settings[`${what}s`]) ?? {});
  return names
    .filter((name) => !known.some((other) => isSame(other, name)))
    .map((name) => ({ file, what, name, nearest: nearestNames(name, known) }));
}

function otherTypes({ file, inputs }: DeclaredCall, settings: ValueMap): readonly TypeParameters[] {
  return Object.entries(asMap(settings.inputs) ?? {}).flatMap(([name, declaration]): TypeParameters[] => {
    const actual = asMap(declaration)?.type;
    const [, declared] = Object.entries(inputs).find(([other]) => isSame(other, name)) ?? [];
    if (declared === undefined || typeof actual !== "string" || declared === actual) return [];
    return [{ file, name, declared: `a ${declared}`, actual }];
  });
}

function missingNames(
  { file }: DeclaredCall,
  settings: ValueMap,
  what: string,
  names: readonly string[],
): readonly Omit<Parameters, "nearest">[] {
  return Object.entries(asMap(settings[`${what}s`]) ?? {})
    .filter(
      ([name, declaration]) => asMap(declaration)?.required === true && !names.some((other) => isSame(other, name)),
    )
    .map(([name]) => ({ file, what, name }));
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
