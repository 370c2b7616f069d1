import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { checkCommand, findCommandLines, parseCommand, runResults } from "@yardmaster/orchestrator";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { readMarkdownPage } from "../../scripts/check-docs/markdown-page.ts";
import { scenarios } from "../../scripts/demo/scenario.ts";
import { createCommentEvent } from "../helpers/orchestrator-events.ts";
import { people, startOrchestratorGitHub } from "../helpers/orchestrator-github.ts";
import { type RunOfRc, runRcOn } from "../helpers/orchestrator-host.ts";
import { runLine } from "../helpers/orchestrator-line.ts";
import { sampleTasks } from "../helpers/orchestrator-tasks.ts";

// docs/promptops/orchestrator.md, docs/CI_CD/CodexIntegration.md and the runbook, held against the program.

const guide = readPage("docs/promptops/orchestrator.md");
const integration = readPage("docs/CI_CD/CodexIntegration.md");
const runbook = readPage("docs/runbooks/orchestrator_dispatch.md");
const consumers = readPage("docs/consumers.md");

function readPage(path: string) {
  return readMarkdownPage(path, readFileSync(path, "utf8"));
}

/** Cells of the table that has this header, row by row. */
function readTable(page: string, ...header: readonly string[]): readonly (readonly string[])[] {
  const lines = page.split("\n");
  const start = lines.indexOf(`| ${header.join(" | ")} |`);
  assert.ok(start >= 0, `no table with the header ${header.join(", ")}`);
  const end = lines.findIndex((line, index) => index > start && !line.startsWith("|"));
  return lines.slice(start + 2, end).map((line) => line.slice(2, -2).split(" | "));
}

function codeIn(cell: string | undefined): readonly string[] {
  return [...(cell ?? "").matchAll(/`([^`]+)`/g)].map(([, code = ""]) => code);
}

async function onGitHub<T>(use: (apiUrl: string, comments: () => readonly string[]) => Promise<T>): Promise<T> {
  const github = await startOrchestratorGitHub();
  try {
    return await use(github.url, () => github.comments.map(({ body }) => body));
  } finally {
    await github.close();
  }
}

function rc(...argv: readonly string[]): Promise<RunOfRc> {
  return runRcOn({}, ...argv);
}

const written = suite("the orchestrator's guide");

/** The command of the first example. */
const example = guide.fences.find(({ heading, language }) => heading === "Give a command" && language === "text")?.text;

written("begins with a command that this repository's own table takes", async () => {
  const table = readFileSync("generated/orchestrator-tasks.json", "utf8");
  await onGitHub(async (apiUrl) => {
    const event = createCommentEvent({ ...people.triager, body: `${example} --dry-run` });
    const { dispatch } = await runLine({ event, apiUrl, files: { "generated/orchestrator-tasks.json": table } });
    assert.match(dispatch?.stdout ?? "", /^dispatch: dry-run \(dry-run\)/);
  });
});
written("shows the status comment as it is", async () => {
  const shown = guide.fences.find(({ meta }) => meta === "status")?.text ?? "";
  await onGitHub(async (apiUrl, comments) => {
    await runLine({ event: createCommentEvent({ ...people.triager, body: example ?? "" }), apiUrl });
    const [body = "", ...more] = comments();
    assert.is(more.length, 0);
    const [marker = "", ...lines] = body.trimEnd().split("\n");
    assert.match(marker, /^<!-- .* -->$/);
    const run = /as run (\d+)\./.exec(body)?.[1] ?? "none";
    const expected = shown.replaceAll("OWN", "42").replaceAll("RUN", run);
    assert.is(lines.join("\n").replaceAll(apiUrl, "https://github.com"), expected);
  });
});
written("names the commands that the program takes", () => {
  const rows = readTable(guide.text, "command", "does");
  const commands = rows.flatMap(([cell]) => codeIn(cell)).map((text) => text.replace(" key=value …", " key=value"));
  const kinds = commands.map((line) => {
    const command = parseCommand(line, ["TASK"]);
    return command.ok ? command.value.kind : command.error.code;
  });
  assert.equal(kinds, ["task", "task", "help", "help", "status", "cancel"]);
});
written("quotes values as the program reads them", () => {
  const row = readTable(guide.text, "part", "rule").find(([cell]) => cell?.includes("two words"));
  const forms = [...codeIn(row?.[0]), "'key=two words'", "key='two words'"];
  for (const form of forms) {
    const command = parseCommand(`/orchestrate a ${form}`, []);
    assert.equal(
      command.ok && command.value.kind === "task" && [...command.value.values],
      [["key", "two words"]],
      form,
    );
  }
  const escaped = parseCommand(String.raw`a key="\"\\" other='\"'`, []);
  assert.equal(escaped.ok && escaped.value.kind === "task" && [...escaped.value.values.values()], ['"\\', '\\"']);
});
written("shows the id that no value may hold, where it speaks of it, as the guide for consumers does", () => {
  for (const page of [guide, consumers]) {
    const [, id = ""] = /what looks like\s+(?:an|the) id(?:\s+of a command)? \(`([^`]+)`\)/.exec(page.text) ?? [];
    const command = parseCommand(`release-notes since=${id}`, []);
    const checked = command.ok ? checkCommand(command.value, sampleTasks) : command;
    assert.is(checked.ok ? "taken" : checked.error.code, "reserved-value", page.path);
  }
});
written("names the limits", async () => {
  const limits = new Map(readTable(guide.text, "limit", "value").map(([name = "", value = ""]) => [name, value]));
  const limit = (name: string) => Number(/[\d,]+/.exec(limits.get(name) ?? "")?.[0].replace(",", ""));
  const found = (comment: string) => {
    const lines = findCommandLines(comment);
    return lines.ok ? lines.value.length : lines.error.code;
  };
  const commands = (count: number) => Array.from({ length: count }, (_, index) => `/orchestrate a k=${index}`);
  const inComment = limit("commands in a comment");
  assert.is(found(commands(inComment).join("\n")), inComment);
  assert.is(found(commands(inComment + 1).join("\n")), "too-many-commands");

  assert.is(limits.get("the same command line in a comment"), "once");
  assert.is(found("/orchestrate a\n/orchestrate a"), "repeated-command");

  const ofLine = limit("characters of a command line");
  const line = (length: number) => parseCommand(`/orchestrate a k=${"v".repeat(length - 17)}`, ["a"]);
  assert.ok(line(ofLine).ok);
  assert.not(line(ofLine + 1).ok);

  const ofValue = limit("characters of a value");
  const value = (length: number) => {
    const command = parseCommand(`release-notes since=${"v".repeat(length)}`, []);
    return command.ok && checkCommand(command.value, sampleTasks).ok;
  };
  assert.equal([value(ofValue), value(ofValue + 1)], [true, false]);

  const ofComment = limit("characters of a comment");
  const comment = (length: number) => `/orchestrate a\n\n${"v".repeat(length - 16)}`;
  assert.is(found(comment(ofComment)), 1);
  assert.is(found(comment(ofComment + 1)), "comment-too-long");

  const deep = limit("containers (lists, quotes) on a line of a comment that gives commands");
  assert.is(found(`/orchestrate a\n\n${">".repeat(deep)} x`), 1);
  assert.is(found(`/orchestrate a\n\n${">".repeat(deep + 1)} x`), "comment-too-deep");

  const seconds = limit("time of a run until nothing more is sent");
  assert.match((await rc("orchestrator", "dispatch", "--help")).stdout, `Default: ${seconds}\n`);
});
written("names commands of rc that have flags to show", async () => {
  const [, sentence = ""] = /`npx rc --help` lists its commands, and ([^.]+?) their flags/s.exec(guide.text) ?? [];
  const names = [...sentence.matchAll(/(\w+) --help/g)].map(([, name = ""]) => name);
  const known = (await rc("orchestrator", "--help")).stdout.matchAll(/^ {2}rc orchestrator (\w+)/gm);
  assert.equal([...names].sort(), [...known].map(([, name = ""]) => name).sort());
  const readme = /rc orchestrator ([\w|]+)/.exec(readFileSync("README.md", "utf8"))?.[1]?.split("|") ?? [];
  assert.equal(readme.sort(), [...names].sort());
  for (const name of names) assert.match((await rc("orchestrator", name, "--help")).stdout, /\nFlags:\n/);
});
written("gives the same commands for the environment as the guide for consumers", () => {
  const commands = (page: typeof guide) =>
    page.fences.find(({ language, text }) => language === "sh" && text.includes("environments/orchestrator"))?.text;
  assert.type(commands(guide), "string");
  assert.is(commands(guide), commands(consumers));
});
written.run();

