export { bindingName } from "./binding-name.ts";
export { bindingsDigest, type GeneratedFile, printBindings } from "./print-bindings.ts";
