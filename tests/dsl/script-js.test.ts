// Not bundled: it reads the text of its own functions, in which esbuild renames `require`.

import { suite } from "uvu";
import * as assert from "uvu/assert";
import { format, js, type Script, toJSON } from "yardmaster";
import { makeRepository } from "../cli/repository.ts";
import { emitted, github, inputs, refusal, refusedPlace, secrets, vars } from "./helpers/emitted-step.ts";

const { name, strict } = inputs;
const body = (script: Script): string => emitted(script).with?.script ?? "";
const read = "process.env.INPUT_NAME";

/** Runs a script as actions/github-script does; every argument that it is given records calls. */
async function runScript(
  script: string,
  env: Readonly<Record<string, string>>,
): Promise<{ result: unknown; calls: unknown[] }> {
  const calls: unknown[] = [];
  const recorder = (path: string): unknown =>
    new Proxy(() => undefined, {
      get: (_target, key) => (typeof key === "string" && key !== "then" ? recorder(`${path}.${key}`) : undefined),
      apply: (_target, _self, values) => {
        calls.push([path, ...values]);
        return recorder(`${path}()`);
      },
    });
  const tools = ["github", "octokit", "context", "core", "exec", "glob", "io"];
  const AsyncFunction = (async () => {}).constructor as new (
    ...texts: string[]
  ) => (...values: unknown[]) => Promise<unknown>;
  const names = ["require", "__original_require__", ...tools, "process"];
  const run = new AsyncFunction(...names, script);
  const result = await run(
    () => undefined,
    () => undefined,
    ...tools.map(recorder),
    { env },
  );
  return { result, calls };
}

const template = suite("js, as a text, reads process.env");
for (const [expected, make] of [
  [`const a = ${read}; // it's`, () => js`const a = ${name}; // it's`],
  [`f("'", /['"]/, 4 / 2, ${read})`, () => js`f("'", /['"]/, 4 / 2, ${name})`],
  [`\`a\${${read} + \`}\`}\` + ${read}`, () => js`\`a\${${name} + \`}\`}\` + ${name}`],
  [`/* ' */ return /x'/ + ${read}`, () => js`/* ' */ return /x'/ + ${name}`],
  [
    `if (a) /x'/.test(${read}); x++ / 2; ({ [${read}]: ${read} })`,
    () => js`if (a) /x'/.test(${name}); x++ / 2; ({ [${name}]: ${name} })`,
  ],
  [`await ${read}.trim()`, () => js`await ${name}.trim()`],
  ['const a = "x\\"y\\n", b = 2, c = (-1);', () => js`const a = ${'x"y\n'}, b = ${2}, c = ${-1};`],
] as const) {
  template(expected, () => assert.is(body(make()), expected));
}
for (const [place, make] of [
  ["inside quotes", () => js`f("${name}")`],
  ["inside quotes", () => js`f('\'${name}')`],
  ["inside quotes", () => js`f(\`${name}\`)`],
  ["in a comment", () => js`/* ${name} */`],
  ["in a comment", () => js`// ${name}`],
  ["in a regular expression", () => js`x = /${name}/`],
  ["in the middle of a name", () => js`a${name}`],
  ["in the middle of a name", () => js`a = ${name}b`],
  ["where a name belongs", () => js`a.${name}`],
  ["where a name belongs", () => js`const ${name} = 1`],
  ["where a name belongs", () => js`const { a: ${name} } = {}`],
  ["where a name belongs", () => js`${name} = 1`],
  ["where a name belongs", () => js`${name}++`],
  ["where a name belongs", () => js`({ ${name}: 1 })`],
  ["where a name belongs", () => js`({ ${name} })`],
  ["where a name belongs", () => js`(${name}) => 1`],
  ["in an argument of `eval`", () => js`eval("a" + ${name})`],
  ["in an argument of `Function`", () => js`new Function(${name})`],
  ["in an argument of `child_process.execSync`", () => js`child_process.execSync(\`ls \${${name}}\`)`],
] as const) {
  template(`refuses ${place}: ${make.toString().replace(/^[^`]*/, "")}`, () => assert.is(refusedPlace(make), place));
}
for (const [message, make] of [
  [
    "in its line 2, `const = ${…};`: Unexpected token.",
    () => js`
    f();
    const = ${name};
  `,
  ],
  ["in its line 1, `const core = 1;`: Identifier 'core' has already been declared.", () => js`const core = 1;`],
  ["in its line 1, `}); (() => {`: a closing brace ends more than the script opened.", () => js`}); (() => {`],
  [
    "in its line 1, `import x from \"y\";`: 'import' and 'export' may only appear at the top level.",
    () => js`import x from "y";`,
  ],
] as const) {
  template(`refuses a mistake ${message}`, () => {
    assert.is(refusal(make), `script-syntax: The JavaScript script has a mistake ${message}`);
  });
}
template.run();

