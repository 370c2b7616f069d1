import { type CheckedWorkflow, InvariantError, type ModelComment, seal, type WorkflowModel } from "@yardmaster/core";

export function sealedWorkflow(
  model: object,
  extra: { comments?: readonly ModelComment[]; header?: readonly string[] } = {},
): CheckedWorkflow {
  const document = {
    yardmaster: "workflow" as const,
    id: "ci",
    model: model as WorkflowModel,
    comments: extra.comments ?? [],
    header: extra.header ?? [],
    diagnostics: [],
    origins: [],
    escapes: [],
  };
  const result = seal(document, []);
  if (!result.ok) throw new InvariantError("A workflow without diagnostics was refused.");
  return result.value;
}

export const file = { generator: "yardmaster 9.9.9", source: "workflows-src/ci.workflow.ts" };

/** What stands below the header and the blank line after it. */
export function bodyOf(text: string): string {
  return text.split("\n").slice(2).join("\n");
}
