export { bindingName } from "./binding-name.ts";
export { editSource, type SourceEdit } from "./edit/edit-source.ts";
export { type GeneratedFile, printBindings } from "./print-bindings.ts";
