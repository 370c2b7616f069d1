import {
  type ActionFact,
  type ActionMetadata,
  asMap,
  type Diagnostic,
  nearestNames,
  type RepositoryFacts,
} from "@yardmaster/core";
import { documentPath } from "../repository/document-path.ts";
import type { LoadedDocument } from "../sources/load-sources.ts";
import type { TextProblem } from "./check-files.ts";
import {
  localActionAbsent,
  localActionInput,
  localActionMissing,
  localActionOutput,
  localActionRequired,
  localActionUnreadable,
} from "./diagnostics.ts";
import { type LocalStep, localSteps } from "./local-steps.ts";

/** Looks at the actions on the disk that steps name: whether they are there, and what they take and give. */
export function checkLocalActions(
  documents: readonly LoadedDocument[],
  { action }: Pick<RepositoryFacts, "action">,
): readonly TextProblem[] {
  return documents.flatMap(({ source, index, document }): readonly TextProblem[] => {
    const diagnostics = localSteps(document).flatMap((step) => judge(step, action(step.folder)));
    const file = documentPath(document);
    return diagnostics.map((diagnostic) => ({ diagnostic, source, document: { source, index }, file }));
  });
}

function judge(step: LocalStep, found: ActionFact): readonly Diagnostic[] {
  const { path, isOfCommit, hasOwnCheckout } = step;
  const place = { path: [...path, "uses"] };
  const uses = String(step.step.uses);
  if (found === "unknown") return [];
  if (found === "missing") {
    return [isOfCommit || hasOwnCheckout ? localActionMissing({ uses }, place) : localActionAbsent({ uses }, place)];
  }
  if ("unreadable" in found) return [localActionUnreadable(found.unreadable, place)];
  return [...judgeInputs(step, uses, found.metadata), ...judgeOutputs(step, uses, found.metadata)];
}

function judgeInputs(
  { step, path }: LocalStep,
  uses: string,
  { inputs, using }: ActionMetadata,
): readonly Diagnostic[] {
  const declared = new Set(Object.keys(inputs).map((name) => name.toLowerCase()));
  const given = Object.keys(asMap(step.with) ?? {});
  const special = using === "docker" ? ["args", "entrypoint"] : []; // the runner's own
  const unknown = given.filter((name) => !declared.has(name.toLowerCase()) && !special.includes(name.toLowerCase()));
  const present = new Set(given.map((name) => name.toLowerCase()));
  const missing = Object.entries(inputs).filter(
    ([name, input]) => input.required && input.default === undefined && !present.has(name.toLowerCase()),
  );
  return [
    ...unknown.map((name) =>
      localActionInput(
        { uses, name, nearest: nearestNames(name, Object.keys(inputs)) },
        { path: [...path, "with", name] },
      ),
    ),
    ...missing.map(([name]) => localActionRequired({ uses, name }, { path: [...path, "uses"] })),
  ];
}

/** Only a composite action gives nothing but what its metadata declare. */
function judgeOutputs(
  { outputsRead, path }: LocalStep,
  uses: string,
  { outputs, using }: ActionMetadata,
): readonly Diagnostic[] {
  if (using !== "composite") return [];
  const declared = new Set(outputs.map((name) => name.toLowerCase()));
  return outputsRead
    .filter((name) => !declared.has(name.toLowerCase()))
    .map((name) =>
      localActionOutput({ uses, name, nearest: nearestNames(name, outputs) }, { path: [...path, "uses"] }),
    );
}
