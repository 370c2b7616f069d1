import { checkCommand, parseCommand } from "@yardmaster/orchestrator";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { sampleTasks } from "../helpers/orchestrator-tasks.ts";

const names = sampleTasks.tasks.map((task) => task.name);

/** The request as one line, or the refusal's code, sentence and hint. */
function read(line: string): string {
  const command = parseCommand(line, names);
  const checked = command.ok ? checkCommand(command.value, sampleTasks) : command;
  if (!checked.ok) return `${checked.error.code}: ${checked.error.message} ${checked.error.hint}`;
  if (checked.value.kind === "help") return `help ${checked.value.tasks.map((task) => task.name).join(" ")}`;
  const { task, inputs, dryRun } = checked.value;
  return `${task.workflow} ${JSON.stringify(inputs)}${dryRun ? " dry" : ""}`;
}

const good = suite("command: what is understood");

const understood: readonly (readonly [string, string])[] = [
  ["/orchestrate release-notes since=v1.2.0", 'release-notes.yml {"since":"v1.2.0"}'],
  ["release-notes since=v1.2.0", 'release-notes.yml {"since":"v1.2.0"}'],
  ["/orchestrate\trelease-notes \t since=v1  until=v2 ", 'release-notes.yml {"since":"v1","until":"v2"}'],
  ['release-notes since="two words"', 'release-notes.yml {"since":"two words"}'],
  ["release-notes since='two words'", 'release-notes.yml {"since":"two words"}'],
  ['release-notes since="a \\"b\\" \\\\ c"', 'release-notes.yml {"since":"a \\"b\\" \\\\ c"}'],
  ["release-notes since='a \\ \"b\"'", 'release-notes.yml {"since":"a \\\\ \\"b\\""}'],
  ["release-notes since=a=b==c", 'release-notes.yml {"since":"a=b==c"}'],
  ["release-notes since=$(id)&&x;y|z", 'release-notes.yml {"since":"$(id)&&x;y|z"}'],
  ["release-notes since=\\d --dry-run", 'release-notes.yml {"since":"\\\\d"} dry'],
  ["release-notes --dry-run since=v1 until=", 'release-notes.yml {"since":"v1","until":""} dry'],
  ['release-notes since="“v1”"', 'release-notes.yml {"since":"“v1”"}'],
  ["deploy stage=staging replicas=-2.5 force=true", 'deploy.yml {"stage":"staging","replicas":"-2.5","force":"true"}'],
  ["help", "help release-notes deploy"],
  ["/orchestrate help deploy", "help deploy"],
];
for (const [line, expected] of understood) good(line, () => assert.is(read(line), expected));

good.run();

const bad = suite("command: what is refused");

