import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { installPackage, type Run, runInstalled, runNode, writeFiles } from "../helpers/packed.ts";

// Where the tarball may lie: alone, without TypeScript, elsewhere than the sources, twice.

const tsconfig = JSON.stringify({
  compilerOptions: {
    module: "nodenext",
    target: "es2022",
    strict: true,
    noEmit: true,
    allowImportingTsExtensions: true,
  },
  include: ["workflows-src", "generated"],
});

const test = suite("places of the installed package");

/** One that must go well. */
function done(run: Run): Run {
  assert.is(run.code, 0, `${run.stdout}\n${run.stderr}`);
  return run;
}

test("without TypeScript, check says that types were not checked", () => {
  const other = installPackage("yardmaster", { typescript: false });
  try {
    writeFiles(other, { "workflows-src/hello.workflow.ts": hello("allowed"), "tsconfig.json": tsconfig });
    done(runInstalled(other, ["gen"]));
    const checked = done(runInstalled(other, ["check"]));
    assert.match(checked.stderr, /Types were not checked: no TypeScript is installed here\./);
  } finally {
    rmSync(other, { recursive: true, force: true });
  }
});
test("in an empty folder, init and a check without findings are all it takes", () => {
  const other = installPackage();
  try {
    done(runInstalled(other, ["init", "--yes"]));
    done(runInstalled(other, ["gen"]));
    const { stderr } = done(runInstalled(other, ["check"]));
    assert.not.match(stderr, /not checked|left out/);
  } finally {
    rmSync(other, { recursive: true, force: true });
  }
});
test("a program that is installed elsewhere takes the language that lies beside the sources", () => {
  const other = installPackage();
  try {
    const program = join(other, "node_modules/yardmaster/bin/yardmaster.mjs");
    const folder = join(other, "beside");
    writeFiles(folder, { "workflows-src/hello.workflow.ts": hello("allowed") });
    cpSync(join(other, "node_modules/yardmaster"), join(folder, "node_modules/yardmaster"), { recursive: true });
    done(runNode(folder, [program, "gen"]));
    writeFiles(other, { "alone/workflows-src/hello.workflow.ts": hello("allowed") });
    done(runNode(join(other, "alone"), [program, "gen"]));
  } finally {
    rmSync(other, { recursive: true, force: true });
  }
});

function hello(output: string): string {
  return `import { eq, job, run, sh, triggers, workflow } from "yardmaster";

const { on, github } = triggers({ issue_comment: { types: ["created"] } });
const decide = run({ id: "decide", outputs: ["allowed"] }, sh\`./decide \${github.event.comment.body}\`);
const gate = job("gate", { "runs-on": "ubuntu-24.04", outputs: { allowed: decide.outputs.allowed }, steps: [decide] });
const act = job("act", { "runs-on": "ubuntu-24.04", if: eq(gate.outputs.${output}, "true"), steps: [run(sh\`./act\`)] });

export const hello = workflow("hello", { on, permissions: { contents: "read" }, jobs: [gate, act] });
`;
}
test.run();
