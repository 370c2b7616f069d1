import type { ModelPath } from "@yardmaster/core";
import { tabulateComments } from "../writing/comment-table.ts";
import { noDecisions } from "../writing/decisions.ts";
import type { ImportPlan } from "../writing/import-plan.ts";
import { createModuleWriter, type GatheredModule, type ModuleWriter } from "../writing/module-writer.ts";
import { createNames } from "../writing/names.ts";
import { type SharedFunction, sharedFunctions } from "./shared-steps.ts";
import { StepHandles } from "./step-handles.ts";
import { jobFitsShell } from "./template-language.ts";
import { writeStep } from "./write-step.ts";

/** What stands in the module for steps that repeat across files; undefined where none do. It has no marks. */
export function writeSharedSteps(plan: ImportPlan): GatheredModule | undefined {
  const functions = sharedFunctions(plan);
  const [first] = functions[0]?.copies ?? [];
  if (!first) return undefined;
  const names = createNames();
  for (const { name } of functions) names.take(name, "steps");
  const { file } = first;
  const writer = createModuleWriter({
    plan,
    file,
    decisions: noDecisions,
    comments: tabulateComments(file.document),
    names,
  });
  for (const made of functions) writer.declare(writeFunction(made, writer));
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
    return writeStep({ path: at, keys, order: offset, end: offset }, { resolve: () => undefined }, room);
  });
  return `export const ${name} = () => [${sources.join(", ")}];`;
}
