import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** As GitHub calls it, but for what it filters afterwards. */
const options = "--unsafe -e table -e strikethrough -e autolink -e tagfilter -e tasklist -e footnotes";

/** One process a comment, so that none leaks into another; one shell for all of them, which costs 2 ms each. */
export async function renderComments(comments: readonly string[]): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), "fuzz-comments-"));
  try {
    await mkdir(join(folder, "in"));
    await Promise.all(comments.map((comment, index) => writeFile(join(folder, "in", String(index)), comment)));
    const script = `for file in in/*; do cmark-gfm ${options} "$file" > "out-\${file#in/}" || exit 1; done`;
    await run("sh", ["-c", script], { cwd: folder });
    return await Promise.all(comments.map((_, index) => readFile(join(folder, `out-${index}`), "utf8")));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
