import { setFlagsFromString } from "node:v8";
import { nodeHost } from "./node-host.ts";
import { runYardmaster } from "./run-yardmaster.ts";

// A run makes much that it drops at once. Left to itself, V8 lets the heap grow to several times of what is in use: a third
// of the memory of a large run goes away by this, and nothing of its speed (docs/performance.md).
setFlagsFromString("--heap-growing-percent=50");
process.exitCode = await runYardmaster(process.argv.slice(2), nodeHost());
