#!/usr/bin/env node
import { existsSync } from "node:fs";
import module from "node:module";

// From Node 22.1 on; it is only speed.
module.enableCompileCache?.();
const program = new URL("../dist/yardmaster.mjs", import.meta.url);
if (existsSync(program)) {
  await import(program.href);
} else {
  process.stderr.write("yardmaster is not built in this checkout. Run `npm run build` first.\n");
  process.exitCode = 2;
}
