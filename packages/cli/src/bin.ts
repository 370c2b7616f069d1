import { nodeHost } from "./node-host.ts";
import { runYardmaster } from "./run-yardmaster.ts";

process.exitCode = await runYardmaster(process.argv.slice(2), nodeHost());