const fn = suite("js, as a function");
fn("takes values with their types, and calls the tools", async () => {
  const step = emitted(
    js(
      async ({ core, github: client, context }, { title, strict: isStrict, comment, limit, labels }) => {
        const twice = (value: number) => value * 2;
        if (isStrict) core.info(title);
        await client.rest.issues.addLabels({ ...context.repo, issue_number: Number(comment?.id), labels: [...labels] });
        return [title, isStrict, comment?.body, twice(limit)];
      },
      { title: github.actor, strict, comment: github.event.comment, limit: 3, labels: ["a b", "c"] },
    ),
  );
  assert.equal(step.env, {
    EVENT_COMMENT: "${{ toJSON(github.event.comment) }}",
    GH_ACTOR: "${{ github.actor }}",
    INPUT_STRICT: "${{ toJSON(inputs.strict) }}",
  });
  const hostile = "'\"`\n${x}\\ é";
  const env = { GH_ACTOR: hostile, INPUT_STRICT: "true", EVENT_COMMENT: JSON.stringify({ id: 7, body: hostile }) };
  assert.equal(await runScript(step.with?.script ?? "", env), {
    result: [hostile, true, hostile, 6],
    calls: [
      ["core.info", hostile],
      ["github.rest.issues.addLabels", { issue_number: 7, labels: ["a b", "c"] }],
    ],
  });
});
fn("takes tools and values whole, with defaults, gathered and computed", async () => {
  const whole = body(
    js((tools, values) => void tools.core.info(`${values.name}${values["a-b"]}`), { name: github.sha, "a-b": 1 }),
  );
  assert.equal(await runScript(whole, { GH_SHA: "s" }), { result: undefined, calls: [["core.info", "s1"]] });
  const gathered = body(
    js(({ core: { info } }, { name: given = "x", ...rest }) => info(given + JSON.stringify(rest)), {
      name: github.sha,
      b: 2,
    }),
  );
  assert.equal((await runScript(gathered, { GH_SHA: "s" })).calls, [["core.info", 's{"b":2}']]);
  const assigned = body(
    js(
      (_tools, { count }) => {
        let total: number = count;
        for (total of [total, total + 1]);
        return total;
      },
      { count: 1 },
    ),
  );
  assert.is((await runScript(assigned, {})).result, 2);
});
fn("sets the outputs that it declares", () => {
  const script = js(({ core }) => core.setOutput("made", 1), {}, { outputs: ["made"] });
  assert.equal(script.outputs, ["made"]);
});
fn("keeps nothing of a compiler's helpers for names", async () => {
  const named = js(() => {
    function inner() {
      return inner.name;
    }
    const other = () => inner();
    return [other(), (() => 1).name];
  });
  assert.not.match(body(named), "__name");
  assert.equal((await runScript(body(named), {})).result, ["inner", ""]);
});

