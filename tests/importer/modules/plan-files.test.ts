import type { ValueMap } from "@yardmaster/core";
import { planFiles } from "@yardmaster/importer/writers";
import { readYaml } from "@yardmaster/yaml-io";
import { suite } from "uvu";
import * as assert from "uvu/assert";

const test = suite("plan of files");

function plan(paths: readonly string[], existing: readonly string[] = [], model: ValueMap = {}) {
  const files = paths.map((path) => ({ path, document: readYaml(""), model }));
  const { files: planned, refused } = planFiles(files, "workflows-src", new Map(existing.map((path) => [path, ""])));
  return [
    ...planned.map(({ path, module, exportName, kind }) => `${path} ${kind} -> ${module} ${exportName}`),
    ...refused.map(({ path, reason }) => `${path}: ${reason}`),
  ];
}

test("modules are called after files, exports after modules", () => {
  assert.equal(
    plan([
      ".github/workflows/my-ci.yml",
      ".github/workflows/_odd name.yaml",
      ".github/workflows/format.yml",
      "services/api/.github/workflows/ci.yml",
      "action.yml",
      ".github/actions/set-up/action.yml",
    ]),
    [
      ".github/workflows/my-ci.yml workflow -> workflows-src/my-ci.workflow.ts myCi",
      ".github/workflows/_odd name.yaml workflow -> workflows-src/_odd-name.workflow.ts oddName",
      ".github/workflows/format.yml workflow -> workflows-src/format.workflow.ts formatWorkflow",
      "services/api/.github/workflows/ci.yml workflow -> workflows-src/services/api/ci.workflow.ts ci",
      "action.yml action -> workflows-src/action.action.ts action",
      ".github/actions/set-up/action.yml action -> workflows-src/set-up.action.ts setUp",
    ],
  );
});

test("the export gives way to jobs of its name", () => {
  const jobs = { test: {}, build: {} };
  assert.equal(plan([".github/workflows/test.yml"], [], { jobs }), [
    ".github/workflows/test.yml workflow -> workflows-src/test.workflow.ts testWorkflow",
  ]);
});

test("two files of one name become two modules", () => {
  assert.equal(
    plan([".github/workflows/a.yml", ".github/workflows/a.yaml", "b/setup/action.yml", "c/setup/action.yml"]),
    [
      ".github/workflows/a.yml workflow -> workflows-src/a.workflow.ts a",
      ".github/workflows/a.yaml workflow -> workflows-src/a-yaml.workflow.ts a",
      "b/setup/action.yml action -> workflows-src/setup.action.ts setup",
      "c/setup/action.yml action -> workflows-src/c-setup-yml.action.ts setup",
    ],
  );
});

test("no source is overwritten", () => {
  assert.equal(plan([".github/workflows/ci.yml"], ["workflows-src/ci.workflow.ts"]), [
    ".github/workflows/ci.yml: workflows-src/ci.workflow.ts is there already, and no source is overwritten.",
  ]);
});

test.run();
