import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { inScratchFolder } from "../../scripts/compile-modules/scratch-folder.ts";
import { countCorpus } from "../../scripts/corpus-import/count-corpus.ts";
import { importCorpus } from "../../scripts/corpus-import/import-corpus.ts";
import { printCounts } from "../../scripts/corpus-import/print-counts.ts";
import { readCorpus } from "../../scripts/corpus-import/read-corpus.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const test = suite("corpus-import");

test("counts what is proved and says of the rest whether GitHub would run it", async () => {
  const folder = mkdtempSync(join(tmpdir(), "yardmaster-corpus-"));
  try {
    mkdirSync(join(folder, "owner"));
    writeFileSync(
      join(folder, "owner/ci.yml"),
      "on: push # all\njobs:\n  a:\n    runs-on: x\n    timeout-minutes: ten\n    steps:\n      - run: echo ${{ github.sha }}\n",
    );
    writeFileSync(join(folder, "broken.yml"), "on: [\n");
    const files = readCorpus(folder, /./);
    const imported = await inScratchFolder(root, "corpus-test", (scratch) =>
      importCorpus(root, scratch, files, { isHoisting: false, isTyped: false }),
    );
    const lines = printCounts(await countCorpus(files, imported), 1, undefined).split("\n");
    assert.match(lines[0] ?? "", /^refused broken\.yml, as GitHub does: This is not valid YAML/);
    assert.equal(lines.slice(2, 8), [
      "raw 1: GitHub's parser refuses this: Unexpected value 'ten'.",
      "2 files, 0 of them templates: 1 proved, 1 refused, 1 of these by GitHub's parser",
      "expressions: 1 typed, 0 as text (100.0 % typed), 0 loose",
      "comments: 1 kept, 0 lost",
      "raw: 1",
      "length of a module in lines of its YAML, median: 1.43",
    ]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test.run();
