// Writes the facts of published actions: tsx scripts/generate-published-actions.ts POPULAR_ACTIONS_GO [LOCK_JSON…]
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { printPublishedActions } from "./published-actions/print-published-actions.ts";
import { readLockedActions, readPopularActions } from "./published-actions/read-popular-actions.ts";
import { complain, say } from "./say.ts";

const target = fileURLToPath(new URL("../packages/analyzer/src/published/published-table.ts", import.meta.url));
const [popular, ...locks] = process.argv.slice(2);

if (popular === undefined) {
  complain("Name actionlint's popular_actions.go, and then any locks of actions.\n");
  process.exitCode = 2;
} else {
  const facts = [
    ...readPopularActions(readFileSync(popular, "utf8")),
    ...locks.flatMap((file) => readLockedActions(readFileSync(file, "utf8"))),
  ];
  writeFileSync(target, printPublishedActions(facts));
  say("wrote packages/analyzer/src/published/published-table.ts\n");
}
