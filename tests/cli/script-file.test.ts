import { chmodSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { makeRepository, type TestRepository } from "./repository.ts";

/** A workflow whose one step runs a file. */
function source(path: string, options = "{}", runsOn = "ubuntu-24.04"): string {
  return `import { job, run, scriptFile, triggers, workflow } from "yardmaster";

const { on } = triggers({ push: null });
const step = run(${options}, scriptFile(${JSON.stringify(path)}));
export const w = workflow("w", { on, permissions: {}, jobs: [job("a", { "runs-on": ${JSON.stringify(runsOn)}, steps: [step] })] });
`;
}

async function inRepository(
  files: Readonly<Record<string, string | Uint8Array>>,
  act: (repository: TestRepository) => Promise<void> | void,
): Promise<void> {
  const repository = makeRepository({});
  try {
    for (const [path, text] of Object.entries(files)) repository.write(path, text);
    await act(repository);
  } finally {
    repository.dispose();
  }
}

/** The step as it is generated, without its indentation. */
async function stepOf(
  files: Readonly<Record<string, string | Uint8Array>>,
  path: string,
  options?: string,
  runsOn?: string,
): Promise<string> {
  let text = "";
  await inRepository({ ...files, "workflows-src/w.workflow.ts": source(path, options, runsOn) }, async (repository) => {
    const { code, stderr } = await repository.run(["gen"]);
    assert.equal({ code, stderr }, { code: 0, stderr: "" });
    text = repository.read(".github/workflows/w.yml").split("steps:\n")[1] ?? "";
  });
  return text.replace(/^ {6}/gm, "").trimEnd();
}

/** The finding that `gen` ends with. */
async function refusalOf(
  files: Readonly<Record<string, string | Uint8Array>>,
  path: string,
  prepare: (repository: TestRepository) => unknown = () => undefined,
): Promise<string> {
  let said = "";
  await inRepository({ ...files, "workflows-src/w.workflow.ts": source(path) }, async (repository) => {
    prepare(repository);
    const { code, stderr } = await repository.run(["gen"]);
    assert.ok(code !== 0);
    assert.equal(
      Object.keys(repository.made()).filter((name) => name.startsWith(".github/")),
      [],
    );
    said = stderr.split("\n")[0] ?? "";
  });
  return said;
}

const taking = suite("a script takes its text from a file of the repository");
for (const [path, text, expected] of [
  ["ops/a.sh", "set -e\necho a\n", "- run: |\n    set -e\n    echo a"],
  ["ops/a.bash", "echo a\n", "- run: echo a\n  shell: bash"],
  ["ops/a.ps1", "Write-Output a\n", "- run: Write-Output a\n  shell: pwsh"],
  ["ops/a.py", "print(1)\n", "- run: print(1)\n  shell: python"],
  ["ops/A.SH", "echo a\n", "- run: echo a"],
  ["a.b.sh", "echo a", "- run: echo a"],
  ["ops/mit Leerzeichen é.sh", "echo é", "- run: echo é"],
] as const) {
  taking(`by its ending: ${path}`, async () => assert.is(await stepOf({ [path]: text }, path), expected));
}
taking("by its ending: ops/a.cmd, where there is a cmd", async () => {
  assert.is(await stepOf({ "ops/a.cmd": "dir\n" }, "ops/a.cmd", "{}", "windows-2025"), "- run: dir\n  shell: cmd");
});
taking("the shell of a runner that is not known to fit is stated, as for a template", async () => {
  assert.is(await stepOf({ "a.sh": "echo a" }, "a.sh", "{}", "windows-2025"), "- run: echo a\n  shell: bash");
});
taking("the step's own shell goes before the ending, and stands in for one that says nothing", async () => {
  assert.is(await stepOf({ "a.cmd": "dir" }, "a.cmd", '{ shell: "bash" }'), "- run: dir\n  shell: bash");
  assert.is(
    await stepOf({ "a.pl": "print 1;" }, "a.pl", '{ shell: "perl {0}" }'),
    "- run: print 1;\n  shell: perl {0}",
  );
});
taking("line ends, a byte order mark and blank lines at the end are those of no system", async () => {
  const marked = new Uint8Array([0xef, 0xbb, 0xbf, ...new TextEncoder().encode("set -e\r\necho a\r\n\r\n")]);
  assert.is(await stepOf({ "a.sh": marked }, "a.sh"), "- run: |\n    set -e\n    echo a");
});
taking("a link inside the repository is followed", async () => {
  await inRepository({ "ops/a.sh": "echo a", "workflows-src/w.workflow.ts": source("b.sh") }, async (repository) => {
    symlinkSync("ops/a.sh", join(repository.root, "b.sh"));
    assert.is((await repository.run(["gen"])).code, 0);
  });
});
taking("paths count from the root wherever `gen` was started", async () => {
  const files = { "ops/a.sh": "echo a", "ops/deep/x": "", "workflows-src/w.workflow.ts": source("ops/a.sh") };
  await inRepository(files, async (repository) => {
    for (const folder of ["ops/deep", "workflows-src", "ops"]) {
      const { code, stderr } = await repository.run(["gen"], { cwd: join(repository.root, folder) });
      assert.equal([code, stderr], [0, ""], folder);
    }
    assert.match(repository.read(".github/workflows/w.yml"), "- run: echo a\n");
  });
});
taking("for actions/github-script, as JavaScript that is parsed", async () => {
  const module = (path: string) => `import { job, scriptFile, triggers, useAction, workflow } from "yardmaster";
const { on } = triggers({ push: null });
const step = useAction("actions/github-script", { sha: "${"0".repeat(40)}", version: "v8.0.0" }, [], { script: scriptFile("${path}") });
export const w = workflow("w", { on, permissions: {}, jobs: [job("a", { "runs-on": "ubuntu-24.04", steps: [step] })] });
`;
  const files = { "a.js": "core.info('a');\n", "b.js": "core.info(;\n", "workflows-src/w.workflow.ts": module("a.js") };
  await inRepository(files, async (repository) => {
    assert.is((await repository.run(["gen"])).code, 0);
    assert.match(repository.read(".github/workflows/w.yml"), "script: core.info('a');\n");
    repository.write("workflows-src/w.workflow.ts", module("b.js"));
    assert.match(
      (await repository.run(["gen"])).stderr,
      "error script-syntax: The JavaScript script has a mistake in its line 1",
    );
  });
});
taking("and is compared by `check`: a file that changed makes the workflow stale", async () => {
  const files = { "ops/a.sh": "echo a\n", "workflows-src/w.workflow.ts": source("ops/a.sh") };
  await inRepository(files, async (repository) => {
    await repository.run(["gen"]);
    repository.write("ops/a.sh", "echo a\r\n");
    assert.is((await repository.run(["check"])).code, 0);
    repository.write("ops/a.sh", "echo b\n");
    const { code, stdout } = await repository.run(["check", "--format", "json"]);
    assert.equal(
      [code, JSON.parse(stdout).drift],
      [1, [{ file: ".github/workflows/w.yml", kind: "stale", source: "workflows-src/w.workflow.ts" }]],
    );
    repository.remove("ops/a.sh");
    assert.match((await repository.run(["check"])).stdout, "error script-file-refused");
  });
});
taking.run();

const at = "workflows-src/w.workflow.ts:4:22 error";
const refusing = suite("or says why it cannot");
const refused = (path: string, problem: string) =>
  `${at} script-file-refused: "${path}" cannot be the text of a script: ${problem}.`;
refusing("no such file, a folder, an empty one", async () => {
  assert.is(await refusalOf({}, "ops/a.sh"), refused("ops/a.sh", "there is no such file"));
  assert.is(await refusalOf({ "ops/a.sh": "a" }, "ops/a.sh/b.sh"), refused("ops/a.sh/b.sh", "there is no such file"));
  assert.is(await refusalOf({ "ops.sh/a": "x" }, "ops.sh"), refused("ops.sh", "it is a folder"));
  assert.is(await refusalOf({ "a.sh": "\r\n \n" }, "a.sh"), refused("a.sh", "it is empty"));
});
refusing("a path out of the repository", async () => {
  for (const path of ["../a.sh", "ops/../../a.sh", "/etc/passwd", "C:/a.sh", ""]) {
    assert.is(await refusalOf({}, path), refused(path, "it is not in the repository"), path);
  }
  assert.is(
    await refusalOf({ "ops/a.sh": "a" }, "ops\\a.sh"),
    `${at} script-file-refused: "ops\\\\a.sh" cannot be the text of a script: it is not in the repository.`,
  );
});
refusing("a link out of the repository, to a file or to its folder", async () => {
  const toFile = await refusalOf({}, "a.sh", ({ root }) => symlinkSync("/etc/passwd", join(root, "a.sh")));
  assert.is(toFile, refused("a.sh", "it is not in the repository"));
  const toFolder = await refusalOf({}, "ops/passwd", ({ root }) => symlinkSync("/etc", join(root, "ops")));
  assert.is(toFolder, refused("ops/passwd", "it is not in the repository"));
  const toNothing = await refusalOf({}, "a.sh", ({ root }) => symlinkSync("gone", join(root, "a.sh")));
  assert.is(toNothing, refused("a.sh", "there is no such file"));
});
refusing("what is no text", async () => {
  assert.is(
    await refusalOf({ "a.sh": new Uint8Array([0x65, 0xe9, 0x0a]) }, "a.sh"),
    refused("a.sh", "it is not UTF-8"),
  );
  assert.is(
    await refusalOf({ "a.sh": new Uint8Array([0xff, 0xfe, 0x65, 0]) }, "a.sh"),
    refused("a.sh", "it is not UTF-8"),
  );
  assert.is(await refusalOf({ "a.sh": new Uint8Array([0x65, 0, 0x0a]) }, "a.sh"), refused("a.sh", "it is no text"));
});
refusing("what the system does not let be read", async () => {
  if (process.getuid?.() === 0) return; // root reads everything
  const said = await refusalOf({ "a.sh": "a" }, "a.sh", ({ root }) => chmodSync(join(root, "a.sh"), 0));
  assert.is(said, refused("a.sh", "the system does not let it be read"));
});
refusing("a text with an expression, one too long, one that gives a withdrawn command", async () => {
  assert.is(
    await refusalOf({ "a.sh": "echo ${{ github.sha }}" }, "a.sh"),
    `${at} expression-in-script: The text of a shell script contains \`\${{\`: GitHub would paste the value into the code, unquoted.`,
  );
  assert.is(
    await refusalOf({ "a.sh": "x".repeat(21_001) }, "a.sh"),
    `${at} script-too-long: The script has 21001 characters; GitHub takes at most 21000.`,
  );
  assert.match(await refusalOf({ "a.sh": 'echo "::set-output name=a::b"' }, "a.sh"), " error command-removed: ");
});
refusing("an ending that says nothing", async () => {
  for (const path of ["a.pl", "Makefile"]) {
    assert.match(
      await refusalOf({ [path]: "x" }, path),
      ` error script-file-ending: Nothing says what runs "${path}": its ending is none of .sh, .bash, .ps1, .py, .js, .cjs, .cmd, .bat.`,
    );
  }
});
refusing("a shell of another language than the ending's", async () => {
  await inRepository(
    { "a.py": "x", "workflows-src/w.workflow.ts": source("a.py", '{ shell: "bash" }') },
    async (it) => {
      assert.match((await it.run(["gen"])).stderr, 'error script-shell: A Python script would be run by "bash".');
    },
  );
});
refusing.run();
