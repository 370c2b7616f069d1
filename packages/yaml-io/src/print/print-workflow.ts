import type { CheckedAction, CheckedWorkflow, ValueMap } from "@yardmaster/core";
import { commentLine, indexComments } from "./comment-index.ts";
import { printHeader } from "./generated-header.ts";
import { printMap } from "./print-node.ts";

export interface GeneratedFile {
  /** Program and version, such as `yardmaster 0.1.0`. */
  readonly generator: string;
  /** The source module, relative to the repository's root, with forward slashes. */
  readonly source: string;
  /** What a reader runs after changing the source; `npm run gen:workflows` when left out. */
  readonly command?: string;
}

/**
 * The whole file: a header that names its source, then YAML that parses back to the same model. The same workflow gives
 * the same bytes. Keys whose value is undefined are left out.
 */
export function printWorkflow(workflow: CheckedWorkflow, file: GeneratedFile): string {
  return print(workflow, file);
}

/** An action's `action.yml`, in the same form. */
export function printAction(action: CheckedAction, file: GeneratedFile): string {
  return print(action, file);
}

/** Any other map in the same form, such as the settings of a linter. */
export function printGenerated(model: ValueMap, file: Required<GeneratedFile>): string {
  const lines = printMap(model, [], "", { comments: indexComments([]) });
  return `${printHeader(file)}\n${lines.join("\n")}\n`;
}

function print(document: CheckedWorkflow | CheckedAction, file: GeneratedFile): string {
  const comments = indexComments(document.comments);
  const top = [...document.header.flatMap((text) => text.split(/\r\n|[\r\n]/)).map(commentLine)];
  const note = [...comments.takeAbove([]), ...[comments.takeEnd([])].filter((line) => line !== undefined)];
  const lines = [...top, "", ...note, ...printMap(document.model, [], "", { comments })];
  comments.assertAllTaken();
  const end = (document.footer ?? []).flatMap((text) => text.split(/\r\n|[\r\n]/)).map(commentLine);
  const body = `${[...lines, ...end].join("\n")}\n`;
  return printHeader({ command: "npm run gen:workflows", ...file }) + body;
}
