// An entry beside the package's index: what a program needs before it knows whether there is anything to compile.
export type { CompilerHost } from "./compiler-host.ts";
export type { GitContent } from "./git-content.ts";
export { nodeFiles } from "./node-files.ts";
export { nodeGit } from "./node-git.ts";
export { sourcesFolder } from "./sources-folder.ts";
