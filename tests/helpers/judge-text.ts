import * as analyzer from "@yardmaster/analyzer";
import type { Diagnostic, Escape } from "@yardmaster/core";
import { readYaml } from "@yardmaster/yaml-io";

/** A text that the analyzer is to judge: it takes what was read of it. */
export interface Text {
  readonly file: string;
  readonly text: string;
  readonly escapes?: readonly Escape[];
}

type Local<T> = (path: string) => T | undefined;

export function checkWorkflow(text: Text, local: Local<string>): Promise<readonly Diagnostic[]> {
  return analyzer.checkWorkflow(treeOf(text), treesOf(local));
}

export function checkAction(text: Text): Promise<readonly Diagnostic[]> {
  return analyzer.checkAction(treeOf(text));
}

export function readWorkflow(
  text: Text,
  local: Local<string>,
  options: Parameters<typeof analyzer.readWorkflow>[2],
): ReturnType<typeof analyzer.readWorkflow> {
  return analyzer.readWorkflow(treeOf(text), treesOf(local), options);
}

function treeOf({ file, text, escapes = [] }: Text): analyzer.WorkflowFile {
  return { file, tree: readYaml(text, file).tree, escapes };
}

function treesOf(local: Local<string>): Parameters<typeof analyzer.checkWorkflow>[1] {
  return (path) => {
    const text = local(path);
    return text === undefined ? undefined : readYaml(text, path).tree;
  };
}
