import { findCommandLines } from "@yardmaster/orchestrator";
import { suite } from "uvu";
import * as assert from "uvu/assert";

/** Each command with its line, and `!` where it is partly hidden; or the code of the refusal. */
function find(markdown: string): string {
  const found = findCommandLines(markdown);
  if (!found.ok) return `! ${found.error.code}`;
  return found.value.map(({ line, text, hidden }) => `${line}${hidden ? "!" : ""} ${text}`).join(" | ");
}

const words = suite("command lines: the word");

words("a comment that is a command, with the blanks around it cut off", () => {
  assert.is(find("/orchestrate release-notes since=v1"), "1 /orchestrate release-notes since=v1");
  assert.is(find("/orchestrate"), "1 /orchestrate");
  assert.is(find("  /orchestrate x  \t"), "1 /orchestrate x");
});

words("each of several with its line, after any text, with every kind of line end", () => {
  assert.is(find("Thanks!\n/orchestrate a\n/orchestrate b"), "2 /orchestrate a | 3 /orchestrate b");
  assert.is(find("Thanks!\r\n/orchestrate a\r\n\r\n/orchestrate b\r\n"), "2 /orchestrate a | 4 /orchestrate b");
  assert.is(find("Thanks!\r/orchestrate a\r/orchestrate b"), "2 /orchestrate a | 3 /orchestrate b");
  assert.is(find("/orchestrate\n\r\r\n/orchestrate b"), "1 /orchestrate | 4 /orchestrate b");
});

words("null characters and a byte order mark do not move what is found", () => {
  assert.is(find("\ufeffx `y`\n/orchestrate a `b`"), "2! /orchestrate a `b`");
  assert.is(find("\ufeffx\n\n\ufeff`y\n/orchestrate a\nz`"), "! no-command");
  assert.is(find("\u0000`x`\u0000\n/orchestrate a\u0000b"), "2 /orchestrate a\u0000b");
  assert.is(find("\u0000\n> \u0000\n\n/orchestrate a"), "4 /orchestrate a");
});

words("another word or place is no command", () => {
  const others = ["/orchestratex", "run /orchestrate x", "\\/orchestrate x", "//orchestrate"];
  for (const text of [...others, "", "\n\n", "/orchestrate.", "\u00a0/orchestrate x", "\ufeff/orchestrate x"]) {
    assert.is(find(text), "! no-command", JSON.stringify(text));
  }
});

words("another case is answered, and no command", () => {
  for (const word of ["/Orchestrate", "/ORCHESTRATE"]) {
    assert.equal(findCommandLines(`x\n${word} a`), {
      ok: true,
      value: [
        {
          text: `${word} a`,
          line: 2,
          hidden: {
            code: "wrong-case",
            severity: "error",
            message: `The word "${word}" is no command.`,
            hint: 'Did you mean "/orchestrate"?',
          },
        },
      ],
    });
    assert.is(find(`${word}x`), "! no-command");
    assert.is(find(`> ${word} a`), "! no-command");
  }
  assert.is(find("/Orchestrate a\n/orchestrate a"), "1! /Orchestrate a | 2 /orchestrate a");
});

words("a white space that is no blank ends the word, and is left for the refusal to name", () => {
  assert.is(find("/orchestrate\u00a0x"), "1 /orchestrate\u00a0x");
  assert.is(find("/orchestrate\u200bx"), "! no-command");
});

words.run();

const hidden = suite("command lines: where readers see something else");

