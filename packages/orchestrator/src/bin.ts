import { runRc } from "./commands/run-rc.ts";
import { createNodeHost } from "./host/node-host.ts";
import { createProcessParts } from "./host/process-parts.ts";

process.exitCode = await runRc(process.argv.slice(2), createNodeHost(createProcessParts(process)));
