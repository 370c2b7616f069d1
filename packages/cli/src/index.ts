export { type ExitCode, exitCodes } from "./exit-code.ts";
export { type CheckText, checkWithGitHubParser } from "./generated/check-text.ts";
export { FileError, type Files, type Host, type Output } from "./host.ts";
export { nodeFiles } from "./node-files.ts";
export { runYardmaster } from "./run-yardmaster.ts";
