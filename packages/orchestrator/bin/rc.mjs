#!/usr/bin/env node
import { existsSync } from "node:fs";

const program = new URL("../dist/rc.mjs", import.meta.url);
if (existsSync(program)) {
  await import(program.href);
} else {
  process.stderr.write("rc is not built in this checkout. Run `npm run build` first.\n");
  process.exitCode = 2;
}
