import { fail, nearestNames, ok, type Result } from "@yardmaster/core";
import type { Trace, WorkflowTrace } from "@yardmaster/simulator";

/** A workflow by its path, the name of its file with or without its ending, or its own name. */
export function findWorkflow(name: string, { workflows }: Trace): Result<WorkflowTrace, string> {
  const given = name.replaceAll("\\", "/").replace(/^\.\//, "");
  const found =
    workflows.find(({ file }) => file === given) ??
    workflows.find(({ file }) => lastName(file) === given) ??
    workflows.find(({ file }) => stem(file) === given) ??
    workflows.find((workflow) => workflow.name === given);
  if (found) return ok(found);
  const near = nearestNames(
    stem(given),
    workflows.map(({ file }) => stem(file)),
  );
  const names = (near.length > 0 ? near : workflows.map(({ file }) => stem(file))).map((each) => `${each}`);
  const hint = near.length > 0 ? `did you mean ${names.join(" or ")}?` : `there are ${listNames(names)}.`;
  return fail(`There is no workflow ${JSON.stringify(name)}: ${hint}`);
}

const listedNames = 8;

/** On one line, the first few and how many more there are. */
export function listNames(names: readonly string[]): string {
  const more = names.length - listedNames;
  return more > 0 ? `${names.slice(0, listedNames).join(", ")} and ${more} more` : names.join(", ");
}

export function lastName(file: string): string {
  return file.slice(file.lastIndexOf("/") + 1);
}

function stem(file: string): string {
  return lastName(file).replace(/\.ya?ml$/, "");
}
