export { parseAction } from "./actions/parse-action.ts";
export { diagnostics } from "./catalogue.ts";
export { applyEdit, type NodeEdit } from "./edit/apply-edit.ts";
export { editYaml } from "./edit/edit-yaml.ts";
export type { CommentLine } from "./print/comment-index.ts";
export { digestBody, type GeneratedHeader, printHeader, readHeader } from "./print/generated-header.ts";
export { type GeneratedFile, printAction, printGenerated, printWorkflow } from "./print/print-workflow.ts";
export { printYaml } from "./print/print-yaml.ts";
export { type SettledComments, settleComments } from "./print/settle-comments.ts";
export {
  readYaml,
  type TextRange,
  type YamlComment,
  type YamlDocument,
} from "./read/document.ts";
export type { YamlAnchor } from "./read/list-anchors.ts";
export type { CommentKind } from "./read/place-comments.ts";
export type { BlockStyle, FlowStyle, ScalarStyle } from "./read/scalar-style.ts";
