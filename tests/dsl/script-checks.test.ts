import { Step as LibraryStep, NormalJob, Workflow } from "@github-actions-workflow-ts/lib";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import {
  collectDocuments,
  compositeAction,
  job,
  js,
  pwsh,
  py,
  raw,
  run,
  type Script,
  type Step,
  setOutput,
  sh,
  triggers,
  useAction,
  verbatim,
  workflow,
} from "yardmaster";

const { on, github } = triggers({ push: null });
const pin = { sha: "0".repeat(40), version: "v8.0.0" };
const linux = "ubuntu-24.04";

function saidOf(step: Step<never>, env: Record<string, string> = {}): readonly string[] {
  const { diagnostics } = workflow("t", { on, jobs: [job("a", { "runs-on": linux, env, steps: [step] })] });
  return diagnostics.map(({ severity, code, message }) => `${severity} ${code}: ${message}`);
}
const stepOf = (script: Script) =>
  script.language === "JavaScript" ? useAction("actions/github-script", pin, [], { script }) : run(script);

const removed = suite("commands that GitHub has withdrawn");
for (const [command, script] of [
  ["set-output", sh`echo "::set-output name=tag::$(git describe)"`],
  ["set-output", sh`echo ::set-output name=ref::${github.ref}`],
  ["set-output", sh`echo "::Set-Output name=tag::x"`],
  [
    "set-output",
    sh`
    # A comment before.
    printf '%s\n' "::set-output name=tag::x"
  `,
  ],
  ["set-output", sh`echo "##[set-output name=tag;]x"`],
  ["save-state", sh`echo "::save-state name=pid::$!"`],
  ["set-env", pwsh`Write-Host "::set-env name=A::b"`],
  ["add-path", pwsh`Write-Output "::add-path::$PWD/bin"`],
  ["set-output", py`print("::set-output name=tag::x")`],
  ["set-output", py`print(f"::set-output name={name}::{value}")`],
  ["set-output", js`console.log("::set-output name=tag::x")`],
  ["set-env", js(({ core }) => core.info("::set-env name=A::b"))],
  ["set-output", verbatim`echo ::set-output name=tag::%TAG%`],
] as readonly (readonly [string, Script])[]) {
  removed(`${script.language}: ${script.parts.filter((part) => typeof part === "string").join("…")}`, () => {
    assert.equal(saidOf(stepOf(script)), [
      `error command-removed: The script prints \`::${command}\`, a command that GitHub has withdrawn: what is printed could give it, too.`,
    ]);
  });
}
removed("to name one is no use of it, nor is a comment", () => {
  for (const script of [
    sh`grep -rn '::set-output' .github && exit 1`,
    sh`
      # echo "::set-output name=tag::x"
      true
    `,
    sh`echo "::add-mask::$x"; echo "::notice::a"; echo "::group::set-output"`,
    js`
      // console.log("::set-env name=A::b")
      core.setOutput("a", 1);
    `,
  ]) {
    assert.equal(saidOf(stepOf(script)), []);
  }
});
removed("two of them are taken where the job allows them", () => {
  const allowed = { ACTIONS_ALLOW_UNSECURE_COMMANDS: "true" };
  assert.equal(saidOf(run(sh`echo "::set-env name=A::b"; echo "::add-path::c"`), allowed), []);
  assert.is(saidOf(run(sh`echo "::save-state name=A::b"`), allowed).length, 1);
});
removed("in composite actions, and in workflows of @github-actions-workflow-ts/lib", () => {
  const action = compositeAction("a", { name: "A", description: "A." }, () => ({
    steps: [run(sh`echo "::add-path::x"`)],
  }));
  assert.equal(
    action.diagnostics.map(({ code, place }) => [code, place]),
    [["command-removed", { path: ["runs", "steps", 0] }]],
  );
  const old = new NormalJob("j", { "runs-on": linux }).addSteps([
    new LibraryStep({ name: "a", run: "true" }),
    new LibraryStep({ name: "b", run: 'echo "::set-output name=a::b"' }),
  ]);
  const lib = new Workflow("lib", { name: "lib", on: { push: {} } }).addJob(old);
  assert.equal(
    collectDocuments({ lib })[0]?.diagnostics.map(({ code, place }) => [code, place]),
    [["command-removed", { path: ["jobs", "j", "steps", 1] }]],
  );
});
removed("the hint names what takes its place", () => {
  const hints = ["set-output name=a", "save-state name=a", "set-env name=a", "add-path"].map((command) => {
    const made = job("a", { "runs-on": linux, steps: [run(sh`echo ${`::${command}::x`}`)] });
    return workflow("t", { on, jobs: [made] }).diagnostics[0]?.hint;
  });
  assert.equal(hints, [
    "Use `setOutput`: it writes to the file that `GITHUB_OUTPUT` names.",
    "Write `name=value` as a line to the file that `GITHUB_STATE` names.",
    "Use `setVariable`: it writes to the file that `GITHUB_ENV` names.",
    "Use `addPath`: it writes to the file that `GITHUB_PATH` names.",
  ]);
});
removed.run();

