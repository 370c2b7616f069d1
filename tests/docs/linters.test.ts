import { existsSync, readdirSync, readFileSync } from "node:fs";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import {
  type LintException,
  readActionlintExceptions,
  readInlineExceptions,
  readZizmorExceptions,
} from "../../scripts/lint-workflows/lint-exceptions.ts";

const workflows = ".github/workflows";

function readExceptions(): LintException[] {
  const names = existsSync(workflows) ? readdirSync(workflows).sort() : [];
  const read = (file: string) => readFileSync(file, "utf8");
  return [
    ...(existsSync(".github/actionlint.yaml")
      ? readActionlintExceptions(".github/actionlint.yaml", read(".github/actionlint.yaml"))
      : []),
    ...readZizmorExceptions(".github/zizmor.yml", read(".github/zizmor.yml")),
    ...readZizmorExceptions("docs/recipes/zizmor.yml", read("docs/recipes/zizmor.yml")),
    ...names.flatMap((name) => readInlineExceptions(`${workflows}/${name}`, read(`${workflows}/${name}`))),
  ];
}

const test = suite("page about the linters");

test("has a row for each exception and no other", () => {
  const rows = readFileSync("docs/rules/linters.md", "utf8").matchAll(
    /^\| (\w+) \| `([^`]+)` \| `([^`]+)` \| [^|]+ \| [^|]+ \|$/gm,
  );
  const exceptions = readExceptions().map(({ tool, file, rule, pattern }) =>
    [tool, file.replace(`${workflows}/`, ""), rule ?? pattern?.replace(/^\^/, "")].join(" "),
  );
  assert.equal([...rows].map((row) => row.slice(1, 4).join(" ")).sort(), exceptions.sort());
});

test("names the versions that are installed", () => {
  const page = readFileSync("docs/rules/linters.md", "utf8");
  const installer = readFileSync("scripts/lint-workflows/install-linters.ts", "utf8");
  const version = (tool: string) => new RegExp(`${tool}Version = "([^"]+)"`).exec(installer)?.[1];
  assert.match(page, `actionlint ${version("actionlint")} and zizmor ${version("zizmor")}`);
});

test.run();
