import { indentTemplates, writeTemplate } from "@yardmaster/importer/writers";
import { suite } from "uvu";
import * as assert from "uvu/assert";

const test = suite("templates of texts");

const written = (text: string) => writeTemplate("sh", [text]);

test("writes one line inline, and several in block form", () => {
  assert.is(written("npm ci"), "sh`npm ci`");
  assert.is(written("npm ci\n"), "sh`\n\t\tnpm ci\n\t`");
  assert.is(written("a\n\n  b\n"), "sh`\n\t\ta\n\n\t\t  b\n\t`");
  assert.is(written("a\nb"), "sh`\n\t\ta\n\t\tb`");
  assert.is(written("a\n\n\n"), "sh`\n\t\ta\n\n\n\t`");
  assert.is(written("\na\n"), "sh`\n\n\t\ta\n\t`");
  assert.is(written("a\u2028b\n"), "sh`\n\t\ta\u2028b\n\t`");
  assert.is(written(""), "sh``");
});

test("escapes what would end the template or begin a value, with the backslashes before it", () => {
  assert.is(written("echo `date` ${HOME} $HOME \\n"), "sh`echo \\`date\\` \\${HOME} $HOME \\n`");
  assert.is(written("\\` \\\\${A}"), "sh`\\\\\\` \\\\\\\\\\${A}`");
  assert.is(written("a \\"), "sh`a \\\\`");
  assert.is(written("a \\\n"), "sh`\n\t\ta \\\n\t`");
});

test("puts values in", () => {
  assert.is(
    writeTemplate("unsafeScript", ["a $", { source: "github.ref" }, "\\", { source: "b" }]),
    "unsafeScript`a $${github.ref}\\\\${b}`",
  );
  assert.is(writeTemplate("lines", [{ source: "a" }, "\n  b\n"]), "lines`\n\t\t${a}\n\t\t  b\n\t`");
});

test("refuses what a template would change", () => {
  for (const text of ["a\r\n", "  a\n  b\n", "\n", "  \n", "a\n  ", "a\0"])
    assert.is(written(text), undefined, JSON.stringify(text));
});

test("indents templates by the line on which they begin", () => {
  const formatted =
    "const a = [\n  run(sh`\n\t\ta\n\n\t\t\tb\n\t`),\n  run(\n    {},\n    sh`\n\t\tc\n\t\td`,\n  ),\n];\n";
  const expected =
    "const a = [\n  run(sh`\n    a\n\n    \tb\n  `),\n  run(\n    {},\n    sh`\n      c\n      d`,\n  ),\n];\n";
  assert.is(indentTemplates(formatted), expected);
});

test("keeps the indentation of a template whose values go on in further lines", () => {
  assert.is(
    indentTemplates("  a: lines`\n\t\t${b\n          .c()}\n\t\td\n\t`,\n"),
    "  a: lines`\n    ${b\n          .c()}\n    d\n  `,\n",
  );
});

test.run();
