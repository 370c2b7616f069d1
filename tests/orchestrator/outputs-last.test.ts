import { existsSync } from "node:fs";
import { chmod, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { withDisk } from "../helpers/orchestrator-disk.ts";
import { createCommentEvent } from "../helpers/orchestrator-events.ts";
import { jobToken, people, startOrchestratorGitHub } from "../helpers/orchestrator-github.ts";
import { runnerVariables, runRcOn } from "../helpers/orchestrator-host.ts";
import { outputsOf, runLine, runStage } from "../helpers/orchestrator-line.ts";

const hint = "Free space there, or name another directory.";
const unwritable = (file: string, reason: string) =>
  `rc: error unwritable-file: The file "${file}" cannot be written: ${reason}. ${hint}\n`;

const records = suite("outputs: a run that fails leaves none");

const recordFiles = ["decision.json", "summary.md", "dispatch-log.ndjson"];
for (const file of recordFiles) {
  records(`gate, dispatch and refuse: ${file} cannot be written`, async () => {
    const github = await startOrchestratorGitHub();
    try {
      const allowed = createCommentEvent({ ...people.triager, body: "/orchestrate help" });
      const denied = createCommentEvent({ ...people.reader, body: "/orchestrate help" });
      const broken = { [file]: "the disk is full" };
      for (const event of [allowed, denied]) {
        const { outputs } = await runLine({ event, apiUrl: github.url });
        const next = event === allowed ? "dispatch" : "refuse";
        for (const stage of ["gate", next] as const) {
          const run = await runStage(stage, { event, apiUrl: github.url, broken }, outputs);
          assert.is(run.code, 2, stage);
          assert.is(run.stderr, unwritable(`artifacts/orchestrator/${file}`, "the disk is full"));
          assert.is(run.files["github-output"], undefined, stage);
        }
      }
    } finally {
      await github.close();
    }
  });
}

records("a folder that cannot be: exit 2, nothing put out, nothing said of a verdict", () =>
  withDisk(async ({ stage, output }) => {
    for (const name of ["gate", "dispatch", "refuse"]) {
      const env = { GATE_ALLOWED: "true", GATE_VERDICTS: "[]", GITHUB_API_URL: "http://127.0.0.1:9" };
      const { code, stdout, stderr } = await stage(name, ["--artifacts", "/dev/null/x"], name === "gate" ? {} : env);
      if (name === "gate") {
        assert.is(stderr, unwritable("/dev/null/x/decision.json", "a part of its path is no directory"));
        assert.is(stdout, "");
      }
      assert.is(code, 2, name);
      assert.is(existsSync(output), false, name);
    }
  }),
);

records("a read-only folder and a file in its place", () =>
  withDisk(async ({ stage, directory, output }) => {
    await writeFile(join(directory, "file"), "");
    const file = await stage("gate", ["--artifacts", join(directory, "file")]);
    assert.is(file.stderr, unwritable(join(directory, "file/decision.json"), "a part of its path is no directory"));
    await mkdir(join(directory, "closed"));
    await chmod(join(directory, "closed"), 0o555);
    // To root nothing is closed.
    if (process.getuid?.() !== 0) {
      const closed = await stage("gate", ["--artifacts", join(directory, "closed")]);
      assert.is(closed.stderr, unwritable(join(directory, "closed/decision.json"), "access is denied"));
    }
    assert.is(existsSync(output), false);
  }),
);

records.run();

const halfway = suite("outputs: a place that fails halfway");

halfway("what allows stands last, so that no part of the text allows anything", async () => {
  const env = { ...runnerVariables, ORCHESTRATOR_MAINTAINERS: "octocat" };
  const event = createCommentEvent({ ...people.triager, body: "/orchestrate help" });
  const run = await runRcOn(
    { env, files: { "event.json": JSON.stringify(event) } },
    ...["orchestrator", "gate", "--event-path", "event.json"],
  );
  const text = run.files["github-output"] ?? "";
  assert.is(outputsOf(run).allowed, "true");
  assert.ok(text.endsWith("allowed<<rc_d0\ntrue\nrc_d0\n"), text);
  for (let length = 0; length < text.length - 1; length++) {
    const part = { ...run, files: { "github-output": text.slice(0, length) } };
    assert.is(outputsOf(part).allowed, undefined, `${length} characters`);
  }
});

halfway("a limit within the text: exit 2, and what stood there before is all that stands there", () =>
  withDisk(async ({ bash, directory, output }) => {
    const before = `${"x".repeat(16 * 1024 - 30)}\n`;
    await writeFile(output, before);
    const stage = ["orchestrator", "gate", "--event-path", join(directory, "event.json")];
    const places = ["--tasks", join(directory, "tasks.json"), "--artifacts", join(directory, "artifacts")];
    // In units of 1,024 bytes; where the signal is ignored, the write ends in its middle.
    const { code, stderr } = bash('trap "" XFSZ; ulimit -f 16; exec "$@"', ...stage, ...places);
    assert.is(code, 2);
    assert.is(stderr, unwritable(output, "it would be larger than the system allows"));
    assert.is(await readFile(output, "utf8"), before);
  }),
);

halfway("a full disk, behind GITHUB_OUTPUT and behind standard output", () =>
  withDisk(async ({ bash, stage, directory, output }) => {
    const { code, stderr } = await stage("gate", [], { GITHUB_OUTPUT: "/dev/full" });
    assert.is(code, 2);
    assert.is(stderr, unwritable("/dev/full", "the disk is full"));
    const places = ["--tasks", join(directory, "tasks.json"), "--artifacts", join(directory, "artifacts")];
    const gate = ["orchestrator", "gate", "--event-path", join(directory, "event.json"), ...places];
    for (const argv of [gate, ["run-id"]]) {
      const full = bash('exec "$@" > /dev/full', ...argv);
      assert.is(full.code, 2, argv.join(" "));
      assert.is(full.stderr, unwritable("standard output", "the disk is full"));
      assert.is(existsSync(output), false, argv.join(" "));
    }
  }),
);

halfway("a line that somebody has left open is not glued to ours", () =>
  withDisk(async ({ stage, output }) => {
    await writeFile(output, "earlier=1");
    assert.is((await stage("gate")).code, 0);
    assert.match(await readFile(output, "utf8"), /^earlier=1\nreason_code<<rc_/);
  }),
);

halfway("the answer is not given twice because outputs failed", async () => {
  const github = await startOrchestratorGitHub();
  try {
    const event = createCommentEvent({ ...people.triager, body: "/orchestrate release-notes since=v1" });
    const gate = await runStage("gate", { event, apiUrl: github.url });
    const broken = { "github-output": "the disk is full" };
    const dispatch = await runStage("dispatch", { event, apiUrl: github.url, broken }, outputsOf(gate));
    assert.is(dispatch.code, 2);
    assert.match(dispatch.stdout, /^dispatch: dispatched /);
    assert.is(dispatch.files["github-output"], undefined);
    const again = await runStage("dispatch", { event, apiUrl: github.url }, outputsOf(gate));
    assert.equal([again.code, outputsOf(again).result], [0, "dispatched"]);
    assert.is(github.runs.length, 1);
    assert.not.match(dispatch.stdout + dispatch.stderr, jobToken);
  } finally {
    await github.close();
  }
});

halfway.run();
