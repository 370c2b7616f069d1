import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { inScratchFolder } from "../../scripts/compile-modules/scratch-folder.ts";
import { countCorpus } from "../../scripts/corpus-import/count-corpus.ts";
import { importCorpus } from "../../scripts/corpus-import/import-corpus.ts";
import { readCorpus } from "../../scripts/corpus-import/read-corpus.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

const syntax = suite("GitHub's syntax");
syntax("every key and shape of it has its place in the language, and comes out as it was", async () => {
  const files = readCorpus(join(root, "tests/fixtures/language/syntax"), /./);
  const imported = await inScratchFolder(root, "syntax", (scratch) =>
    importCorpus(root, scratch, files, { isHoisting: false, isTyped: true }),
  );
  const counts = await countCorpus(files, imported);
  assert.equal([counts.files, counts.proved, counts.refused], [files.length, files.length, []]);
  assert.is(counts.expressions.text, 0);
  for (const { source } of imported.result.files) assert.not.match(source ?? "raw(", /\braw\(/);
});
syntax.run();
