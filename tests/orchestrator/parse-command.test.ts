import { checkCommand, parseCommand } from "@yardmaster/orchestrator";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { sampleTasks } from "../helpers/orchestrator-tasks.ts";

const table = { ...sampleTasks, tasks: sampleTasks.tasks.slice(0, 2) };
const names = table.tasks.map((task) => task.name);

/** What is asked for as one line, or the refusal's code, sentence and hint. */
function read(line: string): string {
  const command = parseCommand(line, names);
  const checked = command.ok ? checkCommand(command.value, table) : command;
  if (!checked.ok) return `${checked.error.code}: ${checked.error.message} ${checked.error.hint}`;
  const { value } = checked;
  if (value.kind === "cancel") return `cancel ${value.task.name}`;
  if (value.kind !== "dispatch") return `${value.kind} ${value.tasks.map((task) => task.name).join(" ")}`;
  return `${value.task.name} ${JSON.stringify(value.inputs)}${value.dryRun ? " dry" : ""}`;
}

const good = suite("command: what is understood");

const understood: readonly (readonly [string, string])[] = [
  ["/orchestrate release-notes since=v1.2.0", 'release-notes {"since":"v1.2.0"}'],
  ["release-notes since=v1.2.0", 'release-notes {"since":"v1.2.0"}'],
  ["/orchestrate\trelease-notes \t since=v1  until=v2 ", 'release-notes {"since":"v1","until":"v2"}'],
  ['release-notes since="two words"', 'release-notes {"since":"two words"}'],
  ["release-notes since='two words'", 'release-notes {"since":"two words"}'],
  ['release-notes since="a \\"b\\" \\\\ c"', 'release-notes {"since":"a \\"b\\" \\\\ c"}'],
  ["release-notes since='a \\ \"b\"'", 'release-notes {"since":"a \\\\ \\"b\\""}'],
  ["release-notes since=a=b==c", 'release-notes {"since":"a=b==c"}'],
  ["release-notes since=$(id)&&x;y|z", 'release-notes {"since":"$(id)&&x;y|z"}'],
  ["release-notes since=\\d --dry-run", 'release-notes {"since":"\\\\d"} dry'],
  ["release-notes --dry-run since=v1 until=", 'release-notes {"since":"v1","until":""} dry'],
  ['release-notes since="“v1”"', 'release-notes {"since":"“v1”"}'],
  ["deploy stage=staging replicas=-2.5 force=true", 'deploy {"stage":"staging","replicas":"-2.5","force":"true"}'],
  [
    'release-notes \'since=two words\' "until=a \\"b\\" = c"',
    'release-notes {"since":"two words","until":"a \\"b\\" = c"}',
  ],
  ["help", "help release-notes deploy"],
  ["/orchestrate help deploy", "help deploy"],
  ["status", "status release-notes deploy"],
  ["/orchestrate status release-notes", "status release-notes"],
  ["/orchestrate cancel deploy", "cancel deploy"],
];
for (const [line, expected] of understood) good(line, () => assert.is(read(line), expected));

good.run();

const bad = suite("command: what is refused");

