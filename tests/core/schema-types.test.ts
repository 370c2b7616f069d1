import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { schemaAdditions } from "@yardmaster/core";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { printPlatformFacts } from "../../scripts/platform-facts/print-facts.ts";
import { readInstalledFunctions, readInstalledSchema, type Schema } from "../../scripts/platform-facts/read-schema.ts";

const test = suite("a changed schema changes the types of the language");
const functions = await readInstalledFunctions();

/** What an author would write the day GitHub allows it; none of it is allowed today. */
const probe = `
import { eq, hashFiles, job, triggers } from "yardmaster";
const { secrets } = triggers({ push: null }, { secrets: ["TOKEN"] });
job("a", { "runs-on": "x", if: eq(secrets.TOKEN, "x"), steps: [] });
job("b", { "runs-on": "x", if: eq(hashFiles("x"), "y"), steps: [] });
job("c", { "runs-on": "x", permissions: { moons: "write" }, steps: [] });
triggers({ star_rise: { types: ["slow"] } });
triggers({ issue_comment: { types: ["read"] } });
`;

interface Loose {
  readonly definitions: Record<
    string,
    { context: string[]; mapping: { properties: Record<string, string> }; "allowed-values": string[] }
  >;
}

/** The lines of the probe that do not compile against the facts of a schema. */
function refusedLines(schema: Schema, folder: string): readonly number[] {
  const root = join(folder, "core");
  cpSync("packages/core/src", root, { recursive: true });
  const facts = printPlatformFacts({ schema, version: "9.9.9", additions: schemaAdditions, functions });
  writeFileSync(join(root, "platform/platform-facts.ts"), facts);
  writeFileSync(join(folder, "probe.ts"), probe);
  const paths = {
    "@yardmaster/core": [join(root, "index.ts")],
    yardmaster: [resolve("packages/dsl/src/index.ts")],
  };
  const configuration = {
    extends: resolve("tsconfig.json"),
    compilerOptions: { paths, types: ["node"] },
    include: ["probe.ts"],
  };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(configuration));
  const { stdout } = spawnSync(
    process.execPath,
    [resolve("node_modules/typescript/bin/tsc"), "-p", folder, "--pretty", "false"],
    {
      encoding: "utf8",
      timeout: 60_000,
    },
  );
  const errors = [...stdout.matchAll(/^(.*?)\((\d+),\d+\): error/gm)];
  assert.ok(
    errors.every(([, file]) => file?.endsWith("probe.ts")),
    stdout,
  );
  return errors.map(([, , line]) => Number(line));
}

test("contexts, functions, scopes, events and activity types follow it", () => {
  const folder = mkdtempSync(join(tmpdir(), "schema-types-"));
  try {
    symlinkSync(resolve("node_modules"), join(folder, "node_modules"));
    const { schema } = readInstalledSchema();
    assert.equal(refusedLines(schema, folder), [4, 5, 6, 7, 8]);

    const changed = structuredClone(schema) as unknown as Loose;
    const { definitions } = changed;
    definitions["job-if"]?.context.push("secrets", "hashFiles(1,255)");
    (definitions["permissions-mapping"] as Loose["definitions"][string]).mapping.properties.moons =
      "permission-level-any";
    definitions["issue-comment-activity-type"]?.["allowed-values"].push("read");
    definitions["star-rise"] = { mapping: { properties: { types: "star-rise-type" } } } as never;
    definitions["star-rise-type"] = { "allowed-values": ["slow", "sudden"] } as never;
    (definitions["on-mapping-strict"] as Loose["definitions"][string]).mapping.properties.star_rise = "star-rise";
    assert.equal(refusedLines(changed as unknown as Schema, folder), []);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
test.run();
