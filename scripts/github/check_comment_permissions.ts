import { createNodeHost, createProcessParts, runRc } from "@yardmaster/orchestrator";

/** The permission gate as a script of its own: exit 0 allowed, 1 denied, 2 unreadable, each with one line that says why. */
const host = createNodeHost(createProcessParts(process));
process.exitCode = await runRc(["orchestrator", "gate", ...process.argv.slice(2)], host);
