import { createNodeHost } from "./node-host.ts";
import { createProcessParts } from "./process-parts.ts";
import { runRc } from "./run-rc.ts";

process.exitCode = await runRc(process.argv.slice(2), createNodeHost(createProcessParts(process)));
