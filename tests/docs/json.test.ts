import { readFileSync } from "node:fs";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { makeRepository, type TestRepository, workflowSource } from "../cli/repository.ts";

// docs/json.md: its table is that of the program, and what it promises of the outputs is tried.

const page = readFileSync("docs/json.md", "utf8");

const test = suite<TestRepository>("docs/json.md");
test.before.each((repository) => {
  Object.assign(repository, makeRepository({ "workflows-src/ci.workflow.ts": workflowSource("ci") }));
});
test.after.each((repository) => repository.dispose());

test("lists each schema with its members", async ({ run }) => {
  const rows = [...page.matchAll(/^\| (`.*) \|$/gm)].map(([, row]) => row);
  const listed = (await run(["schema"])).stdout.trimEnd().split("\n");
  const expected = listed.map(async (line) => {
    const [, name = "", of] = /^(\S+) +(.*)$/.exec(line) ?? [];
    const { properties } = JSON.parse((await run(["schema", name])).stdout);
    const members = Object.keys(properties).map((member) => `\`${member}\``);
    return `\`${name}\` | ${of} | ${members.join(", ")}`;
  });
  assert.equal(rows, await Promise.all(expected));
});

test("shows what the first gen prints", async ({ run }) => {
  const [, shown = ""] = /^```json gen\n([\s\S]*?)^```$/m.exec(page) ?? [];
  const { code, stdout, stderr } = await run(["gen", "--format", "json"]);
  assert.equal([code, stderr], [0, ""]);
  assert.equal(JSON.parse(shown), JSON.parse(stdout));
});

test("keeps standard output to one value, whatever there is to say, with the code of the same command", async (repository) => {
  const { run, write } = repository;
  write("workflows-src/ci.workflow.ts", "export const = 1;\n");
  for (const argv of [["gen"], ["check", "--no-types"], ["lint"], ["bind", "--check"]]) {
    const plain = await run(argv);
    const { code, stdout } = await run([...argv, "--format", "json"], { env: { CLICOLOR: "1" } });
    assert.is(code, plain.code, argv.join(" "));
    if (stdout !== "") assert.type(JSON.parse(stdout), "object");
  }
  for (const isTerminal of [true, false]) {
    const { stdout } = await run(["check", "--no-types", "--format", "json"], { isTerminal });
    assert.ok(JSON.parse(stdout).findings.length > 0);
  }
});

test.run();