const unset = suite("a declared output that the script never sets");
const never = (script: Script, ...outputs: readonly string[]) => saidOf(run({ outputs } as never, script));
const warned = [
  'warning output-never-set: The step declares "tag", and its script never sets it: what reads it gets an empty text.',
];
for (const script of [
  sh`true`,
  sh`echo hello`,
  sh`echo "tags=v1" >> "$GITHUB_OUTPUT"`,
  sh`echo "a=b" | tee -a "$GITHUB_OUTPUT"`,
  sh`echo "tags=v1" >> $GITHUB_OUTPUT; echo "other=$(date +%s)" >> "\${GITHUB_OUTPUT}"`,
  sh`
    version=$(cat VERSION | tr -d ' ')
    if [ -n "$version" ]; then
      echo "version=$version" >> "$GITHUB_OUTPUT"
    fi
  `,
  sh`${setOutput("version")} "$(cat VERSION)"`,
]) {
  const text = script.parts.filter((part) => typeof part === "string").join("…");
  const isSet = text.startsWith("set_output");
  unset(`is warned of: ${text}`, () => assert.equal(never(script, "tag", ...(isSet ? ["version"] : [])), warned));
}
unset("also in a function of `js` that gets nothing to set it with", () => {
  const step = useAction("actions/github-script", pin, [], { script: js(() => 1 + 1, {}, { outputs: ["tag"] }) });
  assert.equal(saidOf(step), warned);
});
for (const script of [
  sh`./decide`,
  sh`tool x`,
  sh`npm run tags`,
  sh`$TOOL`,
  sh`"$TOOL" x`,
  sh`. ./library.sh`,
  sh`eval "$x"`,
  sh`f`,
  sh`echo "$(./decide)"`,
  sh`if ./decide; then true; fi`,
  sh`true && ./decide`,
  sh`for x in a; do ./decide; done`,
  sh`A=b ./decide`,
  sh`echo \`./decide\``,
  sh`cat <(./decide)`,
  sh`
    cat <<END
    $(./decide)
    END
  `,
  sh`echo "tag=v1" >> "$GITHUB_OUTPUT"`,
  sh`echo "$name=v1" >> "$GITHUB_OUTPUT"`,
  sh`cat values >> "$GITHUB_OUTPUT"`,
  sh`for name in tag; do echo "$name=1"; done >> "$GITHUB_OUTPUT"`,
  sh`echo "a=$(./tool)" >> "$GITHUB_OUTPUT"`,
  sh`${setOutput("tag")} 1`,
  py`import helpers; helpers.decide()`,
  pwsh`./decide`,
  verbatim`decide.exe`,
]) {
  unset(`nothing is said of: ${script.parts.filter((part) => typeof part === "string").join("…")}`, () =>
    assert.equal(never(script, "tag"), []),
  );
}
unset("nor of a function of `js` that has `core`, `require` or `exec`", () => {
  for (const script of [
    js(({ core }) => [core].map((tools) => tools.info("x")), {}, { outputs: ["tag"] }),
    js(({ require }) => require("./x"), {}, { outputs: ["tag"] }),
    js(async ({ exec }) => exec.exec("x"), {}, { outputs: ["tag"] }),
  ]) {
    assert.equal(saidOf(useAction("actions/github-script", pin, [], { script })), []);
  }
});
unset.run();

const taking = suite("what `run` takes");
taking("a text under `raw`, as it is, without a shell of ours", () => {
  const steps = [
    run({ name: "A", env: { B: "c" } }, raw("echo hi", "comes from a file")),
    run(raw("echo ${{ github.sha }}", "vouched for")),
  ];
  const document = workflow("t", { on, jobs: [job("a", { "runs-on": "windows-2025", steps })] });
  assert.equal(document.diagnostics, []);
  assert.equal((document.model.jobs.a as { steps: unknown }).steps, [
    { name: "A", env: { B: "c" }, run: "echo hi" },
    { run: "echo ${{ github.sha }}" },
  ]);
  assert.equal(document.escapes, [
    { path: ["jobs", "a", "steps", 0, "run"], why: "comes from a file" },
    { path: ["jobs", "a", "steps", 1, "run"], why: "vouched for" },
  ]);
});
taking("outputs of a raw script", () => {
  assert.equal(Object.keys(run({ outputs: ["a"] }, raw("./a", "why")).outputs), ["a"]);
});
taking.run();