const written = suite("js, as a function that a compiler wrote");
/** A function whose text is exactly this one. */
const compiled = (text: string): never => new Function(`return ${text}`)() as never;
for (const [what, text, values, expected] of [
  [
    "names get back what kept them apart from the module's",
    `async ({ github: github2, core: core2 }, { name: name2 }) => {
    const made = { name2, key: name2, name: name2 };
    for (name2 of []) core2.info(github2, ((made2) => made2)(made));
  }`,
    { name: 1 },
    `let name = 1;

const made = { name2: name, key: name, name };
for (name of []) core.info(github, ((made2) => made2)(made));`,
  ],
  [
    "a name that is taken inside stays renamed, and so does one that the author chose",
    "({ core: core2, github: octo2 }, { URL: URL2 }) => [core2, octo2, URL2, URL, (core) => core]",
    { URL: "x" },
    `const core2 = core;
const octo2 = github;
const URL2 = "x";

return [core2, octo2, URL2, URL, (core) => core];`,
  ],
  [
    "helpers for names go",
    `() => {
      const a = /* @__PURE__ */ __name(() => __name(function() {
        return 1;
      }, "b"), "a");
      __name(c, "c");
      function c() {
      }
      return a;
    }`,
    {},
    `const a = () => function() {
  return 1;
};
function c() {
}
return a;`,
  ],
  [
    "template literals keep their blanks",
    `({ core }) => {
        core.info(\`a
          b
    \${core}
c\`);
        return;
      }`,
    {},
    `core.info(\`a
          b
    \${core}
c\`);
return;`,
  ],
  ["an object is returned", "() => ({ a: 1 })", {}, "return { a: 1 };"],
  [
    "values are taken apart together where one has a default",
    "(_tools = {}, { 'a-b': a, b: { c = 1 } } = {}) => a + c",
    { "a-b": 1, b: {} },
    `const a = 1;
const { c = 1 } = {};

return a + c;`,
  ],
  [
    "computed names",
    '({ ["core"]: c }, { [`a`]: b }) => c(b)',
    { a: 1, "b c": 2 },
    `const { ["core"]: c } = { require, __original_require__, github, octokit, context, core, exec, glob, io };
const { [\`a\`]: b } = {
  a: 1,
  "b c": 2,
};

return c(b);`,
  ],
] as const) {
  written(what, () => assert.is(body(js(compiled(text), values)).trimEnd(), expected));
}
for (const [problem, text] of [
  [
    "`import()` becomes a call of `__toESM`, which the compiler keeps outside of it",
    "() => Promise.resolve().then(() => __toESM(require('x')))",
  ],
  ["what it uses needs `__using`, which the compiler keeps outside of it", "() => __using([], 1)"],
] as const) {
  written(`refuses: ${problem}`, () => {
    assert.is(
      refusal(() => js(compiled(text))),
      `script-function: The function cannot become a script: ${problem}.`,
    );
  });
}
written("values that are texts in every run need no JSON", () => {
  const { env } = emitted(
    js((_tools, values) => values, {
      a: github.sha,
      b: format`v${name}`,
      c: github.event_name,
      d: github.ref_protected,
      e: secrets.TOKEN,
      f: vars.MODE,
      g: toJSON(strict),
    }),
  );
  assert.equal(env, {
    GH_EVENT_NAME: "${{ github.event_name }}",
    GH_REF_PROTECTED: "${{ toJSON(github.ref_protected) }}",
    GH_SHA: "${{ github.sha }}",
    SECRET_TOKEN: "${{ secrets.TOKEN }}",
    VALUE: "v${{ inputs.name }}",
    VALUE_2: "${{ toJSON(inputs.strict) }}",
    VAR_MODE: "${{ vars.MODE }}",
  });
});
written.run();

const outside = 1;
// As `gen` sees it: the compiler has turned an import into this.
const import_node_fs = { readFileSync: () => "" };
class Tool {
  method() {
    return outside;
  }
}
for (const [message, make] of [
  [
    "script-captures: The function reads `outside` from outside itself; only its text reaches the runner.",
    () => js(() => outside),
  ],
  [
    "script-captures: The function reads `node_fs` from outside itself; only its text reaches the runner.",
    () => js(() => import_node_fs.readFileSync()),
  ],
  [
    "script-captures: The function reads `name`, `outside` from outside itself; only its text reaches the runner.",
    () => js(() => ({ outside, [String(name)]: 1 })),
  ],
  [
    "script-function: The function cannot become a script: it is a generator.",
    () =>
      js(function* () {
        yield 1;
      }),
  ],
  [
    "script-function: The function cannot become a script: it uses `this`.",
    () =>
      js(function (this: unknown) {
        return () => this;
      }),
  ],
  [
    "script-function: The function cannot become a script: it uses `arguments`.",
    () =>
      js(function () {
        // biome-ignore lint/complexity/noArguments: it is what is refused
        return arguments.length;
      }),
  ],
  [
    "script-function: The function cannot become a script: it uses `new.target` or `import.meta`.",
    () =>
      js(function () {
        return new.target;
      }),
  ],
  [
    "script-function: The function cannot become a script: it uses `import()`; take `require` from the first argument.",
    () => js(() => import("node:fs")),
  ],
  [
    "script-function: The function cannot become a script: it gathers its arguments with `...`.",
    () => js((...all) => all),
  ],
  ["script-function: The function cannot become a script: an arrow function is expected.", () => js(Tool as never)],
  ["script-function: The function cannot become a script: an arrow function is expected.", () => js(new Tool().method)],
  ["script-function: The function cannot become a script: an arrow function is expected.", () => js(Math.max as never)],
  [
    "script-function: The function cannot become a script: it takes more than the tools and the values.",
    () => js(((_a: unknown, _b: unknown, c: unknown) => c) as never),
  ],
  [
    "script-function: The function cannot become a script: it takes `b`, which is not among the values that it is given.",
    () => js((_tools, { b }: { b?: string }) => b, {} as { b?: string } as never),
  ],
  [
    "script-syntax: The JavaScript script has a mistake in its line 1, `const context = 1;`: Identifier 'context' has already been declared.",
    () =>
      js(() => {
        const context = 1;
        return context;
      }),
  ],
] as const) {
  fn(`refuses: ${message}`, () =>
    assert.is(refusal(make).replace(/`const context ?= ?1;.*`/, "`const context = 1;`"), message),
  );
}
fn("what looks like a capture and is none", () => {
  const script = js(
    ({ core }, { a }) => {
      for (const { b = a, ...c } of [{ b: 1 }]) {
        if (b) continue;
        core.info(String(c));
      }
      class Own {
        static outside = 1;
        outside() {
          return this.#hidden + Own.outside;
        }
        #hidden = 1;
      }
      try {
        hoisted();
      } catch (error) {
        console.log(error, new Own().outside(), process.env.HOME, { outside: 1 }.outside);
      }
      var late = function self(): unknown {
        // biome-ignore lint/complexity/noArguments: an inner function's own are no capture
        return self ?? arguments;
      };
      function hoisted() {
        return late;
      }
      return new URL(require("node:url").pathToFileURL("/").href);
    },
    { a: 2 },
  );
  assert.equal(script.outputs, []);
});
fn.run();

