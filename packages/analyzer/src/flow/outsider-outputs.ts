import { type FieldAuthor, type FieldContent, isCommit } from "@yardmaster/core";

export interface OutsiderOutput {
  /** In lower case; `*` before an end, or alone. */
  readonly output: string;
  readonly holds: FieldContent;
  readonly author: FieldAuthor;
}

/**
 * Outputs of published actions that repeat what an outsider wrote: comments, bodies of issues, names of branches and files.
 * Sources: CodeQL, `actions/ql/lib/ext/manual`; the actions' own metadata.
 */
export const outsiderOutputs: Readonly<Record<string, readonly OutsiderOutput[]>> = {
  "ahmadnassri/action-changed-files": files("*"),
  "alessbell/pull-request-comment-branch": heads("head_ref"),
  "ana06/get-changed-files": files("*"),
  "eficode/resolve-pr-refs": heads("head_ref"),
  "gotson/pull-request-comment-branch": heads("head_ref"),
  "jitterbit/get-changed-files": files("*"),
  "karpikpl/list-changed-files-action": files("*"),
  "khan/pull-request-comment-trigger": texts("comment_body"),
  "knu/changed-files": files("*"),
  "lots0logs/gh-action-get-changed-files": files("*"),
  "marocchino/on_artifact": [{ output: "*", holds: "text", author: "head" }],
  "peter-evans/find-comment": texts("comment-body"),
  "potiuk/get-workflow-origin": heads("sourceheadbranch"),
  "trilom/file-changes-action": files("*"),
  "xt0rted/pull-request-comment-branch": heads("head_ref"),
  "xt0rted/slash-command-action": texts("command-arguments"),
};

/** Actions whose outputs are made of the text that an input gives them, by the input. */
export const passedThrough: Readonly<Record<string, readonly string[]>> = {
  "actions-ecosystem/action-regex-match": ["text"],
  "ashley-taylor/regex-property-action": ["value"],
  "aszc/change-string-case-action": ["string"],
  "frabert/replace-string-action": ["string"],
  "github/issue-parser": ["body"],
  "haya14busa/action-cond": ["if_true", "if_false"],
  "kaisugi/action-regex-match": ["text"],
  "mad9000/actions-find-and-replace-string": ["source", "replace"],
  "stefanbuck/github-issue-parser": ["issue-body"],
  "zentered/issue-forms-body-parser": ["body"],
};

/** Actions that escape what they give unless they are old, or told not to. */
export const escapedOutputs: Readonly<Record<string, EscapedOutput>> = {
  "tj-actions/changed-files": { outputs: files("*_files"), since: 41, switch: ["safe_output", "false"] },
  "tj-actions/verify-changed-files": { outputs: files("changed_files"), since: 17, switch: ["safe_output", "false"] },
  "tj-actions/branch-names": { outputs: heads("current_branch", "head_ref_branch"), since: 7 },
};

export interface EscapedOutput {
  readonly outputs: readonly OutsiderOutput[];
  /** Major version from which on they are escaped. */
  readonly since: number;
  /** Input and value that switch it off. */
  readonly switch?: readonly [string, string];
}

/** Whether a ref is certainly of a major version before another. */
export function isBefore(ref: string, major: number): boolean {
  const [, number] = (!isCommit(ref) && /^v?(\d+)(?:\.\d+)*$/.exec(ref)) || [];
  return number !== undefined && Number(number) < major;
}

export function isOutput({ output }: OutsiderOutput, name: string): boolean {
  return output.startsWith("*") ? name.endsWith(output.slice(1)) : output === name;
}

/** A path may hold anything but line breaks, which git would quote. */
function files(...outputs: readonly string[]): readonly OutsiderOutput[] {
  return outputs.map((output) => ({ output, holds: "line", author: "head" }));
}

function heads(...outputs: readonly string[]): readonly OutsiderOutput[] {
  return outputs.map((output) => ({ output, holds: "ref", author: "head" }));
}

function texts(...outputs: readonly string[]): readonly OutsiderOutput[] {
  return outputs.map((output) => ({ output, holds: "text", author: "comment" }));
}
