import { getActionSchema } from "@actions/workflow-parser/actions/action-schema";
import { convertActionTemplate } from "@actions/workflow-parser/actions/action-template";
import type { Diagnostic, ModelPath } from "@yardmaster/core";
import { judgeErrors } from "./check-workflow.ts";
import { newContext, readTree } from "./read-tree.ts";
import { type ParserError, placeOf } from "./read-workflow.ts";
import { removeAt } from "./token-tree.ts";
import type { WorkflowFile } from "./workflow-file.ts";

/**
 * What GitHub's own parser says of an action's metadata file: keys, expressions with the contexts of each key, also in
 * descriptions, where GitHub evaluates them too. Positions are those of the YAML. What the author let through by `raw` is
 * a warning. Never throws for any text.
 */
export async function checkAction(action: WorkflowFile): Promise<readonly Diagnostic[]> {
  const read = async (without: readonly ModelPath[]) => readAction(action, without);
  return judgeErrors(await read([]), action, read);
}

function readAction(action: WorkflowFile, without: readonly ModelPath[]): readonly ParserError[] {
  const context = newContext(getActionSchema());
  const value = readTree(context, "action-root-strict", action);
  if (value) {
    for (const path of without.toReversed()) if (path.length > 0) removeAt(value, path);
    convertActionTemplate(context, value, { errorPolicy: 1 });
  }
  return context.errors
    .getErrors()
    .filter(({ rawMessage, range }) => !(isUnknownKey(rawMessage) && range?.start.column === 1))
    .map(({ rawMessage, range }) => ({ reason: rawMessage.replace(/\.$/, ""), place: placeOf(action.file, range) }));
}

/** Of keys at the top of the file, the runner's own schema takes any. */
function isUnknownKey(message: string): boolean {
  return message.startsWith("Unexpected value ");
}
