import { type Diagnostic, defineDiagnostic, type ModelPath, type YamlTree } from "@yardmaster/core";
import { knownMistakes } from "./known-mistakes.ts";
import { type Judged, overruleRawErrors } from "./overrule-raw-errors.ts";
import { type ParserError, readWorkflow } from "./read-workflow.ts";
import type { WorkflowFile } from "./workflow-file.ts";

export const refusedByGitHub = defineDiagnostic({
  code: "refused-by-github",
  severity: "error",
  message: (p: { reason: string }) => `GitHub's parser refuses this: ${p.reason}.`,
  hint: () => "Change the source; the same message would follow the push.",
});

/**
 * What GitHub's own parser says of a workflow: schema, expressions with the contexts of each key, the graph of needed
 * jobs, and inputs and secrets of local reusable workflows. Positions are those of the YAML. Its known mistakes are
 * overruled, and what the author let through by `raw` is a warning. Never throws for any text.
 * @param local reads other workflows of the repository by path; undefined for one that does not exist.
 */
export async function checkWorkflow(
  workflow: WorkflowFile,
  local: (path: string) => YamlTree | undefined,
): Promise<readonly Diagnostic[]> {
  const read = (without: readonly ModelPath[]): Promise<readonly ParserError[]> =>
    readWorkflow(workflow, local, { mistakes: knownMistakes, without });
  return judgeErrors(await read([]), workflow, read);
}

/** @param read gives the parser's errors again, without some nodes. */
export async function judgeErrors(
  errors: readonly ParserError[],
  { tree, escapes = [] }: WorkflowFile,
  read: (without: readonly ModelPath[]) => Promise<readonly ParserError[]>,
): Promise<readonly Diagnostic[]> {
  const judged =
    escapes.length > 0 && errors.length > 0
      ? await overruleRawErrors(errors, { tree, escapes }, read)
      : errors.map((error) => ({ error, why: undefined }));
  return judged.filter(isFirst).map(({ error, why }) => {
    const diagnostic = refusedByGitHub({ reason: error.reason }, error.place);
    if (why === undefined) return diagnostic;
    const message = `${diagnostic.message} It is let through as \`raw\`: ${why.replace(/\.$/, "")}.`;
    return { ...diagnostic, severity: "warning", message, hint: "Drop the `raw` when its reason is gone." };
  });
}

/** The parser says the same of one place once for each form that it tries. */
function isFirst({ error }: Judged, index: number, all: readonly Judged[]): boolean {
  const said = sayingOf(error);
  return all.findIndex((other) => sayingOf(other.error) === said) === index;
}

function sayingOf({ reason, place }: ParserError): string {
  return `${reason} ${JSON.stringify(place)}`;
}
