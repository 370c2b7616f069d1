export { bindingName, bindingNames } from "./binding-name.ts";
export { isNeeded } from "./document-input.ts";
export { editSource, type SourceEdit } from "./edit/edit-source.ts";
export { type GeneratedFile, printBindings } from "./print-bindings.ts";
