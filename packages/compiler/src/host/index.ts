// An entry beside the package's index: what a program needs before it knows whether there is anything to compile.
export { cacheFolder, packagesFolder } from "./cache-folder.ts";
export type { CompilerHost } from "./compiler-host.ts";
export { findRoot } from "./find-root.ts";
export type { GitContent, GitHead, GitOrigin } from "./git-content.ts";
export { nodeFiles } from "./node-files.ts";
export { nodeGit } from "./node-git.ts";
export { nodeScriptPrograms } from "./node-script-programs.ts";
export { nodeWorkers } from "./node-workers.ts";
export { overlayFiles } from "./overlay-files.ts";
export type { ScriptComment, ScriptComments, ScriptPrograms } from "./script-programs.ts";
export type { Workers } from "./workers.ts";
