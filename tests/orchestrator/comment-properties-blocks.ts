import fc from "fast-check";

/** A piece of a comment, separated from its neighbours, of which it is known whether it gives a command. */
export interface Block {
  readonly text: string;
  /** As the parser is to return it; absent where readers see none. */
  readonly command: string | undefined;
}

export interface TaskCommand {
  readonly task: string;
  readonly values: readonly (readonly [string, string])[];
  readonly dryRun: boolean;
}

/** Words at the left margin between the blocks end every list and quote, so that no block is drawn into its neighbour. */
export function writeComment(blocks: readonly Block[]): string {
  const separators = ["\n\nAnd so on.\n\n", "\n\n---\n\n", "\n\n# A heading\n\n", "\n\nwords\n***\n\n"];
  return blocks
    .map((block, index) => block.text + separators[(index + block.text.length) % separators.length])
    .join("");
}

const words = fc.constantFrom(
  "Thanks!",
  "words and words",
  "see also https://example.com",
  "a < b && c",
  "Привет 👋",
  "x",
);
const secret = fc.constantFrom(
  "/orchestrate",
  "/orchestrate help",
  "/orchestrate deploy stage=production",
  "/orchestrate\tdeploy stage='production' force=true",
  "  /orchestrate release-notes since=hidden  ",
);
const visible = fc.nat(9_999).map((number) => `/orchestrate release-notes since=v${number}`);

/** Always one command at least; nothing in it closes or opens a construct. */
const body = fc
  .tuple(fc.array(words, { maxLength: 2 }), secret, fc.array(fc.oneof(words, secret), { maxLength: 2 }))
  .map(([before, command, after]) => [...before, command, ...after]);
const bodyWithBlanks = body.map((lines) => lines.flatMap((line) => ["", line]));
const loose = fc.oneof(body, bodyWithBlanks);

const hidden = (text: string): Block => ({ text, command: undefined });
const indent = (text: string, by: string): string => text.replace(/^(?=.)/gm, by);

const fence = fc
  .tuple(loose, fc.constantFrom("`", "~"), fc.integer({ min: 3, max: 6 }), fc.nat(3), fc.constantFrom("", "sh", " a b"))
  .map(([lines, mark, length, margin, info]) => {
    const shorter = mark.repeat(length - 1);
    const open = " ".repeat(margin) + mark.repeat(length) + info;
    return [open, ...lines, shorter, "> <!--", ...lines, mark.repeat(length + margin)].join("\n");
  });

const indentedCode = fc
  .tuple(loose, fc.integer({ min: 4, max: 7 }))
  .map(([lines, by]) => indent(lines.join("\n").replace(/^\n/, ""), " ".repeat(by)));

const codeSpan = fc.tuple(body, fc.constantFrom(1, 2, 4)).map(([lines, length]) => {
  const ticks = "`".repeat(length);
  return `see ${ticks} ${"`".repeat(length + 1)}\n${lines.join("\n")}\nand ${ticks} there`;
});

const htmlPairs = fc.constantFrom(
  ["<!--", "-->"],
  ["<!-- a --- b", "-->"],
  ["<pre>", "</pre>"],
  ["<script>", "</script>"],
  ["<STYLE>", "</STYLE>"],
  ["<textarea>", "</textarea>"],
  ["<?php", "?>"],
  ["<![CDATA[", "]]>"],
  ["<!X", "/>"],
);
const htmlWithBlanks = fc.tuple(loose, htmlPairs).map(([lines, [open, close]]) => [open, ...lines, close].join("\n"));

const tightPairs = fc.constantFrom(
  ["<details>", "</details>"],
  ["<div hidden>", "</div>"],
  ["<table><tr><td>", "</td></tr></table>"],
  ["</p>", "text"],
  ["<my-element a='b'>", "</my-element>"],
  ["text <!-- a", "-->"],
  ['text <a title="', '">x</a>'],
  ['[x](http://a "', '")'],
  ["[x](http://a (", "))"],
  ['[x]: http://a "', '"'],
  ["![", "](http://a)"],
  ["[![", "](http://a)](http://b)"],
);
const tight = fc.tuple(body, tightPairs).map(([lines, [open, close]]) => [open, ...lines, close].join("\n"));

/** Quotes, alerts and footnotes go on without their marks to the end of the paragraph. */
const lazy = fc
  .tuple(fc.constantFrom(">", "> > >", "- >", "> -", "> [!NOTE]\n>", "[^1]:", "> [^a]:", "- [^x]:"), body)
  .map(([marks, lines]) => `${marks} words\n${lines.join("\n")}`);

const table = fc
  .tuple(fc.constantFrom("| a |\n|---|", "a | b\n:-- | --:", "words\n| a |\n| - |", "|a|b|\n|-|:-:|\n|c|d|"), body)
  .map(([head, lines]) => `${head}\n${lines.join("\n")}`);
