import { readFileSync } from "node:fs";
import { initSchema } from "@yardmaster/cli";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { makeGitRepository } from "../cli/git-repository.ts";

// docs/init.md: its commands are run, and its table is what they write.

const page = readFileSync("docs/init.md", "utf8");
const [commands = ""] = /(?<=^```\n)[^`]+/m.exec(page) ?? [];
const lines = commands
  .trim()
  .split("\n")
  .map((line) => (line.split("#")[0] ?? "").trim());

const test = suite("docs/init.md");

test("has commands that do what stands behind them", async () => {
  assert.is(lines.length, 4);
  for (const line of lines) {
    assert.match(line, /^npx yardmaster init/);
    const { run, git, commit, dispose } = makeGitRepository({ "package.json": "{}\n" });
    try {
      commit();
      const { code } = await run(line.split(" ").slice(2), { answers: ["y"] });
      assert.is(code, 0, line);
      assert.is(git("status", "--porcelain") === "", line.endsWith("--dry-run"), line);
    } finally {
      dispose();
    }
  }
});

test("has a row for each file that is written", async () => {
  const section = page.slice(page.indexOf("| file |"), page.indexOf("What you have edited"));
  const named = section
    .split("\n")
    .flatMap((row) => [...(row.split("|")[1] ?? "").matchAll(/`([^`]+)`/g)].map(([, name]) => name));
  const { run, dispose } = makeGitRepository({ ".gitignore": "", "go.mod": "module x\n" });
  try {
    const { stdout } = await run(["init", "--yes"]);
    const written = [...stdout.matchAll(/^(?:created|updated) (.+)$/gm)].map(([, path = ""]) => path);
    const folders = written.map((path) => path.replace(/^\.github\/workflows\/.*/, ".github/workflows/"));
    assert.equal([...new Set(folders)].sort(), named.sort());
  } finally {
    dispose();
  }
});

test("names the keys of the JSON", () => {
  const [, keys = ""] = /prints `\{([^`]+)\}`/.exec(page.replaceAll("\n", " ")) ?? [];
  const top = keys
    .replace(/\[\{.*\}\]/, "")
    .split(",")
    .map((key) => key.replace(":", "").trim());
  assert.equal(top, Object.keys(initSchema.properties));
  const file = /files: \[\{([^}]+)\}\]/.exec(keys)?.[1] ?? "";
  assert.equal(
    file.split(",").map((key) => key.trim().replace("?", "")),
    Object.keys(initSchema.properties.files.items.properties),
  );
  for (const change of initSchema.properties.files.items.properties.change.enum) {
    assert.match(page, `\`${change}\``);
  }
});

test.run();