const examples: readonly (readonly [string, string])[] = [
  ["fenced code", "```\n/orchestrate a\n```"],
  ["fenced code that is not closed", "~~~sh\n/orchestrate a"],
  ["indented code", "text\n\n    /orchestrate a"],
  ["code indented by a tab", "\t/orchestrate a"],
  ["code in a list", "- one\n\n      /orchestrate a"],
  ["a code span over lines", "see `\n/orchestrate a\n` there"],
  ["a code span after an escaped backtick", "\\` `\n/orchestrate a\n`"],
  ["a quote", "> /orchestrate a"],
  ["a quote that goes on without its mark", "> quoted\n/orchestrate a"],
  ["a comment in HTML", "<!--\n/orchestrate a\n-->"],
  ["a comment in HTML within a paragraph", "text <!-- x\n/orchestrate a\n-->"],
  ["an HTML block", "<details>\n/orchestrate a\n</details>"],
  ["an attribute", 'text <a title="\n/orchestrate a\n">x</a>'],
  ["the title of a link", '[x](http://a "\n/orchestrate a\n")'],
  ["the title of a definition", '[x]: http://a "\n/orchestrate a\n"'],
  ["the words for an image that does not load", "![\n/orchestrate a\n](http://a)"],
  ["an alert", "> [!WARNING]\n> /orchestrate a"],
  ["a quote in a list", "- item\n  > quoted\n  /orchestrate a"],
  ["a list in a quote", "> - item\n>   /orchestrate a"],
  ["a footnote", "text[^1]\n\n[^1]: words\n/orchestrate a"],
  ["a footnote that nothing refers to", "[^1]: words\n\n    /orchestrate a"],
  ["a row of a table without bars outside", "a | b\n--- | ---\n/orchestrate a | c"],
  ["a line under a table", "| a |\n|---|\n| b |\n/orchestrate a"],
  ["the head of a table", "words\n/orchestrate a\n| --- |"],
  ["a formula", "$$\n/orchestrate a\n$$"],
  ["a formula among words", "so $$x\n/orchestrate a\ny$$ there"],
  ["a formula in fenced code", "```math\n/orchestrate a\n```"],
  ["a suggestion", "```suggestion\n/orchestrate a\n```"],
  ["code under a heading by its underline", "heading\n===\n    /orchestrate a"],
  ["the words of an image by reference", "![\n/orchestrate a\n][x]\n\n[x]: http://a"],
];
for (const [name, markdown] of examples) {
  hidden(name, () => {
    assert.is(find(markdown), "! no-command");
    const last = markdown.split("\n").length + 2;
    const isOpen = markdown.startsWith("~~~");
    assert.is(find(`${markdown}\n\n/orchestrate b`), isOpen ? "! no-command" : `${last} /orchestrate b`);
  });
}

hidden("what follows the hidden part counts, and what only looks like one is text", () => {
  const visible: readonly (readonly [string, string])[] = [
    ["> quoted\n\n/orchestrate a", "3 /orchestrate a"],
    ["a ` b\n/orchestrate a", "2 /orchestrate a"],
    ["[words\n/orchestrate a\n](http://a)", "2 /orchestrate a"],
    ["[words\n/orchestrate a\n][x]\n\n[x]: http://a", "2 /orchestrate a"],
    ["*a\n/orchestrate a\nb*", "2 /orchestrate a"],
    ["- item\n\n  /orchestrate a", "3 /orchestrate a"],
    ["- [ ] item\n  /orchestrate a\n  - inner\n\n    /orchestrate b", "2 /orchestrate a | 5 /orchestrate b"],
    ["para\n      /orchestrate a", "2 /orchestrate a"],
    ["a `\n===\n/orchestrate a `", "3 /orchestrate a `"],
    ["/orchestrate a\n---", "1 /orchestrate a"],
    ["$$\n\n/orchestrate a\n\n$$", "3 /orchestrate a"],
    ["\\$$ x\n/orchestrate a\n$$", "2 /orchestrate a"],
    ["`$$`\n/orchestrate a\n$$", "2 /orchestrate a"],
    ["$$$\n/orchestrate a\n$$$", "2 /orchestrate a"],
    ["cost $5\n/orchestrate a\n$6", "2 /orchestrate a"],
    ["[^1]\n/orchestrate a", "2 /orchestrate a"],
    ["[x]:\n/orchestrate\n\n/orchestrate a", "4 /orchestrate a"],
    ["a | b\n/orchestrate a | b", "2 /orchestrate a | b"],
    ["| a |\n|---|\n\n/orchestrate a", "4 /orchestrate a"],
    ["![^1]\n/orchestrate a\n\n[^1]: x", "2 /orchestrate a"],
    ["<!-- a -->\n/orchestrate a", "2 /orchestrate a"],
    ["</details>\n\n/orchestrate a", "3 /orchestrate a"],
    ["/orchestrate a=*b&c $d ~e :30:", "1 /orchestrate a=*b&c $d ~e :30:"],
    ['/orchestrate a="b \\"c\\" \\\\d"', '1 /orchestrate a="b \\"c\\" \\\\d"'],
  ];
  for (const [markdown, expected] of visible) assert.is(find(markdown), expected, markdown);
});

