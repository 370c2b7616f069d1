import { suite } from "uvu";
import * as assert from "uvu/assert";
import { makeRepository } from "./repository.ts";
import { type Step, scriptedWatch } from "./scripted-watching.ts";

// The lock of the actions, and the functions that `bind` makes of it.

const lockPath = "workflows-src/actions.lock.json";
const bindingsPath = "generated/actions.ts";
const workflowPath = ".github/workflows/ci.yml";
const [first, second] = ["1", "2"].map((digit) => digit.repeat(40));
const lock = (sha: string | undefined, version: string) =>
  JSON.stringify({ version: 1, actions: { "m/tool": { version, sha, using: "composite", inputs: {}, outputs: [] } } });
const bindings = (name: string) => `import { useAction } from "yardmaster";
import lock from "../${lockPath}" with { type: "json" };
export const tool = () => useAction("m/tool", lock.actions["m/tool"], [], {}, { name: "${name}" });
`;
const source = `import { job, triggers, workflow } from "yardmaster";
import { tool } from "../generated/actions.ts";
const { on } = triggers({ push: {} });
export const ci = workflow("ci", { on, permissions: {}, jobs: [job("a", { "runs-on": "ubuntu-24.04", steps: [tool()] })] });
`;

const test = suite("gen --watch and pins");

test("takes a change of the lock, of the bindings, of both, and bindings that are there only later", async () => {
  const repository = makeRepository({
    "package.json": "{}",
    "workflows-src/ci.workflow.ts": source,
    [lockPath]: lock(first, "v1.0.0"),
  });
  const steps: string[] = [];
  const writes =
    (files: Readonly<Record<string, string>>): Step =>
    () => {
      note();
      for (const [path, text] of Object.entries(files)) repository.write(path, text);
      return Object.keys(files);
    };
  const note = () => {
    const text = repository.made()[workflowPath] ?? "";
    steps.push([...text.matchAll(/^ +(?:- name: |uses: )(.*)$/gm)].map(([, value]) => value).join(" "));
  };
  try {
    const { watch } = scriptedWatch(repository.root, [
      writes({ [bindingsPath]: bindings("One") }),
      writes({ [lockPath]: lock(second, "v1.1.0") }),
      writes({ [bindingsPath]: bindings("Two") }),
      writes({ [bindingsPath]: bindings("Three"), [lockPath]: lock(first, "v1.0.0") }),
      () => {
        note();
        return [];
      },
    ]);
    const clock = () => new Date(Date.now() + 60_000);
    const { code, stderr } = await repository.run(["gen", "--watch"], { watch, clock });
    assert.is(code, 0, stderr);
    assert.equal(steps, [
      "",
      `One m/tool@${first} # v1.0.0`,
      `One m/tool@${second} # v1.1.0`,
      `Two m/tool@${second} # v1.1.0`,
      `Three m/tool@${first} # v1.0.0`,
    ]);
  } finally {
    repository.dispose();
  }
});

test.run();
