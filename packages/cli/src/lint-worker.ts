import { parentPort } from "node:worker_threads";
import { nodeFiles, nodeGit, nodeScriptPrograms } from "@yardmaster/compiler/host";
import { createUnitLinter, type LintUnit } from "@yardmaster/compiler/lint";

// A thread of `lint`: the same judgement as in the first one, by the same files.
const host = { files: nodeFiles, git: nodeGit(process.env) };
const plain = createUnitLinter(host);
const withScripts = createUnitLinter({ ...host, scripts: nodeScriptPrograms(process.env) });
parentPort?.on("message", async ([index, unit]: [number, LintUnit]) => {
  parentPort?.postMessage([index, await (unit.judgesScripts ? withScripts : plain)(unit)]);
});
