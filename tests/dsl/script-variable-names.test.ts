import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import {
  at,
  compositeAction,
  fromJSON,
  job,
  js,
  noted,
  parallel,
  pwsh,
  py,
  raw,
  run,
  type Script,
  type Step,
  setVariable,
  sh,
  text,
  triggers,
  useAction,
  workflow,
} from "yardmaster";

const { on, github, inputs } = triggers({ workflow_dispatch: { inputs: { name: text(), list: text() } } });
const value = at(fromJSON<readonly string[], "inputs">(inputs.list), 0);
const linux = "ubuntu-24.04";
const pin = { sha: "0".repeat(40), version: "v8.0.0" };

interface Emitted {
  readonly run?: string;
  readonly shell?: string;
  readonly with?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly parallel?: readonly Emitted[];
}

type Keys = Partial<Parameters<typeof job>[1]>;
function stepsOf(steps: readonly Step[], keys: Keys = {}, env: Record<string, string> = {}): readonly Emitted[] {
  const made = job("a", { "runs-on": linux, ...keys, steps });
  const { model, diagnostics } = workflow("t", { on, env, jobs: [made] });
  assert.equal(diagnostics, []);
  return (model.jobs.a as unknown as { steps: readonly Emitted[] }).steps;
}

function stepOf(script: Script, keys: Keys = {}, env: Record<string, string> = {}): Emitted {
  const step = script.language === "JavaScript" ? useAction("actions/github-script", pin, [], { script }) : run(script);
  return stepsOf([step], keys, env)[0] as Emitted;
}

