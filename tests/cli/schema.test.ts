import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { type GitRepository, makeGitRepository } from "./git-repository.ts";

// Each command's JSON is held against the schema that the program prints for it, with nothing that the schema does not name.

const source = `import { job, run, sh, triggers, workflow } from "yardmaster";
const { on } = triggers({ push: { branches: ["main"] } });
export const ci = workflow("ci", { on, permissions: {}, jobs: [job("build", { "runs-on": "ubuntu-24.04", steps: [run(sh\`make\`)] })] });
`;
const byHand = `on: issues
permissions: {}
jobs:
  greet:
    runs-on: ubuntu-24.04
    steps:
      - run: echo \${{ github.event.issue.title }}
        env: { TOKEN: "\${{ secrets.TOKEN }}" }
`;
const lock = { version: 1, actions: {} };

const test = suite<GitRepository>("yardmaster schema");
test.before.each((repository) => {
  Object.assign(
    repository,
    makeGitRepository({
      "package.json": "{}",
      "workflows-src/ci.workflow.ts": source,
      "workflows-src/actions.lock.json": `${JSON.stringify(lock)}\n`,
      ".github/workflows/hand.yml": byHand,
    }),
  );
  repository.commit();
});
test.after.each((repository) => repository.dispose());

async function judge({ run }: Pick<GitRepository, "run">, name: string, text: string): Promise<string> {
  const { code, stdout, stderr } = await run(["schema", name]);
  assert.equal([code, stderr], [0, ""]);
  const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(closed(JSON.parse(stdout)) as object);
  return validate(JSON.parse(text)) ? "" : JSON.stringify(validate.errors?.slice(0, 3));
}

