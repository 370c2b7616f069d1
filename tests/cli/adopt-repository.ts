import { makeRepository, type TestRepository } from "./repository.ts";

export const lockPath = "workflows-src/actions.lock.json";
export const ciPath = ".github/workflows/ci.yml";
export const releasePath = ".github/workflows/release.yml";
/** Where no bot looks: Dependabot reads `.github/workflows` and an `action.yml` at the root. */
export const greetPath = "tools/greet/action.yml";

/** Commits of the pins, old and new. */
export const shas = {
  checkout: "1".repeat(40),
  setup: "2".repeat(40),
  cache: "3".repeat(40),
  shared: "4".repeat(40),
  newCheckout: "a".repeat(40),
  newSetup: "b".repeat(40),
  newCache: "c".repeat(40),
  other: "d".repeat(40),
} as const;

const entry = (version: string, sha: string, kind = {}) => ({
  version,
  sha,
  digest: `sha256:${"0".repeat(64)}`,
  ...kind,
  using: "node24",
  inputs: { path: { required: false } },
  outputs: [],
});

const lock = {
  version: 1,
  actions: {
    "actions/cache/restore": entry("v5.0.1", shas.cache),
    "actions/cache/save": entry("v5.0.1", shas.cache),
    "actions/checkout": entry("v7.0.1", shas.checkout),
    "actions/setup-node": entry("v7.0.0", shas.setup),
    "octo/shared/.github/workflows/lint.yml": entry("v2.3.4", shas.shared, {
      kind: "workflow",
      using: "workflow_call",
    }),
  },
};

const useLocked = `
import { compositeAction, job, triggers, useAction, workflow, call, remoteWorkflow, run, sh } from "yardmaster";
import lock from "./actions.lock.json" with { type: "json" };
const use = (action, inputs, options) => useAction(action, lock.actions[action], [], inputs, options);
`;
const workflowOf = (id: string, jobs: string) => `${useLocked}
const { on } = triggers({ push: {} });
export const made = workflow(${JSON.stringify(id)}, { on, permissions: {}, jobs: [${jobs}] });
`;
const jobOf = (id: string, steps: string) =>
  `job(${JSON.stringify(id)}, { "runs-on": "ubuntu-24.04", permissions: { contents: "read" }, "timeout-minutes": 5, steps: [${steps}] })`;

/** The sources of two workflows and an action that use five locked pins, and what `gen` and `bind` make of them. */
export async function makePinnedRepository(): Promise<TestRepository> {
  const repository = makeRepository({
    [lockPath]: `${JSON.stringify(lock, null, 2)}\n`,
    "workflows-src/ci.workflow.ts": workflowOf(
      "ci",
      [
        jobOf(
          "test",
          `use("actions/checkout", { path: "src" }), use("actions/setup-node"), use("actions/cache/restore"), run(sh\`npm test\`)`,
        ),
        `call("lint", remoteWorkflow("lint.yml", { repository: "octo/shared", sha: lock.actions["octo/shared/.github/workflows/lint.yml"].sha, version: lock.actions["octo/shared/.github/workflows/lint.yml"].version }))`,
      ].join(", "),
    ),
    "workflows-src/release.workflow.ts": workflowOf(
      "release",
      jobOf("publish", `use("actions/checkout"), use("actions/checkout", { path: "two" }, { name: "Again" })`),
    ),
    "workflows-src/greet.action.ts": `${useLocked}
export const greet = compositeAction("tools/greet", { name: "Greet", description: "Says hello." }, () => ({
  steps: [use("actions/checkout"), use("actions/cache/save")],
}));
`,
  });
  for (const command of ["gen", "bind"]) {
    const { code, stdout, stderr } = await repository.run([command]);
    if (code !== 0) throw new Error(`${command}: ${stdout}${stderr}`);
  }
  return repository;
}

/** Edits files as a bot does: every place of a text in each. */
export function edit(repository: TestRepository, from: string, to: string, paths: readonly string[]): void {
  for (const path of paths) {
    const text = repository.read(path);
    if (!text.includes(from)) throw new Error(`${path} does not hold ${from}`);
    repository.write(path, text.replaceAll(from, to));
  }
}
