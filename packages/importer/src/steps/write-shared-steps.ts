import type { ModelPath } from "@yardmaster/core";
import { tabulateComments } from "../writing/comment-table.ts";
import { noDecisions } from "../writing/decisions.ts";
import type { ImportPlan } from "../writing/import-plan.ts";
import { createModuleWriter, type GatheredModule, type ModuleWriter } from "../writing/module-writer.ts";
import { createNames } from "../writing/names.ts";
import { noReferences } from "../writing/references.ts";
import type { FoundSharedSteps, SharedFunction } from "./shared-steps.ts";
import { writeStepFunction } from "./step-functions.ts";
import { StepHandles } from "./step-handles.ts";
import { jobFitsShell } from "./template-language.ts";
import { writeStep } from "./write-step.ts";

/**
 * What stands in the module of the steps that repeat across files. It has no marks.
 * @param isUsed tells of a function's name whether a module calls it.
 * @returns undefined where nothing does.
 */
export function writeSharedSteps(
  { functions }: FoundSharedSteps,
  plan: ImportPlan,
  isUsed: (name: string) => boolean,
): GatheredModule | undefined {
  const used = functions.filter(({ name }) => isUsed(name));
  const file = used[0]?.copies[0]?.file;
  if (!file) return undefined;
  const names = createNames(used.map(({ name }) => name));
  const comments = tabulateComments(file.document);
  const writer = createModuleWriter({ plan, file, decisions: noDecisions, comments, names });
  for (const made of used) writer.declare(writeFunction(made, writer));
  return writer.gathered();
}

function writeFunction({ name, steps, copies }: SharedFunction, gathering: ModuleWriter): string {
  const [copy] = copies;
  if (!copy) return "";
  const { file, path } = copy;
  const writer: ModuleWriter = { ...gathering, file, comments: tabulateComments(file.document), mark: () => "" };
  const list = path.slice(0, -1);
  const fitsShell = jobFitsShell(list, file);
  const sources = steps.map((keys, offset) => {
    const at: ModelPath = [...list, Number(path.at(-1)) + offset];
    const room = { writer, handles: new StepHandles([]), fitsShell, writeChild: () => "" };
    return writeStep({ path: at, keys, order: offset, end: offset }, noReferences, room);
  });
  return `export const ${name} = ${writeStepFunction(sources)};`;
}