const tableHead = secret.map((command) => `words\n${command}\n| --- |\n| x |`);

const formula = fc
  .tuple(fc.constantFrom(["$$", "$$"], ["so $$x", "y$$ there"], ["$$1$$ $$", "2 $$"], ["$$\\$$", "$$ $5"]), body)
  .map(([[open, close], lines]) => [open, ...lines, close].join("\n"));

const nestable = fc.oneof(fence, indentedCode, codeSpan, htmlWithBlanks, tight, lazy, table, tableHead, formula);
const quoted = fc
  .tuple(fc.oneof(nestable, visible), fc.constantFrom("> ", ">", "> > ", "   > "))
  .map(([text, mark]) => text.replace(/^/gm, mark));
const listed = fc
  .tuple(nestable, fc.constantFrom("-", "*", "7.", "12)"))
  .map(([text, mark]) => `${mark} item\n\n${indent(text, " ".repeat(mark.length + 1))}`);
const tabbedCode = loose.map((lines) => indent(lines.join("\n").replace(/^\n/, ""), "\t"));

/** Commands as an example, as somebody else's words, or not to be seen at all. */
export const hiddenBlock: fc.Arbitrary<Block> = fc.oneof(nestable, quoted, listed, tabbedCode).map(hidden);

/** Hides all that follows: for the end of a comment. */
export const openBlock: fc.Arbitrary<Block> = fc
  .tuple(fc.constantFrom("```", "~~~~ sh", "<!--", "<pre>", "- ```\n  ", "> <!--\n>", "<?", "x"), body)
  .map(([open, lines]) => {
    if (open === "x") return hidden("the end");
    const margin = open.startsWith("-") ? "  " : open.startsWith(">") ? "> " : "";
    return hidden([open, ...lines].map((line, index) => (index === 0 ? line : margin + line)).join("\n"));
  });

const lookAlikes = [
  "/orchestratex deploy stage=production",
  "run /orchestrate deploy stage=production",
  "//orchestrate help",
  "\\/orchestrate help",
  "/orchestrate\u200b help",
  "/\u043erchestrate help",
  "\u2215orchestrate help",
  "\uff0forchestrate help",
  "\u00a0/orchestrate help",
  "&#47;orchestrate help",
  "# /orchestrate help",
  "- /orchestrate help",
  "1. /orchestrate help",
  "| a |\n|---|\n| /orchestrate help |",
  "*/orchestrate help*",
  "[/orchestrate help](http://a)",
];

/** Prose, and what resembles a command. */
export const silentBlock: fc.Arbitrary<Block> = fc
  .array(fc.oneof(words, fc.constantFrom(...lookAlikes)), { minLength: 1, maxLength: 3 })
  .map((lines) => hidden(lines.join("\n\n")));

const visiblePlaces = [
  (line: string) => line,
  (line: string) => `   ${line} \t`,
  (line: string) => `Thanks!\n${line}\nand more`,
  (line: string) => `Thanks!\n            ${line}`,
  (line: string) => `- item\n\n  ${line}`,
  (line: string) => `12) item\n\n    ${line}`,
  (line: string) => `- item\n  ${line}`,
  (line: string) => `[words\n${line}\nwords](http://a)`,
  (line: string) => `a \` b\n${line}`,
  (line: string) => `\\\`\n${line}\n\\\``,
  (line: string) => `a <! b\n${line}\n>`,
  (line: string) => `**bold\n${line}\nbold**`,
  (line: string) => `# heading\n${line}`,
  (line: string) => `> quoted\n\n${line}`,
  (line: string) => `\`\`\`\ncode\n\`\`\`\n${line}`,
  (line: string) => `<!-- a -->\n${line}`,
  (line: string) => `${line}\n===`,
  (line: string) => `  ${line}\n> quoted`,
  (line: string) => `- [ ] item\n  ${line}\n  - inner`,
  (line: string) => `> [!NOTE]\n> words\n\n${line}`,
  (line: string) => `| a |\n|---|\n\n${line}`,
  (line: string) => `a | b\n${line}`,
  (line: string) => `$$\n\n${line}\n\n$$`,
  (line: string) => `\\$$\n${line}\n$$`,
  (line: string) => `[^note]: words\n\n${line}`,
  (line: string) => `x \`\n===\n${line}\n\``,
  (line: string) => `${line}\n---`,
];

/** One command that readers see as plain text. */
export const visibleBlock: fc.Arbitrary<Block> = fc
  .tuple(visible, fc.constantFrom(...visiblePlaces))
  .map(([command, place]) => ({ text: place(command), command }));

/** Right and wrong commands, of which nothing is hidden. */
export const commandLine: fc.Arbitrary<string> = fc
  .array(
    fc.constantFrom(
      "release-notes",
      "deploy",
      "help",
      "status",
      "cancel",
      "since=v1",
      "'since=v1'",
      "--since=v1",
      "stage=staging",
      "force=yes",
      "--dry-run",
      'until="a b"',
      "'",
      '="',
      "a=\u202e",
      "::error::x",
    ),
    { maxLength: 5 },
  )
  .map((parts) => ["/orchestrate", ...parts].join(" "));

