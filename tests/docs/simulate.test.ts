import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { factsSchema, outputsSchema } from "@yardmaster/cli";
import { Ajv } from "ajv";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { makeRepository, type TestRepository } from "../cli/repository.ts";

// docs/simulate/ has the workflows and the files, docs/simulate.md what the commands make of them.

const test = suite<TestRepository>("docs/simulate.md");
const pagePath = "docs/simulate.md";
const isUpdating = process.env.UPDATE_EXPECTED === "1";
let page = readFileSync(pagePath, "utf8");

test.before((repository) => {
  const read = (folder: string) =>
    readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => [name, readFileSync(`${folder}/${name}`, "utf8")] as const);
  const shown = read("docs/simulate");
  const place = (name: string) => (name.endsWith(".yml") ? `.github/workflows/${name}` : name);
  const files = shown.map(([name, text]) => [place(name), text]);
  // The same workflows, but for those that change.
  const after = new Map([...shown, ...read("docs/simulate/changed")].filter(([name]) => name.endsWith(".yml")));
  for (const [name, text] of after) files.push([`changed/.github/workflows/${name}`, text]);
  Object.assign(repository, makeRepository(Object.fromEntries(files)));
});
test.after((repository) => {
  if (isUpdating) writeFileSync(pagePath, page);
  repository.dispose();
});

const shownRuns = /^```console\n\$ npx yardmaster (.*)\n([\s\S]*?)^```$/gm;

test("shows what the commands print", async ({ run }) => {
  const shown = [...page.matchAll(shownRuns)];
  assert.ok(shown.length >= 6, `${shown.length} found`);
  for (const [whole, line = "", output] of shown) {
    const { stdout } = await run(wordsOf(line));
    const expected = `\n${stdout}`;
    if (isUpdating) page = page.replace(whole, () => `\`\`\`console\n$ npx yardmaster ${line}\n${expected}\`\`\``);
    else assert.is(output, expected, line);
  }
});

function wordsOf(line: string): readonly string[] {
  return [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? "");
}

for (const [name, schema] of [
  ["facts", factsSchema],
  ["outputs", outputsSchema],
] as const) {
  test(`shows the schema of ${name}, and its example fits`, () => {
    const place = new RegExp(`^\`\`\`json ${name} schema\n[\\s\\S]*?^\`\`\`$`, "m");
    const fence = `\`\`\`json ${name} schema\n${JSON.stringify(schema, null, 2)}\n\`\`\``;
    if (isUpdating) page = page.replace(place, () => fence);
    assert.is(place.exec(page)?.[0], fence);
    const validate = new Ajv({ strict: true }).compile(schema);
    assert.ok(
      validate(JSON.parse(readFileSync(`docs/simulate/${name}.json`, "utf8"))),
      JSON.stringify(validate.errors),
    );
  });
}

type Schema = { readonly [key: string]: Schema | unknown };