const notesUsage = "Usage: /orchestrate release-notes since=STRING [until=STRING] [--dry-run].";
const writeNoHyphen = "Write an input without hyphens before it, as key=value, and --dry-run without a value.";
const quoteWhole = 'Quote a whole value with straight quotes: key="two words" or "key=two words".';
const useTasks = 'Use one of the tasks: "release-notes", "deploy".';
const refused: readonly (readonly [string, string])[] = [
  ["/orchestrate", `missing-task: The command names no task. ${useTasks}`],
  ["/orchestrate --dry-run", `missing-task: The command names no task. ${useTasks}`],
  ["relase-notes since=v1", 'unknown-task: There is no task "relase-notes". Did you mean "release-notes"?'],
  ["Release-notes since=v1", 'unknown-task: There is no task "Release-notes". Did you mean "release-notes"?'],
  ["frobnicate", `unknown-task: There is no task "frobnicate". ${useTasks}`],
  ["help deplyo", 'unknown-task: There is no task "deplyo". Did you mean "deploy"?'],
  ["__proto__", `unknown-task: There is no task "__proto__". ${useTasks}`],
  [
    "release-notes sinse=v1",
    `unknown-key: The task "release-notes" has no input "sinse". Did you mean "since"? ${notesUsage}`,
  ],
  [
    "release-notes since=v1 ref=main",
    `unknown-key: The task "release-notes" has no input "ref". Use one of the inputs: "since", "until". ${notesUsage}`,
  ],
  [
    "release-notes since=v1 workflow=x.yml",
    `unknown-key: The task "release-notes" has no input "workflow". Use one of the inputs: "since", "until". ${notesUsage}`,
  ],
  [
    "release-notes since=v1 repository=a/b",
    `unknown-key: The task "release-notes" has no input "repository". Use one of the inputs: "since", "until". ${notesUsage}`,
  ],
  [
    "release-notes __proto__=x",
    `unknown-key: The task "release-notes" has no input "__proto__". Use one of the inputs: "since", "until". ${notesUsage}`,
  ],
  ["release-notes", `missing-input: The task "release-notes" needs the input "since". Add since=VALUE. ${notesUsage}`],
  [
    "release-notes since=",
    `missing-input: The task "release-notes" needs the input "since". Add since=VALUE. ${notesUsage}`,
  ],
  [
    'release-notes since=""',
    `missing-input: The task "release-notes" needs the input "since". Add since=VALUE. ${notesUsage}`,
  ],
  ["release-notes since=a since=b", 'duplicate-key: "since" is given more than once. Give it once.'],
  ["release-notes since=a --dry-run --dry-run", 'duplicate-key: "--dry-run" is given more than once. Give it once.'],
  ["release-notes since=a --dryrun", 'unknown-option: There is no option "--dryrun". Did you mean "--dry-run"?'],
  [
    "release-notes since=a --dry-run=false",
    `option-with-value: The option "--dry-run" is given a value, which no option takes. ${writeNoHyphen}`,
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
    'unexpected-word: The command "help" takes one task; "stage" at column 13 is one word more. Write /orchestrate help TASK and nothing else on the line.',
  ],
  [
    "cancel deploy release-notes",
    'unexpected-word: The command "cancel" takes one task; "release-notes" at column 15 is one word more. Write /orchestrate cancel TASK and nothing else on the line.',
  ],
  [
    "status --dry-run",
    'unknown-option: The command "status" takes no option "--dry-run". Leave the option out; --dry-run goes with a task.',
  ],
  [
    "cancel --dry-run=1 deploy",
    'unknown-option: The command "cancel" takes no option "--dry-run". Leave the option out; --dry-run goes with a task.',
  ],
  ["cancel", `missing-task: The command names no task. ${useTasks}`],
  ["cancel deplyo", 'unknown-task: There is no task "deplyo". Did you mean "deploy"?'],
  ["status stats", `unknown-task: There is no task "stats". ${useTasks}`],
  ["stats", 'unknown-task: There is no task "stats". Did you mean "status"?'],
  ["Help", 'unknown-task: There is no task "Help". Did you mean "help"?'],
  [
    "release-notes --since=v1",
    `option-with-value: The option "--since" is given a value, which no option takes. ${writeNoHyphen}`,
  ],
  ["deploy 'stage'=staging", `stray-quote: The quote ' at column 14 stands inside a word. ${quoteWhole}`],
  ["deploy 'stage staging'", `stray-quote: The quote ' at column 8 stands inside a word. ${quoteWhole}`],
  ["deploy '--dry-run=x'", `stray-quote: The quote ' at column 8 stands inside a word. ${quoteWhole}`],
  ["deploy '=x'", `stray-quote: The quote ' at column 8 stands inside a word. ${quoteWhole}`],
  ["deploy 'sta ge=x'", `stray-quote: The quote ' at column 8 stands inside a word. ${quoteWhole}`],
  [
    "'stage=staging'",
    'unexpected-word: The word "stage" at column 1 is neither key=value nor an option. Write arguments as key=value; put values with blanks in quotes: key="two words".',
  ],
  [
    'release-notes since="v1',
    'unbalanced-quote: The quote " that opens at column 21 is not closed. Close it with ", or write \\" for a quote inside double quotes.',
  ],
  [
    "release-notes since='v1",
    "unbalanced-quote: The quote ' that opens at column 21 is not closed. Close it with ', or write \\\" for a quote inside double quotes.",
  ],
  ['release-notes since="v1"x', `stray-quote: The quote " at column 24 stands inside a word. ${quoteWhole}`],
  ['release-notes since=v"1', `stray-quote: The quote " at column 22 stands inside a word. ${quoteWhole}`],
  ["release-notes since=“v1”", `stray-quote: The quote “ at column 21 stands inside a word. ${quoteWhole}`],
  ['"release-notes" since=v1', `stray-quote: The quote " at column 1 stands inside a word. ${quoteWhole}`],
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

bad("a number is written in ASCII digits and has a finite value", () => {
  const numbers = [
    "1e999",
    "9".repeat(400),
    "-".concat("9".repeat(400)),
    "+1",
    "01",
    ".5",
    "1.",
    "1_000",
    "0x10",
    "NaN",
  ];
  for (const number of [...numbers, "Infinity", "\u0661", "\uff11", "1,5", "--1", "1-"]) {
    assert.match(read(`deploy stage=staging replicas=${number}`), /^wrong-type: /, number);
  }
  for (const number of ["0", "-0.5", "9".repeat(300), "1".concat("0".repeat(308)), "0.".concat("1".repeat(900))]) {
    assert.is(read(`deploy replicas=${number} stage=staging`), `deploy {"replicas":"${number}","stage":"staging"}`);
  }
});

bad("1,024 characters of a value are taken, one more is not", () => {
  assert.is(read(`release-notes since=${"x".repeat(1_024)}`), `release-notes {"since":"${"x".repeat(1_024)}"}`);
  assert.is(
    read(`release-notes since=${"x".repeat(1_025)}`),
    'value-too-long: The value of "since" has 1025 characters; an input takes at most 1024. Shorten the value.',
  );
});

bad("2,000 characters are read, one more is not", () => {
  const start = `release-notes since=${"x".repeat(1_000)} until=`;
  assert.ok(read(start + "x".repeat(2_000 - start.length)).startsWith("release-notes {"));
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
