export { bindingsDigest, type GeneratedFile, printBindings } from "./print-bindings.ts";
