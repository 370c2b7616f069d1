import { readEnvironmentWrites, readFilePairs, readPathFile } from "@yardmaster/simulator";
import { suite } from "uvu";
import * as assert from "uvu/assert";

const runner = "actions/runner src/Runner.Worker/FileCommandManager.cs, EnvFileKeyValuePairs";
const l0 = "actions/runner src/Test/L0/Worker/SetOutputFileCommandL0.cs";

interface Case {
  readonly about: string;
  readonly text: string;
  readonly pairs: readonly (readonly [string, string])[];
  readonly error?: string;
  readonly isWindows?: true;
  readonly source: string;
}

const cases: readonly Case[] = [
  { about: "an empty file", text: "", pairs: [], source: l0 },
  { about: "a value", text: "MY_OUTPUT=my value\n", pairs: [["MY_OUTPUT", "my value"]], source: l0 },
  { about: "no line end", text: "a=b", pairs: [["a", "b"]], source: l0 },
  { about: "an empty value", text: "a=\n", pairs: [["a", ""]], source: l0 },
  { about: "equals signs in a value", text: "a=b=c=", pairs: [["a", "b=c="]], source: l0 },
  { about: "blanks, which count", text: " a = b \n", pairs: [[" a ", " b "]], source: runner },
  { about: "empty lines", text: "\n\na=1\n\nb=2\n\n", pairs: [["a", "1"], ["b", "2"]], source: l0 }, // biome-ignore format: one line
  { about: "a document", text: "a<<EOF\nline one\nline two\nEOF\n", pairs: [["a", "line one\nline two"]], source: l0 },
  { about: "an empty document", text: "a<<EOF\nEOF\n", pairs: [["a", ""]], source: l0 },
  { about: "empty lines in a document", text: "a<<EOF\n\nx\n\nEOF", pairs: [["a", "\nx\n"]], source: l0 },
  { about: "a document with equals signs", text: "a<<=EOF\nhello=1\n=EOF\n", pairs: [["a", "hello=1"]], source: l0 },
  { about: "heredoc marks in a value", text: "a=b<<EOF\n", pairs: [["a", "b<<EOF"]], source: l0 },
  {
    about: "a delimiter inside a line",
    text: "a<<EOF\nxEOF\nEOF \nEOF\n",
    pairs: [["a", "xEOF\nEOF "]],
    source: runner,
  },
  { about: "hostile names", text: "__proto__=1\nconstructor=2\n", pairs: [["__proto__", "1"], ["constructor", "2"]], source: runner }, // biome-ignore format: one line
  { about: "CR elsewhere", text: "a=b\r\n", pairs: [["a", "b\r"]], source: runner },
  { about: "CRLF on Windows", text: "a<<E\r\nx\r\ny\r\nE\r\nb=1\r\n", pairs: [["a", "x\r\ny"], ["b", "1"]], isWindows: true, source: runner }, // biome-ignore format: one line
  { about: "a byte order mark", text: "\uFEFFa=b", pairs: [["a", "b"]], source: "File.ReadAllText strips it" },
  {
    about: "neither form",
    text: "a=1\nnonsense\nb=2",
    pairs: [["a", "1"]],
    error: "Invalid format 'nonsense'",
    source: l0,
  },
  {
    about: "a document without a name",
    text: "<<EOF\nx\nEOF",
    pairs: [],
    error: "Invalid format '<<EOF'. Name must not be empty and delimiter must not be empty",
    source: l0,
  },
  {
    about: "a document without a delimiter",
    text: "a<<\nx\n",
    pairs: [],
    error: "Invalid format 'a<<'. Name must not be empty and delimiter must not be empty",
    source: l0,
  },
  {
    about: "a document without an end",
    text: "a<<EOF\nx\n",
    pairs: [],
    error: "Invalid value. Matching delimiter not found 'EOF'",
    source: l0,
  },
  {
    about: "a document whose last line has no end",
    text: "a<<EOF\nx EOF",
    pairs: [],
    error: "Invalid value. EOF marker missing new line.",
    source: l0,
  },
];

const test = suite("files of the runner");
for (const { about, text, pairs, error, isWindows, source } of cases) {
  test(`${about} (${source})`, () => {
    assert.equal(readFilePairs(text, isWindows), { pairs, ...(error === undefined ? {} : { error }) });
  });
}
test("NODE_OPTIONS is refused in GITHUB_ENV, in any case, and the rest is taken", () => {
  const pairs = [["A", "1"], ["node_options", "--require x"], ["GITHUB_TOKEN", "t"]] as const; // biome-ignore format: one line
  assert.equal(readEnvironmentWrites(pairs), {
    set: [["A", "1"], ["GITHUB_TOKEN", "t"]],
    refused: ["Can't store NODE_OPTIONS output parameter using '$GITHUB_ENV' command."],
  }); // biome-ignore format: one line
});
test("folders of GITHUB_PATH, one a line, with what stands around them", () => {
  assert.equal(readPathFile("/a b\n\n/c\r\n d\n"), ["/a b", "/c", " d"]);
});
test.run();