const useTasks = 'Use one of the tasks: "release-notes", "deploy".';
const refused: readonly (readonly [string, string])[] = [
  ["/orchestrate", `missing-task: The command names no task. ${useTasks}`],
  ["/orchestrate --dry-run", `missing-task: The command names no task. ${useTasks}`],
  ["relase-notes since=v1", 'unknown-task: There is no task "relase-notes". Did you mean "release-notes"?'],
  ["Release-notes since=v1", 'unknown-task: There is no task "Release-notes". Did you mean "release-notes"?'],
  ["frobnicate", `unknown-task: There is no task "frobnicate". ${useTasks}`],
  ["help deplyo", 'unknown-task: There is no task "deplyo". Did you mean "deploy"?'],
  ["__proto__", `unknown-task: There is no task "__proto__". ${useTasks}`],
  ["release-notes sinse=v1", 'unknown-key: The task "release-notes" has no input "sinse". Did you mean "since"?'],
  [
    "release-notes since=v1 ref=main",
    'unknown-key: The task "release-notes" has no input "ref". Use one of the inputs: "since", "until".',
  ],
  [
    "release-notes since=v1 workflow=x.yml",
    'unknown-key: The task "release-notes" has no input "workflow". Use one of the inputs: "since", "until".',
  ],
  [
    "release-notes since=v1 repository=a/b",
    'unknown-key: The task "release-notes" has no input "repository". Use one of the inputs: "since", "until".',
  ],
  [
    "release-notes __proto__=x",
    'unknown-key: The task "release-notes" has no input "__proto__". Use one of the inputs: "since", "until".',
  ],
  ["release-notes", 'missing-input: The task "release-notes" needs the input "since". Add since=VALUE.'],
  ["release-notes since=", 'missing-input: The task "release-notes" needs the input "since". Add since=VALUE.'],
  ['release-notes since=""', 'missing-input: The task "release-notes" needs the input "since". Add since=VALUE.'],
  ["release-notes since=a since=b", 'duplicate-key: "since" is given more than once. Give it once.'],
  ["release-notes since=a --dry-run --dry-run", 'duplicate-key: "--dry-run" is given more than once. Give it once.'],
  ["release-notes since=a --dryrun", 'unknown-option: There is no option "--dryrun". Did you mean "--dry-run"?'],
  [
    "release-notes since=a --dry-run=false",
    'unknown-option: There is no option "--dry-run". Did you mean "--dry-run"?',
  ],
  ["release-notes -x", 'unknown-option: There is no option "-x". Use one of the options: "--dry-run".'],
  [
    "release-notes v1",
    'unexpected-word: The word "v1" at column 15 is neither key=value nor an option. Write arguments as key=value; put values with blanks in quotes: key="two words".',
  ],
  [
    "release-notes since=two words",
    'unexpected-word: The word "words" at column 25 is neither key=value nor an option. Write arguments as key=value; put values with blanks in quotes: key="two words".',
  ],
  [
    "release-notes =v1",
    'unexpected-word: The word "=v1" at column 15 is neither key=value nor an option. Write arguments as key=value; put values with blanks in quotes: key="two words".',
  ],
  [
    "since=v1",
    'unexpected-word: The word "since" at column 1 is neither key=value nor an option. Write arguments as key=value; put values with blanks in quotes: key="two words".',
  ],
  [
    "help deploy stage=x",
    'unexpected-word: The word "stage" at column 13 is neither key=value nor an option. Write arguments as key=value; put values with blanks in quotes: key="two words".',
  ],
  [
    'release-notes since="v1',
    'unbalanced-quote: The quote " that opens at column 21 is not closed. Close it with ", or write \\" for a quote inside double quotes.',
  ],
  [
    "release-notes since='v1",
    "unbalanced-quote: The quote ' that opens at column 21 is not closed. Close it with ', or write \\\" for a quote inside double quotes.",
  ],
  [
    'release-notes since="v1"x',
    'stray-quote: The quote " at column 24 stands inside a word. Quote a whole value with straight quotes: key="two words".',
  ],
  [
    'release-notes since=v"1',
    'stray-quote: The quote " at column 22 stands inside a word. Quote a whole value with straight quotes: key="two words".',
  ],
  [
    "release-notes since=“v1”",
    'stray-quote: The quote “ at column 21 stands inside a word. Quote a whole value with straight quotes: key="two words".',
  ],
  [
    '"release-notes" since=v1',
    'stray-quote: The quote " at column 1 stands inside a word. Quote a whole value with straight quotes: key="two words".',
  ],
  [
    'release-notes since="\\n"',
    'unknown-escape: The escape "\\\\n" at column 22 has no meaning. Inside double quotes write \\" for a quote and \\\\ for a backslash.',
  ],
  [
    'release-notes since="\\',
    'unknown-escape: The escape "\\\\" at column 22 has no meaning. Inside double quotes write \\" for a quote and \\\\ for a backslash.',
  ],
  [
    "release-notes since=a\nid",
    'unprintable-character: Column 22 of the command holds the invisible or control character "\\u{a}". Type the command again instead of pasting it.',
  ],
  [
    "release-notes since=a\u0000",
    'unprintable-character: Column 22 of the command holds the invisible or control character "\\u{0}". Type the command again instead of pasting it.',
  ],
  [
    "release-notes since=a\u202eb",
    'unprintable-character: Column 22 of the command holds the invisible or control character "\\u{202e}". Type the command again instead of pasting it.',
  ],
  [
    "release-notes😀 since=\u200b",
    'unprintable-character: Column 23 of the command holds the invisible or control character "\\u{200b}". Type the command again instead of pasting it.',
  ],
  [
    "release-notes\u00a0since=a",
    'unprintable-character: Column 14 of the command holds the invisible or control character "\u00a0". Type the command again instead of pasting it.',
  ],
  [
    "release-notes since='a\tb'",
    'unprintable-character: Column 23 of the command holds the invisible or control character "\\u{9}". Type the command again instead of pasting it.',
  ],
  [
    "release-notes since=\ud800",
    'unprintable-character: Column 21 of the command holds the invisible or control character "\\u{d800}". Type the command again instead of pasting it.',
  ],
  [
    "deploy stage=prod",
    'wrong-choice: The input "stage" does not take "prod". Use one of the values: "staging", "production".',
  ],
  ["deploy stage=stagin", 'wrong-choice: The input "stage" does not take "stagin". Did you mean "staging"?'],
  [
    "deploy stage=staging force=yes",
    'wrong-type: The input "force" takes true or false, not "yes". Change the value of force.',
  ],
  [
    "deploy stage=staging replicas=1e3",
    'wrong-type: The input "replicas" takes a decimal number, not "1e3". Change the value of replicas.',
  ],
  [
    "deploy stage=staging replicas=",
    'wrong-type: The input "replicas" takes a decimal number, not "". Change the value of replicas.',
  ],
];
for (const [line, expected] of refused) bad(JSON.stringify(line), () => assert.is(read(line), expected));

bad("2,000 characters are read, one more is not", () => {
  const start = "release-notes since=";
  assert.ok(read(start + "x".repeat(2_000 - start.length)).startsWith("release-notes.yml "));
  assert.is(
    read(start + "x".repeat(2_001 - start.length)),
    "command-too-long: The command line has 2001 characters; at most 2000 are read. Shorten the arguments.",
  );
});

bad("a long or hostile word is cut and made visible in the sentence", () => {
  assert.is(
    read("x".repeat(100)),
    `unknown-task: There is no task "${"x".repeat(80)}" (and 20 more characters). ${useTasks}`,
  );
  assert.is(read("::set-output##[x]"), `unknown-task: There is no task "\\u{3a}:set-output#\\u{23}[x]". ${useTasks}`);
});

bad("an empty table and a long one are said for what they are", () => {
  assert.equal(parseCommand("", []), {
    ok: false,
    error: {
      code: "missing-task",
      severity: "error",
      message: "The command names no task.",
      hint: "There are no tasks.",
    },
  });
  const refusal = parseCommand("", ["a1", "b1", "c1", "d1", "e1"]);
  assert.is(refusal.ok ? "" : refusal.error.hint, 'Use one of the tasks: "a1", "b1", "c1" (and 2 more).');
});

bad.run();
