import { readShellScript, shellCommands, wordsOfCommand } from "@yardmaster/core";
import { suite } from "uvu";
import * as assert from "uvu/assert";

const test = suite("shell script");

/** Each command: its words, redirections, where its output goes, and `$` in front where it is a substitution. */
function read(text: string): readonly string[] {
  return shellCommands(text).map(({ words, redirections, pipesTo, isSubstitution }) => {
    const targets = redirections.map(({ descriptor, operator, target, document }) => {
      const body = document ? JSON.stringify(document.text) : "";
      return ` ${descriptor ?? ""}${operator}${target.raw}${body}`;
    });
    const into = pipesTo ? ` | ${wordsOfCommand(pipesTo)[0]?.text}` : "";
    const shown = words.map((word) => word.text.replaceAll("\u0000", "V").replaceAll("\u0001", "S"));
    return `${isSubstitution ? "$" : ""}${shown.join(" ")}${targets.join("")}${into}`;
  });
}

test("separates commands by everything that ends one", () => {
  assert.equal(read("set -e\na; b && c || d & e\nif [[ $a == b ]]; then f; fi"), [
    ..."set -e,a,b,c,d,e,[[ $a == b ]],f".split(","),
  ]);
});

test("takes quotes off, keeps how a word is written, and counts an expression as one value", () => {
  const text = `echo "a b"'c;d'\\;e \${{ x || '}}' }}"\${{ y }}" # not this`;
  const [command] = shellCommands(text);
  assert.equal(
    command?.words.map((word) => [word.text, word.raw, word.isQuoted, word.values]),
    [
      ["echo", "echo", false, []],
      ["a bc;d;e", `"a b"'c;d'\\;e`, true, []],
      [
        "\u0000\u0000",
        `\${{ x || '}}' }}"\${{ y }}"`,
        true,
        [
          { index: 0, at: 0 },
          { index: 1, at: 1 },
        ],
      ],
    ],
  );
  assert.is(text.slice(command?.start, command?.end), text.slice(0, text.indexOf(" #")));
});

test("gives a command the redirections of what it stands in", () => {
  assert.equal(read('{ a; b 2>&1; } >> "$F"; (c) > x; while read l; do d < y; done <<< "$z" &> all; e >|f 2>>g'), [
    'a >>"$F"',
    'b 2>&1 >>"$F"',
    "c >x",
    'read l <<<"$z" &>all',
    'd <y <<<"$z" &>all',
    "e >|f 2>>g",
  ]);
});

test("follows pipes into and out of groups", () => {
  assert.equal(read("a | b |& c\n{ d; e; } | tee f\ng | (h; i)\nj |\n  k || l"), [
    ...["a | b", "b | c", "c", "d | tee", "e | tee", "tee f", "g | h", "h", "i", "j | k", "k", "l"],
  ]);
});

test("keeps the text of a here-document with its offset, and reads the substitutions in it", () => {
  const text = "cat <<-EOF > x\n\thello $(inner \"a\")\n\tEOF\ncat <<'E' <<F\n$(no)\nE\n`yes`\nF";
  assert.equal(read(text), [
    'cat <<EOF"\\thello $(inner \\"a\\")\\n" >x',
    "$inner a",
    'cat <<\'E\'"$(no)\\n" <<F"`yes`\\n"',
    "$yes",
  ]);
  const documents = shellCommands(text).flatMap(({ redirections }) =>
    redirections.flatMap((one) => one.document ?? []),
  );
  assert.equal(
    documents.map((one) => text.slice(one.start, one.start + one.text.length) === one.text),
    [true, true, true],
  );
});

test("reads substitutions, processes and backticks as commands of their own", () => {
  assert.equal(
    read('x=$(git log | head -1) y "$(z)" <(p)\ndiff <(one) > >(two)\n`a \\`b\\``\n${v:-$(w)} $((1 + $(n)))'),
    [
      "x=S y S S",
      ...["$git log | head", "$head -1", "$z", "$p", "diff S >>(two)", "$one", "$two", "S", "$a S", "$b"],
      ..."SS SS,$w,$n".split(","),
    ],
  );
});

test("knows functions, cases and loops", () => {
  const script = readShellScript(
    "f() { a; }\nfunction g { b; }\nh () (c)\ncase $x in\n a|b) d ;;\n (*) e;;\nesac > y\nfor i in 1 2; do f; done\nfor ((i=0; i<2; i++)); do j; done > z",
  );
  assert.equal([...script.functions], ["f", "g", "h"]);
  assert.equal(
    script.commands.map((command) => command.words.map(({ text }) => text).join(" ")),
    ["a", "b", "c", "d", "e", "for i in 1 2", "f", "for", "j"],
  );
  assert.equal(
    script.commands.map(({ line }) => line),
    [0, 1, 2, 4, 5, 7, 7, 8, 8],
  );
});

test("joins lines that a backslash joins, and leaves arrays and patterns in their word", () => {
  assert.equal(read("a \\\n  --b c\\\nd\nx=(1 2 $(y))\n[[ $a =~ ^(b|c)$ && -n $d ]] && e"), [
    ..."a --b cd|x=|$y|[[ $a =~ ^$ -n $d ]]|e".split("|"),
  ]);
});

test("reads any text to its end", () => {
  for (const text of ["", "'", '"$(', "`", "<<", "cat <<E\nx", ")", "}", "fi done esac", "${{", "a > ", "\\", "$(("]) {
    assert.type(shellCommands(text).length, "number");
  }
});

test.run();
