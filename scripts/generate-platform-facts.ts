// Writes the platform facts, or with --check exits 1 when the committed file is not what the installed schema gives.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { schemaAdditions } from "@yardmaster/core";
import { printPlatformFacts } from "./platform-facts/print-facts.ts";
import { readInstalledFunctions, readInstalledSchema } from "./platform-facts/read-schema.ts";
import { complain, say } from "./say.ts";

const target = fileURLToPath(new URL("../packages/core/src/platform/platform-facts.ts", import.meta.url));
const functions = await readInstalledFunctions();
const text = printPlatformFacts({ ...readInstalledSchema(), additions: schemaAdditions, functions });

if (!process.argv.includes("--check")) {
  writeFileSync(target, text);
  say("wrote packages/core/src/platform/platform-facts.ts\n");
} else if (readFileSync(target, "utf8") !== text) {
  complain("packages/core/src/platform/platform-facts.ts is not what the schema gives. Run `npm run gen:facts`.\n");
  process.exitCode = 1;
}
