import { convertWorkflowTemplate } from "@actions/workflow-parser";
import { convertReferencedWorkflow } from "@actions/workflow-parser/model/converter/referencedWorkflow";
import { isReusableWorkflowJob } from "@actions/workflow-parser/model/type-guards";
import type { WorkflowJob } from "@actions/workflow-parser/model/workflow-template";
import type { TemplateSchema } from "@actions/workflow-parser/templates/schema/index";
import type { TemplateContext } from "@actions/workflow-parser/templates/template-context";
import { MappingToken, StringToken } from "@actions/workflow-parser/templates/tokens/index";
import { getWorkflowSchema } from "@actions/workflow-parser/workflows/workflow-schema";
import { type Diagnostic, type ModelPath, schemaAdditions, type YamlTree } from "@yardmaster/core";
import { copySchema, extendSchema } from "./extend-schema.ts";
import type { KnownMistake } from "./known-mistakes.ts";
import { missingWorkflow } from "./missing-workflow.ts";
import { newContext, readTree } from "./read-tree.ts";
import { removeAt, type TokenTree } from "./token-tree.ts";

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
  workflow: { readonly file: string; readonly tree: YamlTree },
  local: (path: string) => YamlTree | undefined,
  { mistakes, without }: ReadOptions,
): Promise<readonly ParserError[]> {
  const context = newContext(schemaOf(mistakes));
  context.state.featureFlags = conversion.featureFlags;
  const value = readTree(context, root, workflow);
  if (value) {
    for (const { mend } of mistakes) mend?.(value);
    // From the last on, so that the indexes of lists hold.
    for (const path of without.toReversed()) if (path.length > 0) removeAt(value, path);
    const { jobs } = await convertWorkflowTemplate(context, value, undefined, conversion);
    if (isWhole(value)) readCalled(context, jobs ?? [], local);
  }
  return context.errors
    .getErrors()
    .filter((error) => error.prefix === undefined || error.prefix.startsWith(workflow.file))
    .map((error) => ({ reason: error.rawMessage.replace(/\.$/, ""), place: placeOf(workflow.file, error.range) }));
}

/** Of the file: `WORKFLOW_ROOT` in the package. */
const root = "workflow-root-strict";

/** The package's converter ends at a key that is an expression. */
function isWhole(workflow: TokenTree): boolean {
  return workflow instanceof MappingToken && [...workflow].every(({ key }) => key instanceof StringToken);
}

/**
 * What the package's converter does with the workflows that jobs call, where a file is given to it: it would read the
 * text again. Those of other repositories cannot be read here.
 */
function readCalled(
  context: TemplateContext,
  jobs: readonly WorkflowJob[],
  local: (path: string) => YamlTree | undefined,
): void {
  for (const job of jobs) {
    if (!isReusableWorkflowJob(job) || !/^[.$]\//.test(job.ref.value)) continue;
    try {
      const file = job.ref.value.slice(2);
      const tree = local(file);
      if (!tree) throw new Error("There is no such file.");
      const called = readTree(context, root, { file, tree });
      if (called) convertReferencedWorkflow(context, called, job);
    } catch {
      context.error(job.ref, new Error(missingWorkflow));
    }
  }
}

const schemas = new Map<readonly KnownMistake[], TemplateSchema>();

function schemaOf(mistakes: readonly KnownMistake[]): TemplateSchema {
  let schema = schemas.get(mistakes);
  if (!schema) {
    schema = copySchema(getWorkflowSchema());
    extendSchema(schema, schemaAdditions);
    for (const { patch } of mistakes) patch?.(schema);
    schemas.set(mistakes, schema);
  }
  return schema;
}

/** Syntax that GitHub runs already and its package still keeps behind flags. */
const conversion = {
  fetchReusableWorkflowDepth: 0,
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