/** What the page does not name is refused here, though it leaves the version. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== "object" || schema === null) return schema;
  const entries = Object.entries(schema).map(([key, value]) => [key, closed(value)]);
  const isObject = "properties" in schema && (schema as Schema).type === "object";
  return { ...Object.fromEntries(entries), ...(isObject ? { additionalProperties: false } : {}) };
}

const [, written = "{}"] = /^```json trace schema\n([\s\S]*?)^```$/m.exec(page) ?? [];
const validate = new Ajv({ strict: true, allowUnionTypes: true }).compile(closed(JSON.parse(written)) as object);

for (const argv of [
  ["simulate", "--ref", "main", "--files", "src/a.ts"],
  ["simulate", "push.json", "--files", "src/a.ts", "--facts", "facts.json", "--outputs", "outputs.json"],
  ["simulate", "push.json"],
  ["simulate", "--event", "pull_request", "--fork", "--files", "a"],
  ["simulate", "--event", "issue_comment", "--set", "comment.body=/deploy"],
  ["simulate", "--event", "schedule", "--cron", "30 5 * * 1-5"],
]) {
  test(`${argv.join(" ")}: the trace is as the page says`, async ({ run }) => {
    const { stdout } = await run([...argv, "--format", "json"]);
    assert.ok(validate(JSON.parse(stdout)), JSON.stringify(validate.errors?.slice(0, 3)));
  });
}

const [, explained = "{}"] = /^```json explanation schema\n([\s\S]*?)^```$/m.exec(page) ?? [];
const ownSchema = JSON.parse(explained) as { readonly $defs?: object };
const schema = { ...ownSchema, $defs: { ...JSON.parse(written).$defs, ...ownSchema.$defs } };
const validateExplanation = new Ajv({ strict: true, allowUnionTypes: true }).compile(closed(schema) as object);

for (const argv of [
  ["deploy#deploy", "--event", "issue_comment", "--set", "comment.body=/deploy now"],
  ["ci#publish", "--ref", "release/2.0", "--files", "src/page.ts", "--set", "head_commit.message=x"],
  ["ci#test/Keep the log", "--ref", "main", "--files", "src/page.ts"],
  ["docs", "--ref", "topic", "--files", "src/page.ts"],
]) {
  test(`explain ${argv.join(" ")}: the explanation is as the page says`, async ({ run }) => {
    const { stdout } = await run(["explain", ...argv, "--facts", "facts.json", "--format", "json"]);
    assert.ok(validateExplanation(JSON.parse(stdout)), JSON.stringify(validateExplanation.errors?.slice(0, 3)));
  });
}

/** The first cell of each row below "Reason codes". */
function listedCodes(): readonly string[] {
  const [, chapter = ""] = /^## Reason codes\n([\s\S]*?)^## /m.exec(page) ?? [];
  const cells = [...chapter.matchAll(/^\| (`[^|]+) \|/gm)].map(([, cell = ""]) => cell);
  return cells.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, code = ""]) => code));
}

/** Words of the rooms that decide, which are no codes. */
const otherWords = new Set([
  ...["all-outside", "cancel-in-progress", "continue-on-error", "default-branch", "default-read", "fail-fast"],
  ...[
    "first-time",
    "github-actions",
    "github-hosted",
    "github-token",
    "head-of-run",
    "id-token",
    "job-index",
    "job-total",
  ],
  ...["max-parallel", "merge-base", "other-owner", "read-all", "read-only", "run-name", "runs-on", "same-owner"],
  ...["timeout-minutes", "wait-all", "working-directory", "write-all"],
]);

/** Codes as the source writes them; those of `branches` and `tags` are put together there. */
function codesInSource(): ReadonlySet<string> {
  const rooms = ["filters", "events", "jobs", "steps", "calls", "runs", "evaluate"];
  const files = rooms.flatMap((room) => {
    const folder = `packages/simulator/src/${room}`;
    return readdirSync(folder).map((name) => readFileSync(`${folder}/${name}`, "utf8"));
  });
  const source = files
    .join("\n")
    .replaceAll(/^(?:import|export) .*$/gm, "")
    .replaceAll(/\/\*\*[\s\S]*?\*\//g, "");
  const plain = [...source.matchAll(/"([a-z]+(?:-[a-z]+)+)"/g)].map(([, code = ""]) => code);
  const endings = [...source.matchAll(/`\$\{code\}(-[a-z-]+)`/g)].map(([, ending = ""]) => ending);
  const made = endings.flatMap((ending) => [`branches${ending}`, `tags${ending}`]);
  const isReason = (code: string) => code === "fail-fast" || !otherWords.has(code);
  return new Set([...plain.filter(isReason), ...made]);
}

test("lists every reason code, and no other", () => {
  const listed = listedCodes();
  assert.equal([...listed].sort(), [...new Set(listed)].sort());
  assert.equal([...listed].sort(), [...codesInSource()].sort());
});

test("names tests that are there", () => {
  const [, chapter = ""] = /^## What is simulated\n([\s\S]*?)^## /m.exec(page) ?? [];
  const rows = chapter.split("\n").filter((line) => line.startsWith("| ") && !line.startsWith("| what"));
  assert.ok(rows.length > 15, `${rows.length} rows`);
  const missing = [...chapter.matchAll(/\]\(\.\.\/(tests\/[^)]+)\)/g)].filter(([, path = ""]) => !isThere(path));
  assert.equal(
    missing.map(([, path]) => path),
    [],
  );
});

function isThere(path: string): boolean {
  try {
    return readFileSync(path, "utf8") !== "";
  } catch {
    return false;
  }
}

test.run();