hidden("a command line that is partly hidden is refused alone, not guessed", () => {
  const lines: readonly (readonly [string, string])[] = [
    ["since=`v1`", "code"],
    ["since=<b>v1</b>", "HTML"],
    ["a <!-- b=1 -->", "HTML"],
    ["since=[v1](http://a)", "a link"],
    ["since=[v1][r]", "a link"],
    ["since=[r]", "a link"],
    ["a <http://x>", "a link"],
    ["![x](y)", "an image"],
    ["![r]", "an image"],
    ["a[^n]", "a footnote"],
    ["since=$$ until=$$", "a formula"],
    ["since=v1\\", "a line break"],
  ];
  const definitions = "\n[r]: http://a\n\n[^n]: note\n\n/orchestrate y";
  for (const [line, what] of lines) {
    const found = findCommandLines(`/orchestrate x ${line}\nmore\n${definitions}`);
    const message = `The command line holds ${what}, which readers of the comment see differently.`;
    const hint = "Write the command as plain text, without backticks, brackets and angle brackets.";
    const hiddenText = { code: "hidden-text", severity: "error", message, hint };
    assert.equal(found.ok && found.value, [
      { text: `/orchestrate x ${line}`, line: 1, hidden: hiddenText },
      { text: "/orchestrate y", line: 8 },
    ]);
  }
});

hidden("a value that readers see in another form is refused, and the hint says what to leave out", () => {
  const values: readonly (readonly [string, string])[] = [
    ["since=v1\\_2", "a backslash escape"],
    ["since=a\\\\b", "a backslash escape"],
    ['since="a\\" until=\\"b"', "a backslash escape"],
    ["since=&#118;1", "a character reference"],
    ["since=v&#x202e;1", "a character reference"],
    ["since=b&amp;c", "a character reference"],
    ["since=~~v1~~v2", "struck-out text"],
    ["since=HEAD~2 until=HEAD~1", "struck-out text"],
    ["since=*v1*", "emphasis"],
    ["since=__v1__", "emphasis"],
    ["since=2*3*4", "emphasis"],
    ["since=:tada:", "the name of an emoji"],
    ["since=10:100:20", "the name of an emoji"],
    ["since=:Octocat:", "the name of an emoji"],
    ['since="v1  v2"', "several blanks in a row"],
  ];
  for (const [value, what] of values) {
    const found = findCommandLines(`/orchestrate x ${value}`);
    assert.equal(found.ok && found.value[0]?.hidden, {
      code: "hidden-text",
      severity: "error",
      message: `The command line holds ${what}, which readers of the comment see differently.`,
      hint: `Write the command without ${what}, or give it on the repository's page Actions.`,
    });
  }
  assert.is(find("/orchestrate x since=$v1$"), "1! /orchestrate x since=$v1$");
  assert.is(find("/orchestrate x since=a::error::b"), "1 /orchestrate x since=a::error::b");
});

hidden("what stands around lines may strike them out, and then they are refused", () => {
  for (const comment of ["~~a\n/orchestrate a\nb~~", "~a\n/orchestrate a\nb~", "a ~b\n/orchestrate a\nb~~"]) {
    assert.is(find(comment), "2! /orchestrate a", comment);
  }
  assert.is(find("~~a~~\n/orchestrate a\n~ b"), "2 /orchestrate a");
});

hidden("a line that the page does not show as the author's words says where it stands", () => {
  const otherwise = "after HTML or a task that GitHub reads in another way than CommonMark";
  const places: readonly (readonly [string, string])[] = [
    ["<details>\n\n/orchestrate a", 'in the HTML element "details"'],
    ["<div hidden>\n\n/orchestrate a", 'in an HTML element with the attribute "hidden"'],
    ["<div><!--\n\n/orchestrate a\n\n-->", "in a part of its HTML that nobody sees"],
    ["<sub>\n\n<sup>\n\n/orchestrate a", 'in small print within "sub"'],
    [`${"<div>\n".repeat(120)}\n/orchestrate a`, "in more than 100 elements of HTML"],
    ["<svg></svg>\n\n/orchestrate a", 'after the HTML element "svg"'],
    ["<table>x</table>\n\n/orchestrate a", "after an HTML table with text between its cells"],
    ["x <!-- a -- b -->\n\n/orchestrate a", "near HTML that is text for some programs"],
    ["<div><?x > ?></div>\n\n/orchestrate a", "after HTML that programs read in different ways"],
    ["<!-- a --!>\n-->\n\n/orchestrate a", "after HTML that programs read in different ways"],
    ["\u202ex\n/orchestrate a", "after a character that turns the direction of its paragraph"],
    ["a\n    | x |\n|---|\n/orchestrate a", "after a line that begins a table for some programs"],
    ["- [ ] \n\n    /orchestrate a", otherwise],
    ["- [ ] [^1]: a\n/orchestrate a", "near a task that is a definition for some programs"],
    ["- a\n<samp>\n\n/orchestrate a", otherwise],
    ["> a\r\n<button>\r\n\r\n/orchestrate a", otherwise],
    ["    x\n\n2. <!--\n\n/orchestrate a", "after a line that begins a list for some programs"],
    ["<string title='x'>\n\n/orchestrate a", 'in the HTML element "string"'],
  ];
  for (const [comment, place] of places) {
    const found = findCommandLines(comment);
    assert.equal(found.ok && found.value[0]?.hidden, {
      code: "hidden-text",
      severity: "error",
      message: `The command line stands ${place}: readers of the comment may not see it as its author's own words.`,
      hint: "Write the command into a paragraph before all HTML and tables, or into a comment of its own.",
    });
  }
});

