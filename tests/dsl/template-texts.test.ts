import { suite } from "uvu";
import * as assert from "uvu/assert";
import {
  context,
  eq,
  format,
  job,
  js,
  lines,
  pwsh,
  py,
  run,
  type Script,
  setOutput,
  sh,
  triggers,
  unsafeScript,
  use,
  useAction,
  verbatim,
  workflow,
} from "yardmaster";
import { emitted, emittedStep, github, inputs, on, refusal, secrets } from "./helpers/emitted-step.ts";

const action = { sha: "0".repeat(40), version: "v8.0.0" };
const textOf = (script: Script) => emitted(script).run ?? emitted(script).with?.script;

const newlines = suite("the newline at the end of a template");
for (const [name, tag] of Object.entries<(parts: TemplateStringsArray) => Script>({
  sh,
  pwsh,
  py,
  js,
  verbatim,
  unsafeScript,
})) {
  newlines(`${name}: is there where the last line is blank`, () => {
    assert.is(textOf(tag`a()`), "a()");
    assert.is(
      textOf(tag`
        a()
      `),
      "a()\n",
    );
    assert.is(
      textOf(tag`
        a()


      `),
      "a()\n\n\n",
    );
    assert.is(
      textOf(tag`
        a()
        b()`),
      "a()\nb()",
    );
  });
}
newlines("is there behind lines that the language adds", () => {
  assert.match(textOf(sh`${setOutput("a")} "b"`) ?? "", /\nset_output a "b"\n$/);
  assert.match(textOf(py`print(${github.ref})`) ?? "", /^import os\nprint\(.*\)\n$/);
});
newlines("is there behind a function of several lines", () => {
  const script = js(({ core }, { ref }) => core.info(ref), { ref: github.ref });
  assert.match(textOf(script) ?? "", /^const ref = .*;\n\n?.*;?\n$/s);
});
newlines.run();

const backslashes = suite("backslashes of a template");
for (const [text, expected] of [
  [sh`a\tb \\ c`, "a\\tb \\\\ c"],
  [verbatim`a \` b \\\` c`, "a ` b \\` c"],
  [verbatim`a \${b} \\\${c} \\\\\${d}`, "a ${b} \\${c} \\\\${d}"],
  [verbatim`a\\`, "a\\"],
  [verbatim`a\\\\`, "a\\\\"],
  [unsafeScript`C:\\${github.ref}\\${github.sha}\x\\`, "C:\\${{ github.ref }}\\${{ github.sha }}\\x\\"],
] as const) {
  backslashes(expected, () => assert.is(textOf(text), expected));
}
backslashes("stay at the end of a line", () => {
  assert.is(
    textOf(sh`
      a \
        b \\
    `),
    "a \\\n  b \\\\\n",
  );
});
backslashes.run();

const strings = suite("verbatim strings");
strings("are taken as they are", () => {
  for (const text of ["  a\n    b", "a\r\nb\n", "a\\`${b}", "\n\n", " ", "a\n  "])
    assert.is(textOf(verbatim(text)), text);
});
strings("hold no expression and are texts", () => {
  assert.match(
    refusal(() => verbatim("a ${{ github.ref }}")),
    /^expression-in-script: /,
  );
  assert.match(
    refusal(() => verbatim("a".repeat(21_001))),
    /^script-too-long: /,
  );
  assert.match(
    refusal(() => verbatim(3 as never)),
    /^template-needed: /,
  );
});
strings.run();

