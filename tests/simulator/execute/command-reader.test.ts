import { createCommandReader } from "@yardmaster/simulator";
import { suite } from "uvu";
import * as assert from "uvu/assert";

/** What a step's lines do, one entry each. */
function read(lines: readonly string[], unsecure = false): readonly (readonly string[])[] {
  const done: string[][] = [];
  const note =
    (what: string) =>
    (...values: readonly string[]): void =>
      void done.push([what, ...values]);
  const reader = createCommandReader(
    {
      print: note("print"),
      mask: note("mask"),
      output: note("output"),
      state: note("state"),
      environment: note("env"),
      path: note("path"),
      annotate: ({ level, message, ...where }) => done.push([level, message, ...Object.values(where)]),
      fail: note("fail"),
    },
    { unsecureCommands: unsecure, unsecureStopTokens: unsecure },
  );
  for (const line of lines) reader(line);
  return done;
}

const manager = "actions/runner src/Runner.Worker/ActionCommandManager.cs";
const command = "actions/runner src/Runner.Common/ActionCommand.cs";

interface Case {
  readonly about: string;
  readonly lines: readonly string[];
  readonly done: readonly (readonly string[])[];
  readonly source: string;
}

const deprecated = (name: string): string =>
  `The \`${name}\` command is deprecated and will be disabled soon. Please upgrade to using Environment Files. For more information see: https://github.blog/changelog/2022-10-11-github-actions-deprecating-save-state-and-set-output-commands/`;

const cases: readonly Case[] = [
  { about: "plain lines", lines: ["a", "", "a ::error::b"], done: [["print", "a"], ["print", ""], ["print", "a ::error::b"]], source: command }, // biome-ignore format: one line
  { about: "a mask", lines: ["::add-mask::s%250A", "  ::ADD-MASK::t"], done: [["mask", "s%0A"], ["mask", "t"]], source: manager }, // biome-ignore format: one line
  {
    about: "an empty mask",
    lines: ["::add-mask:: "],
    done: [["warning", "Can't add secret mask for empty string in ##[add-mask] command."]],
    source: manager,
  },
  {
    about: "an error with its place",
    lines: ["::error file=src/a%2Cb.ts,line=3,title=Oh%3A no::first%0Asecond"],
    done: [["error", "first\nsecond", "Oh: no", "src/a,b.ts", "3"]],
    source: manager,
  },
  { about: "warning and notice", lines: ["::warning::w", "::notice::n"], done: [["warning", "w"], ["notice", "n"]], source: manager }, // biome-ignore format: one line
  { about: "a debug line, which is hidden", lines: ["::debug::x"], done: [], source: manager },
  { about: "groups", lines: ["::group::G", "::endgroup::"], done: [["print", "##[group]G"], ["print", "##[endgroup]"]], source: manager }, // biome-ignore format: one line
  {
    about: "the older form",
    lines: ["x ##[warning file=a%3Bb]m%5D"],
    done: [["warning", "m]", "a;b"]],
    source: command,
  },
  { about: "unknown commands", lines: ["::unknown::x", "##[set-nothing]x"], done: [["print", "::unknown::x"], ["print", "##[set-nothing]x"]], source: command }, // biome-ignore format: one line
  { about: "a command without an end", lines: ["::error"], done: [["print", "::error"]], source: command },
  {
    about: "set-output, which works with a warning",
    lines: ["::set-output name=a::b%0Ac"],
    done: [["warning", deprecated("set-output")], ["output", "a", "b\nc"]], // biome-ignore format: one line
    source: manager,
  },
  {
    about: "save-state without a name",
    lines: ["::save-state::x"],
    done: [
      ["warning", deprecated("save-state")],
      ["error", "Unable to process command '::save-state::x' successfully."],
      ["error", "Required field 'name' is missing in ##[save-state] command."],
      ["fail"],
    ],
    source: manager,
  },
  {
    about: "stopped commands",
    lines: ["::stop-commands::tok", "::error::x", "::TOK::", "::error::y"],
    done: [["print", "::stop-commands::tok"], ["print", "::error::x"], ["print", "::TOK::"], ["error", "y"]], // biome-ignore format: one line
    source: manager,
  },
  {
    about: "echo",
    lines: ["::echo::on", "::group::G", "::add-mask::s", "::error::e", "::echo::off", "::group::H"],
    done: [
      ["print", "::group::G"],
      ["print", "##[group]G"],
      ["print", "::add-mask::***"],
      ["mask", "s"],
      ["error", "e"],
      ["print", "::echo::off"],
      ["print", "##[group]H"],
    ],
    source: manager,
  },
];

const test = suite("commands in a step's output");
for (const { about, lines, done, source } of cases) {
  test(`${about} (${source})`, () => {
    assert.equal(read(lines), done);
  });
}
for (const [name, line, effect] of [
  ["set-env", "::set-env name=A::b", ["env", "A", "b"]],
  ["add-path", "::add-path::/x", ["path", "/x"]],
] as const) {
  test(`${name} is disabled and fails the step, unless the job lets it in`, () => {
    const [first, second, third] = read([line]);
    assert.equal(first, ["error", `Unable to process command '${line}' successfully.`]);
    assert.match(second?.[1] ?? "", `The \`${name}\` command is disabled. Please upgrade to using Environment Files`);
    assert.equal(third, ["fail"]);
    assert.equal(read([line], true), [effect]);
  });
}
test("NODE_OPTIONS stays out where set-env is let in", () => {
  const message = "Can't update NODE_OPTIONS environment variable using ::set-env:: command.";
  assert.equal(read(["::set-env name=node_options::x"], true), [["error", message]]);
});
for (const token of ["", "pause-logging", "Error"]) {
  test(`commands cannot be stopped with the token "${token}"`, () => {
    const done = read([`::stop-commands::${token}`, "::notice::still read"]);
    assert.equal([done.at(0)?.[0], done.at(2), done.at(3)], ["error", ["fail"], ["notice", "still read"]]);
  });
}
test.run();
