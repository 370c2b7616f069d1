export { bindingName } from "./binding-name.ts";
export { type GeneratedFile, printBindings } from "./print-bindings.ts";
