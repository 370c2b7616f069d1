import { spawnSync } from "node:child_process";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { pwsh, py } from "yardmaster";
import { emitted, github, inputs, refusal, refusedPlace } from "./helpers/emitted-step.ts";

const { name } = inputs;

const powershell = suite("pwsh places a variable");
for (const [text, make] of [
  ["Write-Output $env:INPUT_NAME", () => pwsh`Write-Output ${name}`],
  ['Write-Output "a ${env:INPUT_NAME}.txt[0]"', () => pwsh`Write-Output "a ${name}.txt[0]"`],
  ["$x = $env:INPUT_NAME.Trim(); f($env:INPUT_NAME, 1)", () => pwsh`$x = ${name}.Trim(); f(${name}, 1)`],
  ['"$(Get-Item $env:INPUT_NAME) ""q"" ${env:INPUT_NAME}"', () => pwsh`"$(Get-Item ${name}) ""q"" ${name}"`],
  ["'it''s' + $env:INPUT_NAME # it's", () => pwsh`'it''s' + ${name} # it's`],
  ["<# ' #> a#b $env:INPUT_NAME", () => pwsh`<# ' #> a#b ${name}`],
  ["‘it’’s’ $env:INPUT_NAME “${env:INPUT_NAME}”", () => pwsh`‘it’’s’ ${name} “${name}”`],
  ["${a b} `' $env:INPUT_NAME", () => pwsh`\${a b} \`' ${name}`],
  ["foreach ($a in $env:INPUT_NAME) { iex 'x' }", () => pwsh`foreach ($a in ${name}) { iex 'x' }`],
  ['Write-Output "iex ${env:INPUT_NAME}"; iex x', () => pwsh`Write-Output "iex ${name}"; iex x`],
  ["f -Name 'it''s $x' -Count 3 \"a`$`\"`\u201d``\"", () => pwsh`f -Name ${"it's $x"} -Count ${3} "${'a$"\u201d`'}"`],
] as const) {
  powershell(text, () => assert.is(emitted(make()).run, text));
}
powershell("in a double-quoted here-string, and after a literal one", () => {
  assert.is(
    emitted(pwsh`
      $a = @'
      ' \${x} "@
      '@
      Set-Content x @"
      "$(f ${name})" ' ${name}
      "@
      f \`
        ${name}
    `).run,
    `$a = @'\n' \${x} "@\n'@\nSet-Content x @"\n"$(f $env:INPUT_NAME)" ' \${env:INPUT_NAME}\n"@\nf \`\n  $env:INPUT_NAME\n`,
  );
});
for (const [place, make] of [
  ["inside single quotes", () => pwsh`f 'a ${name}'`],
  ["inside single quotes", () => pwsh`f ‘${name}’`],
  [
    "in a single-quoted here-string",
    () => pwsh`
    f @'
    ${name}
    '@
  `,
  ],
  ["in a comment", () => pwsh`f # ${name}`],
  ["in a comment", () => pwsh`<# ${name} #>`],
  ["inside `${}`", () => pwsh`f "\${a ${name}}"`],
  ["right after a backtick", () => pwsh`f "\`${name}"`],
  ["right after a `$`", () => pwsh`f "$${name}"`],
  ["right after a `@`", () => pwsh`f @${name}`],
  ["in the middle of a word", () => pwsh`f a${name}`],
  ["in the middle of a word", () => pwsh`f --name=${name}`],
  ["in the middle of a word", () => pwsh`f ${name}.txt`],
  ["in the middle of a word", () => pwsh`f ${name}a`],
  ["in the middle of a word", () => pwsh`f ${name}"a"`],
  ["after `--%`", () => pwsh`cmd.exe --% ${name}`],
  ["as the name of a command", () => pwsh`& ${name} -x`],
  ["as the name of a command", () => pwsh`f; . ${name}`],
  ["in a statement with `Invoke-Expression`", () => pwsh`iex "echo ${name}"`],
  ["in a statement with `Invoke-Expression`", () => pwsh`"echo ${name}" | Invoke-Expression`],
  [
    "in a statement with `Invoke-Expression`",
    () => pwsh`
    "echo ${name}" | # runs it
      iex
  `,
  ],
  [
    "in a statement with `Invoke-Expression`",
    () => pwsh`
    "echo ${name}"
      | iex
  `,
  ],
  ["in a statement with `Invoke-Expression`", () => pwsh`if ($x) { iex ("a" + ${name}) }`],
  ["in a statement with `Invoke-Expression`", () => pwsh`iex $(f; g ${name})`],
  ["in a statement that makes a script of a text", () => pwsh`[scriptblock]::Create("${name}")`],
  ["in code for `pwsh`", () => pwsh`pwsh -NoProfile -Command "echo ${name}"`],
  ["in code for another shell", () => pwsh`bash -c "echo ${name}"`],
  ["in code for `cmd`", () => pwsh`cmd /c "echo ${name}"`],
  ["in code for another interpreter", () => pwsh`python -c "${name}"`],
] as const) {
  powershell(`refuses ${place}: ${make.toString().replace(/^[^`]*/, "")}`, () => assert.is(refusedPlace(make), place));
}
powershell.run();

const python = suite("py places a variable");
const read = 'os.environ["INPUT_NAME"]';
for (const [text, make] of [
  [`x = ${read}`, () => py`x = ${name}`],
  [`f("'", ${read}, r'\\'', b"#", """'"\\n""")`, () => py`f("'", ${name}, r'\'', b"#", """'"\n""")`],
  [`x = [${read}, -${read}.count("a")] # it's`, () => py`x = [${name}, -${name}.count("a")] # it's`],
  [`f"{x["a"]} {{ ' {y!r:>{w}} " + ${read}`, () => py`f"{x["a"]} {{ ' {y!r:>{w}} " + ${name}`],
  [`subprocess.run(["a", ${read}], shell=False)`, () => py`subprocess.run(["a", ${name}], shell=False)`],
  [`re.compile(${read}); evaluate(${read})`, () => py`re.compile(${name}); evaluate(${name})`],
] as const) {
  python(text, () => assert.is(emitted(make()).run?.replace(/^import os\n|\n$/g, ""), text));
}
python("`import os` stands where it may, and once", () => {
  const after = (script: ReturnType<typeof py>) => emitted(script).run;
  assert.is(after(py`print(1)`), "print(1)");
  assert.is(
    after(py`
      # Prints it.
      print(${name})
    `),
    `import os\n# Prints it.\nprint(${read})\n`,
  );
  assert.is(
    after(py`
      import sys
      import os
      print(${name})
    `),
    `import sys\nimport os\nprint(${read})\n`,
  );
  assert.is(
    after(py`
      #!/usr/bin/env python3
      # -*- coding: utf-8 -*-
      # About.
      """A text.

      It is long.
      """

      from __future__ import annotations  # first
      from __future__ import (
          division,
      )
      print(${name})
    `),
    `#!/usr/bin/env python3
# -*- coding: utf-8 -*-
# About.
"""A text.

It is long.
"""

from __future__ import annotations  # first
from __future__ import (
    division,
)
import os
print(${read})
`,
  );
});
python("values and literals arrive as they are in real Python", () => {
  const hostile = "'\"\\ {x} \n\t\u0007\u2028 é 💥 ${x} %s";
  const script = emitted(py`
    "doc"
    from __future__ import annotations
    import json, sys
    json.dump([${name}, ${hostile}, ${2.5}, ${-1}], sys.stdout)
  `).run;
  const env = { PATH: process.env.PATH ?? "", INPUT_NAME: hostile };
  const { stdout, stderr } = spawnSync("python3", ["-"], {
    input: script ?? "",
    env,
    encoding: "utf8",
    timeout: 20_000,
  });
  assert.is(stderr, "");
  assert.equal(JSON.parse(stdout), [hostile, hostile, 2.5, -1]);
});
for (const [place, make] of [
  ["inside a text", () => py`f("${name}")`],
  ["inside a text", () => py`f('''a " ${name}''')`],
  ["inside a text", () => py`f(rb'\'${name}')`],
  ["inside a text", () => py`f"{${name}}"`],
  ["inside a text", () => py`F"""{f'{${name}}'}"""`],
  ["inside a text", () => py`f"{x["${name}"]}"`],
  ["in a comment", () => py`x = 1 # ${name}`],
  ["right after a name or a text", () => py`a${name}`],
  ["right after a name or a text", () => py`a.${name}`],
  ["right after a name or a text", () => py`"a"${name}`],
  ["right before a name or a text", () => py`${name}a`],
  ["right before a name or a text", () => py`${name}"a"`],
  ["in an argument of `eval`", () => py`eval("1" + ${name})`],
  ["in an argument of `os.system`", () => py`os.system("ls %s" % (${name},))`],
  ["in an argument of `subprocess.getoutput`", () => py`subprocess.getoutput(${name})`],
  ["in a call of `subprocess.run` with `shell=True`", () => py`subprocess.run("ls " + ${name}, shell = True)`],
] as const) {
  python(`refuses ${place}: ${make.toString().replace(/^[^`]*/, "")}`, () => assert.is(refusedPlace(make), place));
}
python.run();

const anywhere = suite("in every language");
anywhere("plain values cannot complete an expression of GitHub's", () => {
  for (const make of [() => pwsh`f ${"${{ github.token }}"}`, () => py`f(${"${{ github.token }}"})`]) {
    assert.match(refusal(make), /^expression-in-script: /);
  }
});
anywhere("a stated name has to be able to carry the value", () => {
  for (const [stated, problem] of [
    ["a-b", "it is not made of letters, digits and `_`"],
    ["1A", "it is not made of letters, digits and `_`"],
    ["github_x", "GitHub sets the variables that begin like it"],
    ["UID", "the shell sets it"],
  ] as const) {
    assert.is(
      refusal(() => py`f(${{ [stated]: github.actor }})`),
      `environment-name-invalid: "${stated}" cannot name the variable of an interpolated expression: ${problem}.`,
    );
  }
});
anywhere.run();
