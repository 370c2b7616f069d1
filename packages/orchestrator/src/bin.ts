import { createNodeHost } from "./node-host.ts";
import { runRc } from "./run-rc.ts";

const host = createNodeHost({
  env: process.env,
  stdout: (text) => process.stdout.write(text),
  stderr: (text) => process.stderr.write(text),
});
process.exitCode = await runRc(process.argv.slice(2), host);
