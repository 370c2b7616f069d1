import { join } from "node:path";
import { type ActionMetadata, asMap, type Diagnostic, type Files, nearestNames } from "@yardmaster/core";
import { parseAction, readHeader } from "@yardmaster/yaml-io";
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

interface Place {
  readonly root: string;
  readonly files: Files;
  /** Whether a source with an error may make a file. */
  readonly mayBeMade: (path: string) => boolean;
}

type Found = { readonly metadata: ActionMetadata } | { readonly problem: Diagnostic } | "unknown" | "missing";

/** Looks at the actions on the disk that steps name: whether they are there, and what they take and give. */
export async function checkLocalActions(
  documents: readonly LoadedDocument[],
  place: Place,
): Promise<readonly TextProblem[]> {
  const made = new Set(documents.map(({ document }) => documentPath(document)));
  const known = new Map<string, Promise<Found>>();
  const look = (folder: string): Promise<Found> => {
    const found = known.get(folder) ?? findAction(folder, made, place);
    known.set(folder, found);
    return found;
  };
  const checked = documents.map(async ({ source, index, document }): Promise<readonly TextProblem[]> => {
    const diagnostics = await Promise.all(
      localSteps(document).map(async (step) => judge(step, await look(step.folder))),
    );
    const file = documentPath(document);
    return diagnostics.flat().map((diagnostic) => ({ diagnostic, source, document: { source, index }, file }));
  });
  return (await Promise.all(checked)).flat();
}

async function findAction(
  folder: string,
  made: ReadonlySet<string>,
  { root, files, mayBeMade }: Place,
): Promise<Found> {
  const under = (name: string) => (folder === "" ? name : `${folder}/${name}`);
  const own = under("action.yml");
  if (made.has(own)) return "unknown"; // typed by the handle that made it
  for (const path of [own, under("action.yaml")]) {
    const bytes = await files.read(join(root, path));
    const text = bytes && new TextDecoder().decode(bytes);
    if (text === undefined || readHeader(text)) continue; // an orphan is about to go
    const parsed = parseAction(text, "action");
    return parsed.ok ? { metadata: parsed.value } : { problem: localActionUnreadable({ path, reason: parsed.error }) };
  }
  const isThere = mayBeMade(own) || (await files.read(join(root, under("Dockerfile")))) !== undefined;
  return isThere ? "unknown" : "missing";
}

function judge(step: LocalStep, found: Found): readonly Diagnostic[] {
  const { path, isOfCommit, hasOwnCheckout } = step;
  const place = { path: [...path, "uses"] };
  const uses = String(step.step.uses);
  if (found === "unknown") return [];
  if (found === "missing") {
    return [isOfCommit || hasOwnCheckout ? localActionMissing({ uses }, place) : localActionAbsent({ uses }, place)];
  }
  if ("problem" in found) return [{ ...found.problem, place }];
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