/** What a script prints when its interpolated value is `ours` and the job has `author's` under each name given. */
function print(program: readonly string[], script: Script, inherited: readonly string[] = []): string {
  const step = stepOf(script);
  const folder = mkdtempSync(join(tmpdir(), "yardmaster-names-"));
  try {
    writeFileSync(join(folder, "script"), step.run ?? step.with?.script ?? "");
    const env = {
      PATH: process.env.PATH ?? "",
      ...Object.fromEntries(inherited.map((name) => [name, "author's"])),
      ...Object.fromEntries(Object.keys(step.env ?? {}).map((name) => [name, "ours"])),
    };
    const [command = "", ...args] = program;
    const result = spawnSync(command, [...args, "script"], { cwd: folder, env, encoding: "utf8", timeout: 20_000 });
    assert.is(result.stderr, "");
    return result.stdout.trim();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const shells = suite("sh: the author's variable and the value both arrive");
const both = "author's ours";
for (const [what, script, inherited] of [
  ["reads it", sh`echo "$VALUE" ${value}`, ["VALUE"]],
  ["reads it in braces", sh`echo "${"x"}" > /dev/null; echo "\${VALUE:-none}" ${value}`, ["VALUE"]],
  ["assigns it", sh`VALUE="author's"; echo "$VALUE" ${value}`],
  ["assigns it twice", sh`VALUE=author; VALUE="$VALUE's"; echo "$VALUE" ${value}`],
  ["assigns it by default", sh`: "\${VALUE:="author's"}"; echo "$VALUE" ${value}`],
  ["exports it", sh`export VALUE="author's"; echo "$VALUE" ${value}`],
  ["makes it readonly", sh`readonly VALUE="author's"; echo "$VALUE" ${value}`],
  ["loops over it", sh`for VALUE in x "author's"; do :; done; echo "$VALUE" ${value}`],
  [
    "reads it from a pipe",
    sh`
      read -r VALUE <<'END'
      author's
      END
      echo "$VALUE" ${value}
    `,
  ],
  ["takes options by it", sh`set -- -x; getopts x VALUE; [ "$VALUE" = x ] && echo "author's" ${value}`],
  ["unsets it", sh`unset VALUE; echo "author's\${VALUE-}" ${value}`],
  ["computes with it", sh`VALUE=2; echo "author's" ${value}; [ "$((VALUE + 1))" = 3 ]`],
  ["gives it to one command", sh`VALUE="author's" sh -c 'printf "%s " "$VALUE"'; echo ${value}`],
  ["gives it to a function", sh`f() { printf '%s ' "$VALUE"; }; VALUE="author's" f; echo ${value}`],
  ["has a program that reads it", sh`awk 'BEGIN { printf "%s ", ENVIRON["VALUE"] }'; echo ${value}`, ["VALUE"]],
  [
    "sets it in a document for a shell",
    sh`
    sh <<'END'
    printf '%s ' "$VALUE"
    END
    echo ${value}
  `,
    ["VALUE"],
  ],
  ["has the next name as well", sh`VALUE=x VALUE_2="author's"; echo "$VALUE_2" ${value}; : "$VALUE"`],
] as readonly (readonly [string, Script, (readonly string[])?])[]) {
  for (const program of [
    ["bash", "-eo", "pipefail"],
    ["dash", "-e"],
  ]) {
    shells(`${program[0]} ${what}`, () => assert.is(print(program, script, inherited), both));
  }
}
for (const [what, script] of [
  ["declares it", sh`f() { local VALUE="author's"; echo "$VALUE" ${value}; }; f`],
  ["declares it by -g", sh`f() { declare -g VALUE="author's"; }; f; echo "$VALUE" ${value}`],
  ["reads lines into it", sh`mapfile -t VALUE <<< "author's"; echo "\${VALUE[0]}" ${value}`],
  ["prints into it", sh`printf -v VALUE '%s' "author's"; echo "$VALUE" ${value}`],
  ["refers to it", sh`VALUE="author's"; name=VALUE; echo "\${!name}" ${value}`],
  ["refers to it by -n", sh`declare -n other=VALUE; other="author's"; echo "$VALUE" ${value}`],
  ["appends to it", sh`VALUE+="author's"; echo "$VALUE" ${value}`],
  ["computes it", sh`(( VALUE = 1 )); echo "author's" ${value}`],
  ["selects it", sh`select VALUE in "author's"; do break; done <<< 1 2> /dev/null; echo "$VALUE" ${value}`],
] as readonly (readonly [string, Script])[]) {
  shells(`bash ${what}`, () => assert.is(print(["bash", "-eo", "pipefail"], script), both));
}
shells.run();

const others = suite("Python and JavaScript: the author's variable and the value both arrive");
for (const [what, script] of [
  ["os.environ", py`print(os.environ["VALUE"], ${value})`],
  ["os.environ.get", py`print(os.environ.get('VALUE'), ${value})`],
  ["os.getenv", py`print(os.getenv("VALUE"), ${value})`],
  [
    "a program",
    py`
    import subprocess
    print(subprocess.run(["printenv", "VALUE"], capture_output=True, text=True).stdout.strip(), ${value})
  `,
  ],
] as const) {
  others(`py, ${what}`, () => assert.is(print(["python3"], script, ["VALUE"]), both));
}
for (const [what, script] of [
  ["process.env.X", js`console.log(process.env.VALUE, ${value})`],
  ["process.env[X]", js`console.log(process.env["VALUE"], ${value})`],
  ["taken apart", js`const { VALUE } = process.env; console.log(VALUE, ${value})`],
] as const) {
  others(`js, ${what}`, () => assert.is(print(["node"], script, ["VALUE"]), both));
}
others("js as a function", () => {
  const script = js((_tools, { first }) => console.log(process.env.VALUE, first), { first: value });
  assert.equal(Object.keys(stepOf(script).env ?? {}), ["VALUE_2"]);
});
others("on Windows both read the environment in any case", () => {
  assert.equal(Object.keys(stepOf(py`print(os.environ["value"], ${value})`).env ?? {}), ["VALUE_2"]);
  assert.equal(Object.keys(stepOf(js`f(process.env.value, ${value})`).env ?? {}), ["VALUE_2"]);
  assert.equal(Object.keys(stepOf(py`value = ${value}`).env ?? {}), ["VALUE"]);
});
others.run();

// There is no PowerShell on this machine: these are texts.
const powershell = suite("PowerShell: names ignore case");
for (const script of [
  pwsh`$VALUE = 1; Write-Output ${value}`,
  pwsh`$value = 1; Write-Output ${value}`,
  pwsh`Write-Output $env:Value ${value}`,
  pwsh`Write-Output "\${env:VALUE}" ${value}`,
  pwsh`Write-Output \${value} ${value}`,
  pwsh`[Environment]::GetEnvironmentVariable('value'); Write-Output ${value}`,
]) {
  powershell(script.parts.filter((part) => typeof part === "string").join("…"), () => {
    const { run: text = "", env } = stepOf(script);
    assert.equal(Object.keys(env ?? {}), ["VALUE_2"]);
    assert.match(text, "$env:VALUE_2");
  });
}
powershell.run();

const inherited = suite("the environment of the job and its workflow");
const named = (keys: Keys, env: Record<string, string> = {}) =>
  Object.keys(stepOf(sh`./deploy ${github.ref}`, keys, env).env ?? {});
inherited("a name of the workflow, the job, the container", () => {
  assert.equal(named({}), ["GH_REF"]);
  assert.equal(named({}, { GH_REF: "x" }), ["GH_REF_2"]);
  assert.equal(named({ env: { GH_REF: "x" } }), ["GH_REF_2"]);
  assert.equal(named({ container: { image: "node:24", env: { GH_REF: "x" } } }), ["GH_REF_2"]);
  assert.equal(named({ env: { GH_REF_2: "x" } }, { GH_REF: "x" }), ["GH_REF_3"]);
});
inherited("in another case, which is the same on Windows", () => {
  assert.equal(named({ "runs-on": "windows-2025", env: { Gh_Ref: "x" } }), ["GH_REF_2"]);
});
inherited("behind a comment and under `raw`", () => {
  assert.equal(named({ env: noted({ GH_REF: "x" }, "Why.") }), ["GH_REF_2"]);
  assert.equal(named({ env: raw({ GH_REF: "x" }, "why") }), ["GH_REF_2"]);
  assert.equal(named({ raw: raw({ env: { GH_REF: "x" } }, "why") }), ["GH_REF_2"]);
});
inherited("what a step sets for later ones", () => {
  const reader = () => run(sh`./deploy ${github.ref}`);
  const names = (setter: Step) => stepsOf([setter, reader()]).map(({ env }) => Object.keys(env ?? {}));
  assert.equal(names(run(sh`${setVariable("GH_REF")} x`)), [[], ["GH_REF_2"]]);
  assert.equal(names(run(sh`echo GH_REF=x >> "$GITHUB_ENV"`)), [[], ["GH_REF_2"]]);
  assert.equal(names(run(pwsh`"gh_ref=x" >> $env:GITHUB_ENV`)), [[], ["GH_REF_2"]]);
  assert.equal(names(run(sh`echo GH_REF=x`)), [[], ["GH_REF"]]);
  const script = js`core.exportVariable("GH_REF", "x")`;
  assert.equal(names(useAction("actions/github-script", pin, [], { script })), [[], ["GH_REF_2"]]);
});
inherited("steps that run at the same time, and composite actions", () => {
  const [both] = stepsOf([parallel(run(sh`GH_REF=x; ./a ${github.ref}`), run(sh`./b ${github.ref}`))]);
  assert.equal(
    both?.parallel?.map(({ env }) => Object.keys(env ?? {})),
    [["GH_REF_2"], ["GH_REF"]],
  );
  const action = compositeAction("a", { name: "A", description: "A." }, ({ github }) => ({
    steps: [run({ env: { gh_sha: "x" } }, sh`GH_REF=x; ./a ${github.ref} ${github.sha}`)],
  }));
  const { steps } = action.model.runs as unknown as { steps: readonly Emitted[] };
  assert.equal(Object.keys(steps[0]?.env ?? {}), ["gh_sha", "GH_REF_2", "GH_SHA_2"]);
});
inherited("what `gh` reads is set by nobody but the author", () => {
  assert.equal(stepOf(sh`./release ${github.token}`).env, { GH_TOKEN_2: "${{ github.token }}" });
  assert.equal(stepOf(sh`./release ${{ GH_TOKEN: github.token }}`).env, { GH_TOKEN: "${{ github.token }}" });
});
inherited.run();

const stated = suite("a name that the author stated");
stated("is taken as it is, though the script or the job has it", () => {
  assert.equal(stepOf(sh`echo ${{ WHO: github.actor }} "$WHO"`, { env: { WHO: "x" } }).env, {
    WHO: "${{ github.actor }}",
  });
});
stated("leaves its place to no other", () => {
  assert.equal(Object.keys(stepOf(sh`echo ${{ gh_ref: github.actor }} ${github.ref}`).env ?? {}), [
    "gh_ref",
    "GH_REF_2",
  ]);
});
stated("is refused where the step has it, in any case", () => {
  const step = run({ env: { who: "x" } }, sh`echo ${{ WHO: github.actor }}`);
  const { diagnostics } = workflow("t", { on, jobs: [job("a", { "runs-on": linux, steps: [step] })] });
  assert.equal(
    diagnostics.map(({ code }) => code),
    ["environment-name-taken"],
  );
});
stated.run();

const whole = suite("an `env` of another kind");
const whatIs = (env: unknown, script: Script, rawKeys?: unknown): unknown => {
  const options = {
    ...(env === undefined ? {} : { env: env as never }),
    ...(rawKeys ? { raw: rawKeys as never } : {}),
  };
  const document = workflow("t", { on, jobs: [job("a", { "runs-on": linux, steps: [run(options, script)] })] });
  if (document.diagnostics.length > 0) return document.diagnostics.map(({ code, message }) => `${code}: ${message}`);
  return (document.model.jobs.a as unknown as { steps: Emitted[] }).steps[0]?.env;
};
whole("one expression: as it is, or refused where variables would have to join it", () => {
  const env = fromJSON<Record<string, string>, "inputs">(inputs.list);
  assert.is(whatIs(env, sh`true`), "${{ fromJSON(inputs.list) }}");
  assert.equal(whatIs(env, sh`echo ${github.ref} ${github.sha}`), [
    `environment-whole: The step's \`env\` is one expression, which "GH_REF", "GH_SHA" of its script cannot join.`,
  ]);
  assert.equal(whatIs(raw("${{ fromJSON(inputs.list) }}", "why"), sh`echo ${github.ref}`), [
    `environment-whole: The step's \`env\` is one expression, which "GH_REF" of its script cannot join.`,
  ]);
});
whole("a map behind a comment, under `raw`, or among raw keys keeps the variables of the script", () => {
  const joined = { A: "b", GH_REF: "${{ github.ref }}" };
  const script = () => sh`echo ${github.ref}`;
  assert.equal(whatIs(noted({ A: "b" }, "Why."), script()), joined);
  assert.equal(whatIs(raw({ A: "b" }, "why"), script()), joined);
  assert.equal(whatIs(undefined, script(), raw({ env: { A: "b" } }, "why")), joined);
  assert.equal(whatIs({ C: "d" }, script(), raw({ env: { A: "b" } }, "why")), joined);
});
whole("the comment and the reason are kept", () => {
  const steps = [run({ env: noted(raw({ A: "b" }, "why"), "Why.") }, sh`echo ${github.ref}`)];
  const { comments, escapes } = workflow("t", { on, jobs: [job("a", { "runs-on": linux, steps })] });
  const path = ["jobs", "a", "steps", 0, "env"];
  assert.equal(comments, [{ path, position: "above", text: "Why." }]);
  assert.equal(escapes, [{ path, why: "why" }]);
});
whole.run();

const placing = suite("a script of an action");
placing("stands under the input that it was given for", () => {
  const step = useAction("o/a", pin, [], { code: js`f(${github.ref})`, mode: "x" });
  assert.equal(stepsOf([step])[0]?.with, { mode: "x", code: "f(process.env.GH_REF)" });
});
placing.run();
