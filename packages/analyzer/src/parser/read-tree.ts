import type { TemplateSchema } from "@actions/workflow-parser/templates/schema/index";
import { TemplateContext, TemplateValidationErrors } from "@actions/workflow-parser/templates/template-context";
import { readTemplate } from "@actions/workflow-parser/templates/template-reader";
import { NoOperationTraceWriter } from "@actions/workflow-parser/templates/trace-writer";
import type { YamlTree } from "@yardmaster/core";
import type { TokenTree } from "./token-tree.ts";
import { TreeReader } from "./tree-reader.ts";

export function newContext(schema: TemplateSchema): TemplateContext {
  return new TemplateContext(new TemplateValidationErrors(), schema, new NoOperationTraceWriter());
}

/**
 * What the package's parsers do with a text, with one that was read already.
 * @param root names the schema's definition of the whole.
 * @returns undefined for a text that is no YAML: its errors are in the context, and more would mislead.
 */
export function readTree(
  context: TemplateContext,
  root: string,
  { file, tree }: { readonly file: string; readonly tree: YamlTree },
): TokenTree | undefined {
  const id = context.getFileId(file);
  for (const { message, range } of tree.errors) context.error(id, message, range && { ...range });
  return tree.errors.length > 0 ? undefined : readTemplate(context, root, new TreeReader(tree, id), id);
}
