import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { compareJudgements } from "./corpus-lint/compare-judgements.ts";
import { lintCorpus } from "./corpus-lint/lint-corpus.ts";
import { printCorpus } from "./corpus-lint/print-corpus.ts";
import { readJudgements } from "./corpus-lint/read-judgements.ts";
import { complain, say } from "./say.ts";

const kept = fileURLToPath(new URL("corpus-lint/judgements.jsonl", import.meta.url));
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { judgements: { type: "string", default: kept }, all: { type: "boolean", default: false } },
});
const [folder, ...others] = positionals;
if (folder === undefined || others.length > 0) {
  complain("Usage: npm run corpus:lint -- FOLDER [--judgements FILE] [--all]\n");
  process.exitCode = 2;
} else {
  const corpus = await lintCorpus(folder);
  const isNone = values.judgements === kept && !existsSync(kept);
  const comparison = compareJudgements(corpus.findings, isNone ? [] : readJudgements(values.judgements));
  say(printCorpus(corpus, comparison, values.all));
  process.exitCode = comparison.refused.length + corpus.crashes.length > 0 ? 1 : 0;
}
