import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { checkCommand, findCommandLines, parseCommand, parseTaskTable } from "@yardmaster/orchestrator";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { parse } from "yaml";
import { files as generated, steps } from "../ops/helpers/generated-workflows.ts";

// docs/promptops/first-run.md: what can be held without the real GitHub.

const page = readFileSync("docs/promptops/first-run.md", "utf8");
const template = "templates/orchestrator-consumer/.github";
const consumer = (file: string) => parse(readFileSync(`${template}/workflows/${file}`, "utf8"));

interface Item {
  readonly heading: string;
  readonly text: string;
  /** What is typed. */
  readonly shell: string;
}

const items: readonly Item[] = page
  .split(/^## /m)
  .slice(1)
  .map((section) => ({
    heading: section.split("\n")[0] ?? "",
    text: section,
    shell: [...section.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, shell = ""]) => shell).join("\n"),
  }));
const tried = items.filter(({ heading }) => heading !== "What no hour settles");

/** In a shell in which `gh` prints the texts that it is given to render, each before a null character. */
function renderedTexts(shell: string): readonly string[] {
  const gh = `gh() { for each; do case $each in text=*) printf '%s\\0' "\${each#text=}" >&3;; esac; done; }\n`;
  const { stdout, stderr, status } = spawnSync(
    "bash",
    ["--norc", "-euc", `${gh}repository=a/b\n{\n${shell}\n} 3>&1 >/dev/null`],
    {
      encoding: "utf8",
    },
  );
  assert.equal([status, stderr], [0, ""]);
  return stdout.split("\0").slice(0, -1);
}

const test = suite("docs/promptops/first-run.md");

test("takes an hour at most, item by item", () => {
  const minutes = tried.map(({ heading }) => Number(/ \((\d+) min\)$/.exec(heading)?.[1]));
  assert.ok(
    minutes.every((each) => each > 0),
    String(minutes),
  );
  assert.ok(minutes.reduce((sum, each) => sum + each) <= 60, String(minutes));
  const numbers = tried.slice(1).map(({ heading }) => Number(/^\d+/.exec(heading)?.[0]));
  assert.equal(
    numbers,
    numbers.map((_, index) => index + 1),
  );
});

test("has for each item the command, what to expect and what to change", () => {
  for (const { heading, text, shell } of tried) {
    const order = ["```sh", "**Expect:**", "**Otherwise:**"].map((mark) => text.indexOf(mark));
    assert.ok(
      order.every((at, index) => at > (order[index - 1] ?? 0)),
      heading,
    );
    assert.is.not(shell.trim(), "", heading);
  }
});

test("is about everything that only GitHub can settle", () => {
  for (const word of [
    "asked with the job's token",
    "Outputs of a called workflow that failed",
    "the caller passes an empty one",
    "length of titles",
    "How GitHub shows what is no command",
    "`job.workflow_repository` and `job.workflow_sha`",
    "`job.check_run_id`",
    "`queue: max`",
    "a reaction once",
    "before a later reaction is answered",
    "after 10 seconds",
    "renamed",
  ]) {
    assert.ok(page.includes(word), word);
  }
});

test("is shell that bash reads, and names programs, workflows, inputs and steps that exist", () => {
  const shell = items.map((item) => item.shell).join("\n");
  assert.equal(spawnSync("bash", ["-n"], { input: shell, encoding: "utf8" }).stderr, "");
  for (const [, file = ""] of shell.matchAll(/--workflow (\S+\.yml)/g)) assert.ok(consumer(file).jobs, file);
  const { inputs } = consumer("orchestrator.yml").on.workflow_dispatch;
  for (const [, name = ""] of shell.matchAll(/gh workflow run .*? -f (\w+)=/g)) assert.ok(name in inputs, name);
  for (const [, name = ""] of page.matchAll(/[Ss]tep "([^"]+)"/g)) {
    assert.ok(
      steps.some(({ step }) => step.name === name),
      name,
    );
  }
  for (const [, job = ""] of page.matchAll(/\bjob `(\w+)`/g)) {
    assert.ok(
      generated.some((file) => readFileSync(`.github/workflows/${file}`, "utf8").includes(`\n  ${job}:\n`)),
      job,
    );
  }
});

test("expects reasons that the runbook has", () => {
  const runbook = readFileSync("docs/runbooks/orchestrator_dispatch.md", "utf8");
  const known = [...runbook.matchAll(/^\| (`[^|]+) \|/gm)].flatMap(
    ([, cell = ""]) => cell.match(/[a-z]+(?:-[a-z]+)+/g) ?? [],
  );
  const named = [...page.matchAll(/`([a-z]+(?:-[a-z]+)+)`/g)].map(([, code = ""]) => code);
  assert.ok(named.length > 8, named.join(" "));
  assert.equal(
    named.filter((code) => code !== "run-name" && !known.includes(code)),
    [],
  );
});

test("gives commands that the template's table takes, but for the one that is to be refused", () => {
  const file = `${template}/orchestrator-tasks.json`;
  const table = parseTaskTable(readFileSync(file, "utf8"), file);
  if (!table.ok) throw new Error(table.error.message);
  const given = [...page.matchAll(/^say (['"])(\/orchestrate .*?)\1$/gm)].map(([, , command = ""]) =>
    command.replace(/\$\(printf[^)]*\$\(seq (\d+)\)\)/, (_, count: string) => "x".repeat(Number(count))),
  );
  const refused = given.filter((command) => {
    const parsed = parseCommand(command, ["deploy"]);
    return !(parsed.ok && checkCommand(parsed.value, table.value).ok);
  });
  assert.ok(given.length >= 6, given.join("\n"));
  assert.equal(refused, ["/orchestrate deploy stage=nowhere"]);
});

test("shows texts of which the program takes no command", () => {
  const shown = tried.find(({ heading }) => heading.includes("How GitHub shows"));
  const texts = renderedTexts(shown?.shell ?? "");
  assert.is(texts.length, 8);
  for (const text of texts) {
    assert.match(text, "/orchestrate ");
    const found = findCommandLines(text);
    assert.equal(found.ok ? found.value.filter(({ hidden }) => !hidden) : [], [], text);
  }
  const plain = findCommandLines("/orchestrate help");
  assert.equal(plain.ok && plain.value.map(({ hidden }) => hidden), [undefined]);
});

test.run();