const taskName = fc
  .array(fc.stringMatching(/^[a-z][a-z0-9]{0,7}$/), { minLength: 1, maxLength: 3 })
  .map((parts) => parts.join("-"))
  .filter((name) => !["help", "status", "cancel"].includes(name));
const key = fc.oneof(
  fc.constantFrom("__proto__", "constructor", "toString", "a-b", "_"),
  fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_-]{0,9}$/),
);
const character = fc.oneof(
  fc.constantFrom(..."\"'\\ =-`<>:#%$/\u201c"),
  fc.integer({ min: 0x21, max: 0x2_ffff }).map((codePoint) => String.fromCodePoint(codePoint)),
);
/** What can be typed on one line: no invisible character, and no blank but the blank. */
const value = fc
  .array(character, { maxLength: 20 })
  .map((characters) => characters.join(""))
  .map((text) => text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{DI}\u2800]|[^\P{Zs} ]/gu, ""));

export const taskCommand: fc.Arbitrary<TaskCommand> = fc.record({
  task: taskName,
  values: fc.uniqueArray(fc.tuple(key, value), { maxLength: 8, selector: ([name]) => name }),
  dryRun: fc.boolean(),
});

/**
 * The command as a person may type it.
 * @param styles of each value in turn: 0 bare, 1 in single and 2 in double quotes, 3 with its key in double quotes; double
 * where the style cannot hold it
 */
export function printCommand(command: TaskCommand, styles: readonly number[]): string {
  const parts = command.values.map(([name, text], index) => {
    if (styles[index] === 0 && !/[\s"'\u2018\u2019\u201c\u201d]/u.test(text)) return `${name}=${text}`;
    if (styles[index] === 1 && !text.includes("'")) return `${name}='${text}'`;
    const escaped = text.replace(/["\\]/g, "\\$&");
    return styles[index] === 3 ? `"${name}=${escaped}"` : `${name}="${escaped}"`;
  });
  if (command.dryRun) parts.splice((styles[0] ?? 0) % (parts.length + 1), 0, "--dry-run");
  return ["/orchestrate", command.task, ...parts].join(styles[1] === 1 ? " \t " : " ");
}

/** Attempts to choose what the table alone decides; many a line is a right command all the same. */
export const steeringLine: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom(
      ...["release-notes since=v1", "deploy stage=staging", "deploy stage=staging", "release-notes since=v1"],
      ...["release-notes.yml since=v1", "deploy@evil stage=staging", "evil/fork:deploy", "../deploy", "__proto__"],
    ),
    fc.array(
      fc.tuple(
        fc.constantFrom(
          ...["until", "replicas", "force", "since", "workflow", "workflow_id", "ref", "repository", "repo", "owner"],
          ...["inputs", "__proto__", "constructor", "task", "inputs[ref]", "until.ref", "--ref", "--repo", "-R"],
        ),
        fc.constantFrom(
          "evil/fork",
          "evil.yml",
          "../../evil.yml",
          "refs/heads/evil",
          '\'{"ref":"evil"}\'',
          "1",
          "true",
        ),
      ),
      { maxLength: 2 },
    ),
  )
  .map(([task, parts]) => ["/orchestrate", task, ...parts.map((part) => part.join("="))].join(" "));

/** Pieces of Markdown, commands and characters that break line-based tools, in any order. */
export const markdownSoup: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom("\n", "\n\n", "\n/orchestrate ", "\n\n/orchestrate ") },
      { weight: 2, arbitrary: commandLine.map((line) => `\n\n${line}\n`) },
      {
        weight: 5,
        arbitrary: fc.constantFrom(
          ..."` `` ``` ~~~ > - 1. # <!-- --> <b> </b> [ ]( ) ![ ]: \" ' \\ = --dry-run *** _ | $$ <?".split(" "),
          ...["    ", "\t", " ", "\r\n", "\r", "\u2028", "\u0085", "\u0000", "\u001b[2K", "\u200b", "\u202e", "\ufeff"],
          ...[
            "::set-output name=a::b",
            "##[error]x",
            "%0A::error::",
            "\ud800",
            "\udc00",
            "$(id)",
            "${{ github.token }}",
          ],
          ...["release-notes", "since=v1", "help", "deploy", "stage=staging", "/orchestrate", "\n~~~\n", "\n```\n"],
        ),
      },
      {
        weight: 1,
        arbitrary: fc
          .constantFrom("deploy stage=staging", "release-notes since=v1")
          .map((line) => `\n\n/orchestrate ${line}\n\n`),
      },
      { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 12 }) },
    ),
    { maxLength: 14 },
  )
  .map((parts) => parts.join(""));
