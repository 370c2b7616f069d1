import { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } from "@actions/workflow-parser";
import { type Diagnostic, defineDiagnostic, schemaAdditions } from "@yardmaster/core";
import { extendSchema } from "./extend-schema.ts";

export const refusedByGitHub = defineDiagnostic({
  code: "refused-by-github",
  severity: "error",
  message: (p: { reason: string }) => `GitHub's parser refuses this: ${p.reason}.`,
  hint: () => "Change the source; the same message would follow the push.",
});

export interface WorkflowText {
  /** Path from the repository's root, such as `.github/workflows/ci.yml`. */
  readonly file: string;
  readonly text: string;
}

/**
 * What GitHub's own parser says of a workflow: schema, expressions with the contexts of each key, the graph of needed
 * jobs, and inputs and secrets of local reusable workflows. Positions are those of the YAML. Never throws for any text.
 * @param local reads other workflows of the repository by path; undefined for one that does not exist.
 */
export async function checkWorkflow(
  workflow: WorkflowText,
  local: (path: string) => string | undefined,
): Promise<readonly Diagnostic[]> {
  const context = newContext();
  const { value } = parseWorkflow({ name: workflow.file, content: workflow.text }, context);
  if (value) await convertWorkflowTemplate(context, value, { getFileContent: readLocal }, conversion);
  return context.errors
    .getErrors()
    .filter((error) => !(error.rawMessage === notFound && isRemote(error.range)))
    .filter((error) => error.prefix === undefined || error.prefix.startsWith(workflow.file))
    .map((error) =>
      refusedByGitHub({ reason: error.rawMessage.replace(/\.$/, "") }, place(workflow.file, error.range)),
    );

  async function readLocal(
    reference: { path: string } | { owner: string },
  ): Promise<{ name: string; content: string }> {
    const content = "owner" in reference ? undefined : local(reference.path);
    // The parser turns this into its own message, at the reference.
    if (content === undefined || "owner" in reference) throw new Error(notFound);
    return { name: reference.path, content };
  }

  /** Workflows of other repositories cannot be read here; the parser reports them as missing. */
  function isRemote(range: Range | undefined): boolean {
    const line = workflow.text.split(/\r?\n/)[(range?.start.line ?? 0) - 1] ?? "";
    return !/uses:\s*["']?(\.|\$)\//.test(line);
  }
}

/**
 * The parser looks for its flags in the context while it reads, but the package does not export the context's class: a
 * context comes out of parsing the smallest sound workflow.
 */
function newContext(): ReturnType<typeof parseWorkflow>["context"] {
  const content = "{on: push, jobs: {a: {runs-on: a, steps: [{run: a}]}}}";
  const { context } = parseWorkflow({ name: "", content }, new NoOperationTraceWriter());
  context.state.featureFlags = conversion.featureFlags;
  extendSchema(context.schema, schemaAdditions);
  return context;
}

const notFound = "Unable to find reusable workflow";

/** Syntax that GitHub runs already and its package still keeps behind flags. */
const conversion = {
  fetchReusableWorkflowDepth: 1,
  errorPolicy: 1,
  featureFlags: { isEnabled: () => true, getEnabledFeatures: () => [] },
} as unknown as NonNullable<Parameters<typeof convertWorkflowTemplate>[3]>;

interface Range {
  readonly start: { readonly line: number; readonly column: number };
  readonly end: { readonly line: number; readonly column: number };
}

function place(file: string, range: Range | undefined): NonNullable<Diagnostic["place"]> {
  if (!range) return { file };
  return {
    location: {
      file,
      line: range.start.line,
      column: range.start.column,
      endLine: range.end.line,
      endColumn: range.end.column,
    },
  };
}
