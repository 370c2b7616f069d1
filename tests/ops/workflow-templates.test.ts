import { readFileSync } from "node:fs";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { checkWorkflow } from "../helpers/judge-text.ts";
import { files, jobs, steps, texts, workflow, workflows } from "./helpers/generated-workflows.ts";

// What must hold of the generated workflows, read as YAML without GitHub (rows C3 and S10 of the mission).

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");

const shape = suite("required keys of each workflow");
shape("exactly these workflows are generated", () => {
  assert.equal(files, [
    "adopt.yml",
    "ci.yml",
    "orchestrator-log-branch.yml",
    "orchestrator-log-issue.yml",
    "orchestrator-runner.yml",
    "permission-gate.yml",
    "release-notes.yml",
    "release.yml",
    "reusable-orchestrator.yml",
  ]);
});
shape("orchestrator-runner: a new comment, or a person on the Actions page", () => {
  const { on, concurrency, jobs } = workflow("orchestrator-runner.yml");
  assert.equal(Object.keys(on), ["workflow_dispatch", "issue_comment"]);
  assert.equal(on.issue_comment, { types: ["created"] });
  assert.equal(Object.keys((on.workflow_dispatch as { inputs: object }).inputs), ["command", "mode"]);
  assert.equal(
    concurrency,
    { group: "orchestrator-${{ github.event.comment.id || github.run_id }}", queue: "max" },
    "nothing that waits is dropped, and nothing that runs is cancelled",
  );
  assert.equal(jobs, {
    orchestrate: {
      name: "Orchestrate",
      if: "github.event_name == 'workflow_dispatch' || contains(github.event.comment.body, '/orchestrate')",
      uses: "./.github/workflows/reusable-orchestrator.yml",
      with: {
        command: "${{ inputs.command }}",
        "dry-run": "${{ inputs.mode == 'dry-run' }}",
        "app-id": "${{ vars.ORCHESTRATOR_APP_ID }}",
      },
      secrets: {
        ORCHESTRATOR_APP_PRIVATE_KEY: "${{ secrets.ORCHESTRATOR_APP_PRIVATE_KEY }}",
        ORCHESTRATOR_BOT_TOKEN: "${{ secrets.ORCHESTRATOR_BOT_TOKEN }}",
        ORCHESTRATOR_TEAM_TOKEN: "${{ secrets.ORCHESTRATOR_TEAM_TOKEN }}",
      },
      permissions: { contents: "read", issues: "write", "pull-requests": "write" },
    },
    log: {
      name: "Log",
      needs: ["orchestrate"],
      if: "always() && needs.orchestrate.outputs.found == 'true'",
      uses: "./.github/workflows/orchestrator-log-branch.yml",
      permissions: { contents: "write" },
    },
  });
});
shape("reusable-orchestrator: the gate first, then the dispatch that it allows, or the reason why not", () => {
  const { on, jobs } = workflow("reusable-orchestrator.yml");
  assert.equal(Object.keys(on), ["workflow_call"]);
  const { inputs, secrets, outputs } = on.workflow_call as Record<string, Record<string, { required?: boolean }>>;
  assert.equal(Object.keys(inputs ?? {}), ["command", "dry-run", "allowed-roles", "team", "tasks", "app-id"]);
  assert.equal(
    Object.entries({ ...inputs, ...secrets }).filter(([, { required }]) => required),
    [],
  );
  assert.equal(Object.keys(secrets ?? {}), [
    "ORCHESTRATOR_BOT_TOKEN",
    "ORCHESTRATOR_APP_PRIVATE_KEY",
    "ORCHESTRATOR_TEAM_TOKEN",
  ]);
  assert.equal(Object.keys(outputs ?? {}), [
    "allowed",
    "gate_reason_code",
    "run_id",
    "found",
    "result",
    "reason_code",
    "task",
    "dispatched_run_id",
    "dispatched_run_url",
    "commands",
  ]);
  assert.equal(Object.keys(jobs), ["gate", "dispatch", "refuse"]);
  assert.is(jobs.gate?.uses, "./.github/workflows/permission-gate.yml");
  assert.equal(jobs.gate?.with, {
    command: "${{ inputs.command }}",
    "allowed-roles": "${{ inputs.allowed-roles }}",
    team: "${{ inputs.team }}",
    tasks: "${{ inputs.tasks }}",
  });
  assert.equal(
    [jobs.dispatch, jobs.refuse].map((job) => [job?.needs, job?.if, job?.environment]),
    [
      [["gate"], "needs.gate.outputs.allowed == 'true'", { name: "orchestrator", deployment: false }],
      [
        ["gate"],
        "github.event_name == 'issue_comment' && needs.gate.outputs.found == 'true' && needs.gate.outputs.allowed != 'true'",
        undefined,
      ],
    ],
  );
  const setUp = [
    "Insist on the orchestrator's commit",
    "Check out the orchestrator",
    "Set up Node",
    "Install",
    "Insist on a plain path of the tasks",
    "Check out the caller's tasks",
  ];
  for (const [job, name, command] of [
    [jobs.dispatch, "Dispatch", "dispatch"],
    [jobs.refuse, "Say why not", "refuse"],
  ] as const) {
    assert.equal(
      job?.steps?.map((step) => step.name),
      [...setUp, name, "Show the summary", "Keep the artifacts"],
    );
    assert.match(
      job?.steps?.[6]?.run ?? "",
      `npx --no-install rc orchestrator ${command} \\\n  --event-path "$GITHUB_EVENT_PATH"`,
    );
  }
  assert.equal(
    [jobs.dispatch, jobs.refuse].map((job) => job?.steps?.at(-1)?.with?.name),
    [
      "orchestrator-${{ needs.gate.outputs.run_id }}-${{ github.run_attempt }}-${{ job.check_run_id }}",
      "orchestrator-refuse-${{ needs.gate.outputs.run_id }}-${{ github.run_attempt }}-${{ job.check_run_id }}",
    ],
  );
});
shape("permission-gate: calls the permission script, with a run id in Phoenix time", () => {
  const { on, jobs } = workflow("permission-gate.yml");
  assert.equal(Object.keys(on), ["workflow_call"]);
  const { inputs, outputs } = on.workflow_call as Record<string, Record<string, unknown>>;
  assert.equal(Object.keys(inputs ?? {}), ["command", "allowed-roles", "team", "tasks"]);
  assert.equal(Object.keys(outputs ?? {}), ["allowed", "reason_code", "run_attempt", "run_id", "found", "verdicts"]);
  const names = jobs.gate?.steps?.map((step) => step.name);
  assert.equal(names, [
    "Insist on the orchestrator's commit",
    "Check out the orchestrator",
    "Set up Node",
    "Install",
    "Insist on a plain path of the tasks",
    "Check out the caller's tasks",
    "PHOENIX_RUN_ID",
    "Decide",
    "Show the summary",
    "Keep the artifacts",
  ]);
  assert.match(jobs.gate?.steps?.[7]?.run ?? "", "scripts/github/check_comment_permissions.ts");
  assert.is(
    jobs.gate?.steps?.[9]?.with?.name,
    "orchestrator-gate-${{ steps.phoenix-run-id.outputs.run_id }}-${{ github.run_attempt }}-${{ job.check_run_id }}",
  );
});
shape("adopt: on a clock or by hand, on the default branch; what reads is not what commits", () => {
  const { on, concurrency, jobs } = workflow("adopt.yml");
  assert.equal(on, { schedule: [{ cron: "17 * * * *" }], workflow_dispatch: null });
  assert.equal(concurrency, { group: "adopt", "cancel-in-progress": false });
  assert.equal(Object.keys(jobs), ["collect", "push"]);
  assert.is(jobs.collect?.if, "github.ref == 'refs/heads/main'");
  assert.is(jobs.push?.if, "github.ref == 'refs/heads/main' && needs.collect.outputs.adoptions != '0'");
  assert.is(jobs.push?.environment, "adopt");
  assert.equal(
    jobs.push?.steps?.map(({ name, run }) => [name, run]),
    [
      ["Check out the default branch", undefined],
      ["Set up Node", undefined],
      ["Take over", undefined],
      ["Commit", "node scripts/github/adopt_pull_requests.ts push artifacts/adopt/adoptions.json"],
    ],
  );
  for (const { with: inputs = {} } of Object.values(jobs).flatMap((job) => job.steps ?? [])) {
    assert.is(inputs.ref ?? inputs.repository, undefined, "nothing but the default branch is checked out");
  }
});
shape("release-notes and ci", () => {
  assert.equal(Object.keys(workflow("release-notes.yml").on), ["workflow_dispatch"]);
  assert.equal(workflow("ci.yml").on, { push: { branches: ["main"] }, pull_request: null });
  const { drift, gates, packages, behaviour } = workflow("ci.yml").jobs;
  assert.is(drift?.steps?.at(-1)?.run, "npm run check:workflows");
  assert.is(gates?.steps?.at(-1)?.run, "bash .ci/run");
  assert.equal(packages?.strategy?.matrix, { os: ["macos-26", "windows-2025"] }, "the gates are on Linux");
  assert.is(packages?.steps?.at(-1)?.run, "npm run package:try");
  // Of a merge, the first parent is what the pull request goes into: both have to be fetched.
  assert.is(behaviour?.if, "github.event_name == 'pull_request'");
  assert.is(behaviour?.steps?.[0]?.with?.["fetch-depth"], 2);
  assert.match(behaviour?.steps?.at(-1)?.run ?? "", /yardmaster diff HEAD\^1 .*>> "\$GITHUB_STEP_SUMMARY"$/);
});
shape("release: a tag is checked and built, and another job stages what was built", () => {
  const { on, concurrency, jobs } = workflow("release.yml");
  assert.equal(on, { push: { tags: ["v*"] } });
  assert.is(concurrency?.["cancel-in-progress"], false);
  const { build, stage } = jobs;
  assert.equal(Object.keys(jobs), ["build", "stage"]);
  assert.equal(
    build?.steps?.map(({ name }) => name),
    ["Check out", "Set up Node", "Judge the tag", "Run every gate", "Build twice", "Hand over"],
  );
  assert.is(stage?.environment, "npm", "a person can be asked before npm trusts the run");
  assert.equal(stage?.strategy?.matrix, { package: ["yardmaster", "yardmaster-orchestrator"] });
  assert.equal(
    stage?.steps?.map(({ run, uses }) => run ?? uses?.split("@")[0]),
    [
      "actions/setup-node",
      "npm install --global --ignore-scripts npm@11.19.1",
      "actions/download-artifact",
      'npm stage publish ./"${MATRIX_PACKAGE}"-[0-9]*.tgz --access public --tag "${NEEDS_BUILD_DIST_TAG}"',
    ],
    "the job that npm trusts checks nothing out and runs nothing of what it stages",
  );
  assert.not.match(texts.get("release.yml") ?? "", /secrets\.|NODE_AUTH_TOKEN/);
});
shape.run();