const source = `
import { readFileSync } from "node:fs";
import { job, js, triggers, useAction, workflow, flag } from "yardmaster";
const { on, github, inputs } = triggers({ workflow_dispatch: { inputs: { strict: flag() } } });
const name = "module's own";
const script = js(
  async ({ github, context, core }, { name, strict }) => {
    // Comments are lost.
    const greet = (who: string): string => \`Hello,
      \${who}\`;
    if (strict) {
      core.info(greet(name));
    }
    await github.rest.issues.createComment({ ...context.repo, issue_number: context.issue.number, body: name });
  },
  { name: github.actor, strict: inputs.strict },
);
const pin = { sha: "${"0".repeat(40)}", version: "v8.0.0" };
const step = useAction("actions/github-script", pin, ["result"], { script });
export const w = workflow("w", { on, jobs: [job("a", { "runs-on": "ubuntu-24.04", steps: [step] })] });
export const unused = [name, readFileSync];
`;
const generated = suite<ReturnType<typeof makeRepository>>("js, as a function, through gen");
generated("is readable: names as they were, lines as they were", async () => {
  const repository = makeRepository({ "workflows-src/w.workflow.ts": source });
  try {
    assert.equal(await repository.run(["gen"]), {
      code: 0,
      stdout: "created .github/workflows/w.yml\n1 file: 1 created\n",
      stderr: "",
    });
    const [, steps = ""] = repository.read(".github/workflows/w.yml").split("steps:\n");
    assert.is(
      steps,
      `      - uses: actions/github-script@${"0".repeat(40)} # v8.0.0
        with:
          script: |
            const name = process.env.GH_ACTOR;
            const strict = JSON.parse(process.env.INPUT_STRICT);

            const greet = (who) => \`Hello,
                  \${who}\`;
            if (strict) {
              core.info(greet(name));
            }
            await github.rest.issues.createComment({ ...context.repo, issue_number: context.issue.number, body: name });
        env:
          GH_ACTOR: \${{ github.actor }}
          INPUT_STRICT: \${{ toJSON(inputs.strict) }}
`,
    );
  } finally {
    repository.dispose();
  }
});
generated("captures are found at their line", async () => {
  const repository = makeRepository({
    "workflows-src/w.workflow.ts": `
import { readFileSync } from "node:fs";
import { js } from "yardmaster";
const limit = 3;
export const script = js(() => readFileSync("x", "utf8").slice(limit));
`,
  });
  try {
    const { code, stderr, stdout } = await repository.run(["gen"]);
    assert.is(code, 1);
    assert.match(stdout + stderr, "workflows-src/w.workflow.ts:5:23 error script-captures");
    assert.match(stdout + stderr, "The function reads `limit`, `node_fs` from outside itself");
  } finally {
    repository.dispose();
  }
});
generated.run();