hidden("lines that are refused for their place do not stand in the way of others", () => {
  const folded = (count: number): string =>
    `<details>\n\n${Array.from({ length: count }, (_, at) => `/orchestrate t${at}\n`).join("\n")}\n</details>\n\n`;
  assert.is(find(`${folded(1)}/orchestrate t0`), "7 /orchestrate t0");
  assert.is(find(`${folded(2)}/orchestrate a`), "3! /orchestrate t0 | 5! /orchestrate t1 | 9 /orchestrate a");
  assert.is(find(`${folded(30)}/orchestrate a`).split(" | ").length, 10);
  assert.match(find(`${folded(30)}/orchestrate a`), / \| 65 \/orchestrate a$/);
});

hidden("what begins in a command line and ends after it hides a part of it, and what ends before it does not", () => {
  for (const [open, close] of [
    ["`", "`"],
    ["<!--", "-->"],
    ["<b title='", "'>"],
    ["[", "](http://a)"],
    ["![", "](http://a)"],
    ["$$", "$$"],
  ]) {
    assert.is(find(`/orchestrate a ${open}\nb ${close}`), `1! /orchestrate a ${open}`);
    assert.is(find(`x ${open} y\nb ${close}\n/orchestrate a`), "3 /orchestrate a");
    const inLink = open === "[";
    assert.is(find(`x ${open}\n/orchestrate a\nb ${close}`), inLink ? "2 /orchestrate a" : "! no-command");
  }
});

hidden.run();

const limits = suite("command lines: limits");

limits("ten commands are read, of eleven none; those that are hidden do not count", () => {
  const commands = (count: number): readonly string[] =>
    Array.from({ length: count }, (_, at) => `/orchestrate t${at}`);
  assert.is(
    find(commands(10).join("\n")),
    commands(10)
      .map((text, at) => `${at + 1} ${text}`)
      .join(" | "),
  );
  assert.equal(findCommandLines(commands(11).join("\n\n")), {
    ok: false,
    error: {
      code: "too-many-commands",
      severity: "error",
      message: "The comment gives 11 commands; at most 10 are read, and none was.",
      hint: "Split them over several comments.",
    },
  });
  const quoted = commands(100).map((text) => `> ${text}`);
  assert.is(find([...quoted, "", "/orchestrate a"].join("\n")), "102 /orchestrate a");
});

limits("a command that is given twice is refused with all of the comment", () => {
  assert.equal(findCommandLines("/orchestrate a\n/orchestrate b\n\n  /orchestrate a\t\n"), {
    ok: false,
    error: {
      code: "repeated-command",
      severity: "error",
      message: "Line 4 repeats the command of line 1; no command of the comment was read.",
      hint: "Give each command once; to run one twice, send a second comment.",
    },
  });
  assert.is(find("/orchestrate a\n> /orchestrate a"), "1 /orchestrate a");
  assert.is(find("/orchestrate a\n/orchestrate  a"), "1 /orchestrate a | 2 /orchestrate  a");
});

limits("GitHub's longest comment is read, a longer text refused", () => {
  const command = "/orchestrate a\n";
  assert.is(find(command + "x".repeat(65_536 - command.length)), "1 /orchestrate a");
  assert.is(find(command + "x".repeat(65_537 - command.length)), "! comment-too-long");
});

limits("deep nesting is refused where there is a command to find, and only there", () => {
  assert.is(find(`/orchestrate a\n${">".repeat(32)} x`), "1 /orchestrate a");
  assert.is(find(`/orchestrate a\n${">".repeat(33)} x`), "! comment-too-deep");
  assert.is(find(`/orchestrate a\n${"1. - ".repeat(17)} x`), "! comment-too-deep");
  assert.is(find(`/orchestrate a\n${"-".repeat(200)}\n${"*".repeat(200)}`), "1 /orchestrate a");
  assert.is(find(">".repeat(65_000)), "! no-command");
});

limits.run();