/** What the schema does not name is refused here, though it leaves the version. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== "object" || schema === null) return schema;
  const entries = Object.entries(schema).map(([key, value]) => [key, closed(value)]);
  const isObject = "properties" in schema && "type" in schema && schema.type === "object";
  return { ...(isObject ? { additionalProperties: false } : {}), ...Object.fromEntries(entries) };
}

const runs: readonly { readonly name: string; readonly argv: readonly string[]; readonly has?: RegExp }[] = [
  { name: "gen", argv: ["gen"], has: /"change": "created"/ },
  { name: "init", argv: ["init", "--dry-run"], has: /"change": "update"/ },
  { name: "init", argv: ["init", "--import", "--yes"], has: /"proved": 1/ },
  { name: "check", argv: ["check", "--no-types"], has: /"kind": "missing"/ },
  { name: "lint", argv: ["lint"], has: /"fixes": \[/ },
  { name: "lint", argv: ["lint", "--pedantic", "workflows-src"] },
  { name: "import", argv: ["import", "--prove", "--no-types"], has: /"proved": 1/ },
  { name: "adopt", argv: ["adopt", "--offline"], has: /"taken": \[\]/ },
  { name: "bind", argv: ["bind"], has: /"change": "created"/ },
  { name: "bind", argv: ["bind", "--check"], has: /"code": "bindings-stale"/ },
  { name: "graph", argv: ["graph"], has: /"name": "TOKEN"/ },
  { name: "simulate", argv: ["simulate", "--files", "a"], has: /"starts": "yes"/ },
  { name: "explain", argv: ["explain", "ci.yml#build", "--files", "a"] },
  { name: "diff", argv: ["diff"], has: /"ci\.yml|ci/ },
];
for (const { name, argv, has } of runs) {
  test(`${argv.join(" ")} prints what the schema \`${name}\` says`, async (repository) => {
    const { stdout, stderr } = await repository.run([...argv, "--format", "json"]);
    assert.is.not(stdout, "", stderr);
    if (has) assert.match(stdout, has);
    assert.is(await judge(repository, name, stdout), "");
  });
}
test("where, behind gen", async (repository) => {
  await repository.run(["gen"]);
  for (const place of [".github/workflows/ci.yml:12", "workflows-src/ci.workflow.ts:3"]) {
    const { stdout, stderr } = await repository.run(["where", place, "--format", "json"]);
    assert.is.not(stdout, "", stderr);
    assert.is(await judge(repository, "where", stdout), "");
  }
});
test("gen that is refused, with its findings and no files", async (repository) => {
  repository.write("workflows-src/ci.workflow.ts", source.replace('"runs-on": "ubuntu-24.04", ', '"runs-on": "", '));
  repository.write(".github/workflows/ci.yml", "on: push\n");
  const { code, stdout } = await repository.run(["gen", "--format", "json"]);
  assert.is(code, 1);
  assert.equal(JSON.parse(stdout).files, []);
  assert.ok(JSON.parse(stdout).findings.length > 0);
  assert.is(await judge(repository, "gen", stdout), "");
});
test("gen says the same again where nothing has changed", async (repository) => {
  const first = await repository.run(["gen", "--format", "json"], { program: "p" });
  const again = await repository.run(["gen", "--format", "json"], { program: "p" });
  const third = await repository.run(["gen", "--format", "json"], { program: "p" });
  assert.is(JSON.parse(first.stdout).files[0].change, "created");
  assert.is(JSON.parse(again.stdout).files[0].change, "unchanged");
  assert.equal(third, again);
});
test("executed and recorded runs", async (repository) => {
  const given = ["simulate", "--files", "a", "--workflow", "ci.yml", "--exec", "--format", "json"];
  const executed = await repository.run(given, { env: { PATH: process.env.PATH ?? "" } });
  assert.match(executed.stdout, '"jobs": [');
  assert.is(await judge(repository, "execution", executed.stdout), "");
  repository.write("run.json", readFileSync("docs/simulate/run.json", "utf8"));
  const recorded = await repository.run(["simulate", "--recorded", "run.json", "--format", "json"]);
  assert.match(recorded.stdout, '"disagreements": [', recorded.stderr);
  assert.is(await judge(repository, "recording", recorded.stdout), "");
});
test("each schema is printed, is one of draft 2020-12, and says nothing of this machine", async ({ run, root }) => {
  const lines = (await run(["schema"])).stdout.split("\n").filter((line) => line !== "");
  const listed = lines.map((line) => /^\S+/.exec(line)?.[0] ?? "");
  assert.equal([...listed].sort(), listed);
  assert.equal([...new Set(lines.map((line) => /(?<= {2})\S/.exec(line)?.index))], [11], "in one column");
  assert.ok(listed.length >= 15, `${listed.length} schemas`);
  for (const name of listed) {
    const { stdout } = await run(["schema", name]);
    const schema = JSON.parse(stdout);
    assert.is(schema.$schema, "https://json-schema.org/draft/2020-12/schema", name);
    new Ajv2020({ strict: true, allowUnionTypes: true }).compile(schema);
    assert.not.match(stdout, root);
  }
});
test("each command that has --format json has a schema of its name", async ({ run }) => {
  const listed = (await run(["schema"])).stdout.split("\n").flatMap((line) => /^\S+/.exec(line)?.[0] ?? []);
  const names = [...(await run(["help"])).stdout.matchAll(/^ {2}(\w+) /gm)].map(([, name = ""]) => name);
  const helps = await Promise.all(names.map(async (name) => (await run(["help", name])).stdout));
  const withJson = names.filter((_, index) => /^ {2}--format \S*\bjson\b/m.test(helps[index] ?? ""));
  assert.ok(withJson.length > 10);
  assert.equal(
    withJson.filter((name) => !listed.includes(name)),
    [],
  );
});
test("a name that is none gets those that are near", async ({ run }) => {
  assert.equal(await run(["schema", "chekc"]), {
    code: 2,
    stdout: "",
    stderr: 'There is no schema "chekc". Did you mean check? Run `yardmaster schema` for all that there are.\n',
  });
  assert.is((await run(["schema", "check", "lint"])).code, 2);
});
for (const [page, fence, name] of [
  ["import", "json schema", "import"],
  ["diff", "json schema", "diff"],
  ["simulate", "json trace schema", "simulate"],
  ["simulate", "json facts schema", "facts"],
  ["simulate", "json outputs schema", "outputs"],
] as const) {
  test(`docs/${page}.md shows the schema \`${name}\``, async ({ run }) => {
    const shown = RegExp(`^\`\`\`${fence}\\n([\\s\\S]*?)^\`\`\`$`, "m").exec(
      readFileSync(`docs/${page}.md`, "utf8"),
    )?.[1];
    const { $schema: _draft, title: _title, ...printed } = JSON.parse((await run(["schema", name])).stdout);
    assert.equal(JSON.parse(shown ?? ""), printed);
  });
}
test.run();