const invariants = suite("invariants of every workflow");
for (const [file, { env, permissions, defaults, jobs }] of workflows) {
  invariants(`${file}: Phoenix time, no rights at the top, bash with pipefail where scripts run`, () => {
    assert.equal(env, { TZ: "America/Phoenix" });
    assert.equal(permissions, {});
    const runsScripts = Object.values(jobs).some((job) => job.steps?.some((step) => step.run !== undefined));
    assert.equal(defaults, runsScripts ? { run: { shell: "bash" } } : undefined);
  });
}
const speaks = { contents: "read", issues: "write", "pull-requests": "write" };
const further: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "adopt.yml collect": { contents: "read", "pull-requests": "read" },
  "orchestrator-log-branch.yml log": { contents: "write" },
  "orchestrator-log-issue.yml log": { contents: "read", issues: "write" },
  "orchestrator-runner.yml orchestrate": speaks,
  "orchestrator-runner.yml log": { contents: "write" },
  "permission-gate.yml gate": { contents: "read", "pull-requests": "read" },
  "release.yml stage": { "id-token": "write" },
  "reusable-orchestrator.yml gate": { contents: "read", "pull-requests": "read" },
  "reusable-orchestrator.yml dispatch": speaks,
  "reusable-orchestrator.yml refuse": speaks,
};
invariants("each job reads contents, and those that are named here have another right", () => {
  assert.equal(
    Object.fromEntries(jobs.map(({ at, job }) => [at, job.permissions])),
    Object.fromEntries(jobs.map(({ at }) => [at, further[at] ?? { contents: "read" }])),
  );
  assert.equal(
    Object.keys(further).filter((at) => !jobs.some((job) => job.at === at)),
    [],
  );
});
invariants("each job that runs steps names the image and has a time limit", () => {
  const running = jobs.filter(({ job }) => job.steps);
  assert.is(running.length, 14);
  for (const { at, job } of running) {
    assert.is(job["runs-on"], at === "ci.yml packages" ? "${{ matrix.os }}" : "ubuntu-24.04", at);
    assert.ok((job["timeout-minutes"] ?? 0) > 0 && (job["timeout-minutes"] ?? 0) <= 60, at);
  }
});
invariants("actions are pinned to the commits of the lock, with the version behind", () => {
  const { actions } = JSON.parse(read("workflows-src/actions.lock.json")) as {
    actions: Record<string, { sha: string; version: string }>;
  };
  const pinned = [...texts].flatMap(([file, text]) =>
    [...text.matchAll(/^\s+(?:- )?uses: (.*)$/gm)]
      .map(([, uses = ""]) => ({ file, uses }))
      .filter(({ uses }) => !uses.startsWith("./")),
  );
  assert.ok(pinned.length >= 15, `${pinned.length} pins found`);
  for (const { file, uses } of pinned) {
    const [action = ""] = uses.split("@");
    assert.is(uses, `${action}@${actions[action]?.sha} # ${actions[action]?.version}`, file);
  }
});
invariants("no checkout leaves credentials behind, no setup-node caches", () => {
  const of = (action: string) => steps.filter(({ step }) => step.uses?.startsWith(`${action}@`));
  assert.is(of("actions/checkout").length, 16);
  assert.is(of("actions/setup-node").length, 14);
  for (const { at, step } of of("actions/checkout")) assert.is(step.with?.["persist-credentials"], false, at);
  for (const { at, step } of of("actions/setup-node")) {
    assert.is(step.with?.["package-manager-cache"], false, at);
    assert.match(String(step.with?.["node-version"]), /^\d+\.\d+\.\d+$/, at);
  }
});
invariants("no expression stands in a script", () => {
  const scripts = steps.flatMap(({ at, step }) =>
    [step.run, step.with?.script].filter((text) => text !== undefined).map((text) => ({ at, text: String(text) })),
  );
  assert.is(scripts.length, 38);
  for (const { at, text } of scripts) assert.not.match(text, "${{", at);
});
for (const secret of ["ORCHESTRATOR_BOT_TOKEN", "ORCHESTRATOR_APP_PRIVATE_KEY"]) {
  invariants(`exactly one job reads ${secret}, in one step's environment; one job passes it on`, () => {
    const holders = jobs.filter(({ job }) => JSON.stringify(job).includes(`secrets.${secret}`));
    assert.equal(
      holders.map(({ at }) => at),
      ["orchestrator-runner.yml orchestrate", "reusable-orchestrator.yml dispatch"],
    );
    const readers = steps.filter(({ step }) => JSON.stringify(step).includes(secret));
    assert.equal(
      readers.map(({ at, step }) => [at, step.env?.[secret]]),
      [["reusable-orchestrator.yml dispatch Dispatch", `\${{ secrets.${secret} }}`]],
    );
  });
}
invariants("exactly one step reads the token of adopt, in its environment", () => {
  const readers = steps.filter(({ step }) => JSON.stringify(step).includes("secrets.ADOPT_TOKEN"));
  assert.equal(
    readers.map(({ at, step }) => [at, step.env]),
    [["adopt.yml push Commit", { ADOPT_TOKEN: "${{ secrets.ADOPT_TOKEN }}" }]],
  );
  assert.is(jobs.filter(({ job }) => JSON.stringify(job).includes("ADOPT_TOKEN")).length, 1);
});
invariants("no secret but the four that are declared, none inherited", () => {
  const names = new Set(
    [...texts.values()].flatMap((text) => [...text.matchAll(/secrets\.(\w+)/g)].map(([, name]) => name)),
  );
  assert.equal([...names].sort(), [
    "ADOPT_TOKEN",
    "ORCHESTRATOR_APP_PRIVATE_KEY",
    "ORCHESTRATOR_BOT_TOKEN",
    "ORCHESTRATOR_TEAM_TOKEN",
  ]);
  for (const { at, job } of jobs) assert.is.not(job.secrets, "inherit", at);
});
invariants.run();

const validity = suite("GitHub's own parser, expressions included");
for (const [file, text] of texts) {
  validity(`accepts ${file}`, async () => {
    const found = await checkWorkflow({ file: `.github/workflows/${file}`, text }, (path) =>
      texts.get(path.replace(/^(\.\/)?\.github\/workflows\//, "")),
    );
    assert.equal(found, []);
  });
}
validity("refuses the runner when it passes an input that does not exist: the calls are really followed", async () => {
  const text = (texts.get("orchestrator-runner.yml") ?? "").replace("command: ${{ inputs.command }}", "comand: x");
  assert.match(text, "comand: x");
  const found = await checkWorkflow({ file: ".github/workflows/orchestrator-runner.yml", text }, (path) =>
    texts.get(path.split("/").at(-1) ?? ""),
  );
  assert.is(found.length, 1);
});
validity.run();
