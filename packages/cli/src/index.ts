export type { Compilation, CompileOptions, CompilerHost } from "@yardmaster/compiler";
export { compile, nodeFiles } from "@yardmaster/compiler";
export { allDiagnostics } from "./all-diagnostics.ts";
export { importWorkflow } from "./import-workflow.ts";
export { type ExitCode, exitCodes } from "./program/exit-code.ts";
export type { Host } from "./program/host.ts";
export { runYardmaster } from "./run-yardmaster.ts";
