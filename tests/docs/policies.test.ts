import { readFileSync } from "node:fs";
import { nodeText, nothingKnown, type Policy, viewWorkflow, type WorkflowModel } from "@yardmaster/core";
import { readYaml } from "@yardmaster/yaml-io";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import * as language from "yardmaster";
import { makeRepository, workflowSource } from "../cli/repository.ts";

const test = suite("docs/policies.md");
const page = readFileSync("docs/policies.md", "utf8");
const sections = page
  .split(/^(?=### )/m)
  .slice(1)
  .map((text) => {
    const [, name = ""] = /^### `(\w+)\(/.exec(text) ?? [];
    const [code = "", yaml = "", findings = ""] = ["ts", "yaml", "text"].map(
      (kind) => new RegExp(`^\`\`\`${kind}\n([\\s\\S]*?)^\`\`\`$`, "m").exec(text)?.[1],
    );
    return { name, code, yaml, findings };
  });

/** What a policy of the page says of a workflow, `ci.yml`. */
function breaches(code: string, yaml: string): string {
  const { model, comments: commentsOf, diagnostics } = readYaml(yaml);
  const comments = commentsOf().map(({ path, text }) => ({ path, text, position: "end" as const }));
  assert.equal(diagnostics, []);
  const names = Object.keys(language);
  const made: Policy = new Function(...names, `return ${code};`)(...Object.values(language));
  const lines: string[] = [];
  const workflow = { file: ".github/workflows/ci.yml", comments, facts: { ...nothingKnown, workflows: new Map() } };
  made.check(Object.assign(viewWorkflow(model as WorkflowModel), workflow), (message, path = []) => {
    lines.push(`${nodeText(path)} ${made.severity} ${made.name}: ${message}\n`);
  });
  return lines.join("");
}

for (const { name, code, yaml, findings } of sections) {
  test(`${name}: the example says what the page says`, () => {
    assert.match(code, name);
    assert.is(breaches(code, yaml), findings);
  });
}

test("has a section for every policy of the language, and no other", () => {
  const index = readFileSync("packages/dsl/src/index.ts", "utf8");
  const exported = [...index.matchAll(/^export \{([^}]*)\} from "\.\/policies\//gm)].flatMap(([, names = ""]) =>
    names.split(",").map((name) => name.trim()),
  );
  const functions = exported.filter((name) => name !== "" && !name.startsWith("type "));
  assert.equal(sections.map(({ name }) => name).sort(), functions.sort());
});

test("the module at its top is one", async () => {
  const [, source = ""] = /^```ts workflows-src\/policies\.ts\n([\s\S]*?)^```$/m.exec(page) ?? [];
  const repository = makeRepository({
    "workflows-src/policies.ts": source,
    "workflows-src/ci.workflow.ts": workflowSource("ci"),
  });
  const { code, stderr } = await repository.run(["gen"]);
  repository.dispose();
  assert.is(code, 1);
  assert.match(
    stderr,
    'policy-breached: The policy "time-zone" is not kept: The step runs without `TZ: America/Phoenix`.',
  );
  assert.match(stderr, 'policy-breached: The policy "job-timeouts" is not kept: The job states no `timeout-minutes`.');
});

test.run();