const unsafe = suite("unsafeScript");
unsafe("prints expressions in the text, and no shell", () => {
  const script = unsafeScript`echo "${github.actor}" ${1} ${"--flag"} ${eq(github.ref, "x")} '${github.event}'`;
  assert.equal(emittedStep(run(script)), {
    run: "echo \"${{ github.actor }}\" 1 --flag ${{ github.ref == 'x' }} '${{ github.event }}'",
  });
  assert.is(emittedStep(run({ shell: "fish" }, script)).shell, "fish");
});
unsafe("stands in an action's input", () => {
  const script = unsafeScript`core.info("${github.actor}")`;
  const expected = { script: 'core.info("${{ github.actor }}")' };
  assert.equal(emittedStep(useAction("actions/github-script", action, [], { script })).with, expected);
  assert.equal(emittedStep(use("actions/github-script@v8", { script })).with, expected);
  assert.equal(emittedStep(use("a/ssh@v1", { script: verbatim`make` })).with, { script: "make" });
});
unsafe("reads steps and jobs as any expression does", () => {
  const first = run({ outputs: ["a"] }, sh`./first >> "$GITHUB_OUTPUT"`);
  const build = job("build", { "runs-on": "ubuntu-24.04", outputs: { a: first.outputs.a }, steps: [first] });
  const next = job("next", {
    "runs-on": "ubuntu-24.04",
    steps: [
      run({ id: "one", outputs: ["b"] }, unsafeScript`echo "b=${build.outputs.a}" >> "$GITHUB_OUTPUT"`),
      run(unsafeScript`echo ${context("steps").one.outputs.b} ${secrets.TOKEN}`),
    ],
  });
  const made = workflow("w", { on, jobs: [build, next] });
  assert.equal(made.diagnostics, []);
  assert.equal(made.model.jobs.next, {
    needs: ["build"],
    "runs-on": "ubuntu-24.04",
    steps: [
      { id: "one", run: 'echo "b=${{ needs.build.outputs.a }}" >> "$GITHUB_OUTPUT"' },
      { run: "echo ${{ steps.one.outputs.b }} ${{ secrets.TOKEN }}" },
    ],
  });
});
unsafe("reads a step too early once", () => {
  const late = run({ name: "Late", outputs: ["a"] }, sh`./late`);
  const made = workflow("w", {
    on,
    jobs: [job("a", { "runs-on": "ubuntu-24.04", steps: [run(unsafeScript`${late.outputs.a}`), late] })],
  });
  assert.equal(
    made.diagnostics.map(({ code }) => code),
    ["step-read-early"],
  );
});
unsafe("reads no context that a script does not have", () => {
  const made = workflow("w", {
    on: triggers({ push: null }).on,
    jobs: [job("a", { "runs-on": "x", steps: [run(unsafeScript`${context("jobs").a as never}`)] })],
  });
  assert.equal(made.diagnostics, [
    {
      code: "context-not-taken",
      severity: "error",
      message: "`jobs.*.steps.*.run` reads the context `jobs`, which GitHub does not have there.",
      hint: made.diagnostics[0]?.hint,
      place: { path: ["jobs", "a", "steps", 0, "run"] },
    },
  ]);
});
unsafe("takes expressions by their handles alone, and no more than GitHub takes", () => {
  assert.match(
    refusal(() => unsafeScript`\${{ github.ref }}`),
    /^expression-in-script: /,
  );
  assert.match(
    refusal(() => unsafeScript`${"${{ github.ref }}"}`),
    /^expression-in-script: /,
  );
  assert.match(
    refusal(() => unsafeScript`${"$"}{{ github.ref }}`),
    /^expression-in-script: /,
  );
  assert.match(
    refusal(() => unsafeScript`${undefined as never}`),
    /^value-undefined: /,
  );
  assert.match(
    refusal(() => unsafeScript`${setOutput("a") as never}`),
    /^value-misplaced: /,
  );
  assert.match(
    refusal(() => unsafeScript`${"a".repeat(21_001)}`),
    /^script-too-long: /,
  );
  assert.match(
    refusal(() => unsafeScript("a" as never)),
    /^template-needed: /,
  );
});
unsafe("is refused where its values make it longer than GitHub takes", () => {
  const made = workflow("w", {
    on,
    jobs: [job("a", { "runs-on": "x", steps: [run(unsafeScript`${"a".repeat(20_990)}${github.repository_owner}`)] })],
  });
  assert.equal(
    made.diagnostics.map(({ code }) => code),
    ["script-too-long"],
  );
});
unsafe.run();

const texts = suite("lines");
texts("is a text, dedented", () => {
  assert.is(
    lines`
      a
        b
    `,
    "a\n  b\n",
  );
  assert.is(
    lines`
      a
      b`,
    "a\nb",
  );
});
texts("prints expressions in the text", () => {
  const path = lines`
    {a}
    ${inputs.name}/x
    ${3} ${"four"} ${true}
  `;
  assert.equal(emittedStep(use("a/b@v1", { path })).with, { path: "{a}\n${{ inputs.name }}/x\n3 four true\n" });
  assert.is(lines``, "");
});
texts("is one text with the expressions that stand in another", () => {
  assert.equal(emittedStep(use("a/b@v1", { a: format`x ${lines`${inputs.name}`}` })).with, {
    a: "x ${{ format('{0}', inputs.name) }}",
  });
});
texts("refuses what is no scalar", () => {
  assert.match(
    refusal(() => lines`a ${undefined as never}`),
    /^value-undefined: /,
  );
  assert.match(
    refusal(() => lines("a" as never)),
    /^template-needed: /,
  );
});
texts.run();