const described = suite("records, results and outputs as they are described");
described("results, in the order of their weight", () => {
  const rows = readTable(integration.text, "result", "means", "to do");
  assert.equal(
    rows.flatMap(([cell]) => codeIn(cell)),
    [...runResults],
  );
});
described("files of a stage", async () => {
  const rows = readTable(integration.text, "file", "holds", "schema");
  await onGitHub(async (apiUrl) => {
    const { dispatch } = await runLine({
      event: createCommentEvent({ ...people.triager, body: example ?? "" }),
      apiUrl,
    });
    const names = Object.keys(dispatch?.files ?? {}).flatMap((path) => path.split("artifacts/orchestrator/")[1] ?? []);
    assert.equal(rows.flatMap(([cell]) => codeIn(cell)).sort(), names.sort());
  });
});
described("the keys of the gate's verdicts", async () => {
  const [, sentence = ""] = /`verdicts` is JSON: ([^.]+)\./.exec(consumers.text) ?? [];
  await onGitHub(async (apiUrl) => {
    const { outputs } = await runLine({
      event: createCommentEvent({ ...people.triager, body: example ?? "" }),
      apiUrl,
    });
    const judged = JSON.parse(outputs.verdicts ?? "");
    assert.equal(codeIn(sentence), [...Object.keys(judged), ...Object.keys(judged.verdicts[0])]);
  });
});
described("the samples of the simulation are those of the demo", () => {
  const [, sentence = ""] = /The samples are ([^;]+);/.exec(runbook.text) ?? [];
  assert.equal(
    codeIn(sentence),
    scenarios.map(({ name }) => name),
  );
});
described("the runbook's searches find their lines in the log", async () => {
  const searches = runbook.fences
    .flatMap(({ text }) => text.split("\n"))
    .flatMap((line) => /ndjson \| grep '([^']+)'$/.exec(line)?.[1] ?? []);
  assert.is(searches.length, 2);
  await onGitHub(async (apiUrl) => {
    const event = createCommentEvent({ ...people.triager, body: example ?? "" });
    const { dispatch } = await runLine({ event, apiUrl });
    const log = dispatch?.files["artifacts/orchestrator/dispatch-log.ndjson"] ?? "";
    const find = (pattern: string) =>
      spawnSync("grep", ["-c", pattern], { input: log, encoding: "utf8" }).stdout.trim();
    const [byResult = "", byComment = ""] = searches;
    assert.is(find(byResult), "0");
    assert.is(find(byResult.replace("unknown", "dispatched")), "1");
    assert.is(find(byComment), event.comment.id === 492700400 ? "1" : "0");
    assert.is(find(byComment.replace("492700400", String(event.comment.id))), "1");
  });
});
described.run();
