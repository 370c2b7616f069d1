import { readFileSync, writeFileSync } from "node:fs";
import { changeKinds } from "@yardmaster/simulator";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { makeGitRepository } from "../cli/git-repository.ts";

const test = suite("docs/diff.md");
const pagePath = "docs/diff.md";
const isUpdating = process.env.UPDATE_EXPECTED === "1";

function fence(info: string): RegExp {
  return new RegExp(`^\`\`\`${info}\n([^]*?)^\`\`\`$`, "m");
}

function shown(page: string, info: string): string {
  return fence(info).exec(page)?.[1] ?? `there is no ${info}`;
}

test("shows what the command prints of its two workflows", async () => {
  const page = readFileSync(pagePath, "utf8");
  const file = ".github/workflows/ci.yml";
  const { run, write, commit, dispose } = makeGitRepository({ [file]: shown(page, "yaml old") });
  try {
    commit();
    write(file, shown(page, "yaml new"));
    const human = await run(["diff", "HEAD"]);
    const markdown = await run(["diff", "HEAD", "--format", "markdown"]);
    const printed = { "text human": human.stdout, "markdown summary": markdown.stdout };
    if (isUpdating) {
      const updated = Object.entries(printed).reduce(
        (text, [info, made]) => text.replace(fence(info), () => `\`\`\`${info}\n${made}\`\`\``),
        page,
      );
      writeFileSync(pagePath, updated);
    }
    const now = readFileSync(pagePath, "utf8");
    for (const [info, made] of Object.entries(printed)) assert.is(shown(now, info), made);
  } finally {
    dispose();
  }
});

test("has a row for each kind, in the order of the report", () => {
  const rows = [...readFileSync(pagePath, "utf8").matchAll(/^\| `([a-z]+)` \|/gm)].map(([, kind]) => kind);
  assert.equal(rows, changeKinds);
});

test.run();
