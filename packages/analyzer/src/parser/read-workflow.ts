import { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } from "@actions/workflow-parser";
import type { TemplateSchema } from "@actions/workflow-parser/templates/schema/index";
import { type Diagnostic, type ModelPath, schemaAdditions } from "@yardmaster/core";
import { copySchema, extendSchema } from "./extend-schema.ts";
import type { KnownMistake } from "./known-mistakes.ts";
import { removeAt } from "./token-tree.ts";

export interface ParserError {
  /** The end of a sentence. */
  readonly reason: string;
  readonly place: NonNullable<Diagnostic["place"]>;
}

export interface ReadOptions {
  readonly mistakes: readonly KnownMistake[];
  /** Nodes that the converter does not get to see; the schema is still read with them. */
  readonly without: readonly ModelPath[];
}

/** Runs GitHub's parser and its converter over a text; what is wrong with a file that is called belongs to that file. */
export async function readWorkflow(
  workflow: { readonly file: string; readonly text: string },
  local: (path: string) => string | undefined,
  { mistakes, without }: ReadOptions,
): Promise<readonly ParserError[]> {
  const context = newContext(mistakes);
  const { value } = parseWorkflow({ name: workflow.file, content: workflow.text }, context);
  if (value) {
    for (const { mend } of mistakes) mend?.(value);
    // From the last on, so that the indexes of lists hold.
    for (const path of without.toReversed()) if (path.length > 0) removeAt(value, path);
    await convertWorkflowTemplate(context, value, { getFileContent: readLocal }, conversion);
  }
  return context.errors
    .getErrors()
    .filter((error) => !(error.rawMessage === notFound && isRemote(error.range)))
    .filter((error) => error.prefix === undefined || error.prefix.startsWith(workflow.file))
    .map((error) => ({ reason: error.rawMessage.replace(/\.$/, ""), place: placeOf(workflow.file, error.range) }));

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

const schemas = new Map<readonly KnownMistake[], TemplateSchema>();

/**
 * The parser looks for its flags in the context while it reads, but the package does not export the context's class: a
 * context comes out of parsing the smallest sound workflow.
 */
function newContext(mistakes: readonly KnownMistake[]): ReturnType<typeof parseWorkflow>["context"] {
  const content = "{on: push, jobs: {a: {runs-on: a, steps: [{run: a}]}}}";
  const { context } = parseWorkflow({ name: "", content }, new NoOperationTraceWriter());
  context.state.featureFlags = conversion.featureFlags;
  let schema = schemas.get(mistakes);
  if (!schema) {
    schema = copySchema(context.schema);
    extendSchema(schema, schemaAdditions);
    for (const { patch } of mistakes) patch?.(schema);
    schemas.set(mistakes, schema);
  }
  return Object.assign(context, { schema });
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

export function placeOf(file: string, range: Range | undefined): NonNullable<Diagnostic["place"]> {
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
