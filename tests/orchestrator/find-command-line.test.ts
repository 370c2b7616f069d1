import { findCommandLine } from "@yardmaster/orchestrator";
import { suite } from "uvu";
import * as assert from "uvu/assert";

/** The line, or the code of the refusal. */
function find(markdown: string): string {
  const found = findCommandLine(markdown);
  return found.ok ? found.value : `! ${found.error.code}`;
}

const words = suite("command line: the word");

words("a comment that is a command, with the blanks around it cut off", () => {
  assert.is(find("/orchestrate release-notes since=v1"), "/orchestrate release-notes since=v1");
  assert.is(find("/orchestrate"), "/orchestrate");
  assert.is(find("  /orchestrate x  \t"), "/orchestrate x");
});

words("the first of several, after any text, with every kind of line end", () => {
  assert.is(find("Thanks!\n/orchestrate a\n/orchestrate b"), "/orchestrate a");
  assert.is(find("Thanks!\r\n/orchestrate a\r\nmore"), "/orchestrate a");
  assert.is(find("Thanks!\r/orchestrate a\rmore"), "/orchestrate a");
});

words("another word, case or place is no command", () => {
  const others = [
    "/orchestratex",
    "/Orchestrate x",
    "/ORCHESTRATE",
    "run /orchestrate x",
    "\\/orchestrate x",
    "//orchestrate",
  ];
  for (const text of [...others, "", "\n\n", "/orchestrate.", "\u00a0/orchestrate x", "\ufeff/orchestrate x"]) {
    assert.is(find(text), "! no-command", JSON.stringify(text));
  }
});

words("a white space that is no blank ends the word, and is left for the refusal to name", () => {
  assert.is(find("/orchestrate\u00a0x"), "/orchestrate\u00a0x");
  assert.is(find("/orchestrate\u200bx"), "! no-command");
});

words.run();

const hidden = suite("command line: where readers see something else");

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
  ["the words of an image by reference", "![\n/orchestrate a\n][x]\n\n[x]: http://a"],
];
for (const [name, markdown] of examples) {
  hidden(name, () => {
    assert.is(find(markdown), "! no-command");
    const isOpen = markdown.startsWith("~~~");
    assert.is(find(`${markdown}\n\n/orchestrate b`), isOpen ? "! no-command" : "/orchestrate b");
  });
}

hidden("what follows the hidden part counts, and what only looks like one is text", () => {
  assert.is(find("> quoted\n\n/orchestrate a"), "/orchestrate a");
  assert.is(find("a ` b\n/orchestrate a"), "/orchestrate a");
  assert.is(find("[words\n/orchestrate a\n](http://a)"), "/orchestrate a");
  assert.is(find("[words\n/orchestrate a\n][x]\n\n[x]: http://a"), "/orchestrate a");
  assert.is(find("*a\n/orchestrate a*"), "/orchestrate a*");
  assert.is(find("- item\n\n  /orchestrate a"), "/orchestrate a");
  assert.is(find("para\n      /orchestrate a"), "/orchestrate a");
});

hidden("a command line that is partly hidden is refused, not guessed", () => {
  for (const line of [
    "since=`v1`",
    "since=<b>v1</b>",
    "a <!-- b=1 -->",
    "a <!-- b\n-->",
    "since=[v1](http://a)",
    "![x](y)",
    "a <http://x>",
  ]) {
    assert.is(find(`/orchestrate x ${line}`), "! hidden-text", line);
  }
  const refused = findCommandLine("/orchestrate x since=`v1`");
  assert.equal(refused, {
    ok: false,
    error: {
      code: "hidden-text",
      severity: "error",
      message: "The command line holds code, which readers of the comment see differently.",
      hint: "Write the command as plain text, without backticks, brackets and angle brackets.",
    },
  });
});

hidden.run();

const limits = suite("command line: limits");

limits("GitHub's longest comment is read, a longer text refused", () => {
  const command = "/orchestrate a\n";
  assert.is(find(command + "x".repeat(65_536 - command.length)), "/orchestrate a");
  assert.is(find(command + "x".repeat(65_537 - command.length)), "! comment-too-long");
});

limits("deep nesting is refused where there is a command to find, and only there", () => {
  assert.is(find(`/orchestrate a\n${">".repeat(32)} x`), "/orchestrate a");
  assert.is(find(`/orchestrate a\n${">".repeat(33)} x`), "! comment-too-deep");
  assert.is(find(`/orchestrate a\n${"1. - ".repeat(17)} x`), "! comment-too-deep");
  assert.is(find(`/orchestrate a\n${"-".repeat(200)}\n${"*".repeat(200)}`), "/orchestrate a");
  assert.is(find(">".repeat(65_000)), "! no-command");
});

limits("64 KB of hostile Markdown takes seconds, not minutes", () => {
  for (const part of ["*a_ ", "_*", "[a](", "a`", "- a\n"]) {
    const command = "\n\n/orchestrate a";
    const text = part.repeat(Math.floor((65_536 - command.length) / part.length)) + command;
    const started = performance.now();
    findCommandLine(text);
    assert.ok(performance.now() - started < 10_000, part);
  }
});

limits.run();
