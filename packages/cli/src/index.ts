export { type ExitCode, exitCodes } from "./exit-code.ts";
export type { Host } from "./host.ts";
export { runYardmaster } from "./run-yardmaster.ts";
