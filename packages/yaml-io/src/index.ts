export { diagnostics } from "./catalogue.ts";
export {
  readYaml,
  type TextRange,
  type YamlComment,
  type YamlDocument,
} from "./document.ts";
export { digestBody, type GeneratedHeader, readHeader } from "./generated-header.ts";
export { parseAction } from "./parse-action.ts";
export { type GeneratedFile, printAction, printWorkflow } from "./print/print-workflow.ts";
export { printYaml } from "./print/print-yaml.ts";
export type { YamlAnchor } from "./read/list-anchors.ts";
export type { CommentKind } from "./read/place-comments.ts";
export type { BlockStyle, FlowStyle, ScalarStyle } from "./read/scalar-style.ts";
