import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runYardmaster } from "@yardmaster/cli";
import { nodeFiles } from "@yardmaster/compiler";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { acceptAll, dataSource, makeRepository, workflowSource } from "./repository.ts";

const test = suite<ReturnType<typeof makeRepository>>("yardmaster: line ends");

const workflowPath = ".github/workflows/ci.yml";
const actionPath = ".github/actions/hello/action.yml";
const dataPath = "generated/commands.json";
const bindingsPath = "generated/actions.ts";
const lockPath = "workflows-src/actions.lock.json";
const generated = [workflowPath, actionPath, dataPath, bindingsPath, lockPath];
const rules = [
  "**/.github/workflows/*.yml text eol=lf",
  "**/.github/workflows/*.yaml text eol=lf",
  "**/action.yml text eol=lf",
  "**/action.yaml text eol=lf",
  "/generated/*.json text eol=lf",
  "/generated/*.mmd text eol=lf",
  "/generated/*.ts text eol=lf",
  "/workflows-src/actions.lock.json text eol=lf",
];
const inHint = rules.map((rule) => `\`${rule}\``).join(", ");
const hint = `  hint: Run \`yardmaster init\`, or add to .gitattributes yourself: ${inHint}.\n`;
const header = "# yardmaster compares generated files with what their sources make\n";

const action = `import { compositeAction, run, sh } from "yardmaster";
export const hello = compositeAction(".github/actions/hello", { name: "Hello", description: "Says it." }, () => ({
  steps: [run(sh\`
    echo hello
    echo again
  \`)],
}));
`;

test.before.each(async (repository) => {
  Object.assign(
    repository,
    makeRepository({
      "workflows-src/ci.workflow.ts": workflowSource("ci"),
      "workflows-src/commands.tasks.ts": dataSource("commands", { version: 1 }),
      "workflows-src/hello.action.ts": action,
      [lockPath]: '{\n  "version": 1,\n  "actions": {}\n}\n',
    }),
  );
  assert.is((await repository.run(["gen"])).code, 0);
  assert.is((await repository.run(["bind"])).code, 0);
});
test.after.each((repository) => repository.dispose());

const toCrlf = (text: string) => text.replaceAll("\n", "\r\n");

test("line ends alone are no drift; one warning names .gitattributes and its lines", async ({ run, read, write }) => {
  for (const path of generated) write(path, toCrlf(read(path)));
  assert.equal(await run(["check"]), {
    code: 0,
    stdout: `${actionPath} warning line-ends-changed: ${actionPath} and 2 other generated files differ from what the sources make only in line ends (CR LF), which a checkout on Windows changes.
${hint}3 files: 3 in step; 1 finding
`,
    stderr: "",
  });
  assert.equal(await run(["bind", "--check"]), {
    code: 0,
    stdout: `unchanged ${bindingsPath}\n`,
    stderr: `${bindingsPath} warning line-ends-changed: ${bindingsPath} differs from what the sources make only in line ends (CR LF), which a checkout on Windows changes.
${hint}`,
  });
});

test("gen, bind and adopt leave such files as they are", async ({ run, read, write, made }) => {
  for (const path of generated) write(path, toCrlf(read(path)));
  const before = { ...made(), [lockPath]: read(lockPath) };
  assert.equal(await run(["gen"]), { code: 0, stdout: "3 files: 3 unchanged\n", stderr: "" });
  assert.equal(await run(["gen", "--force"]), { code: 0, stdout: "3 files: 3 unchanged\n", stderr: "" });
  assert.is((await run(["bind"])).stdout, `unchanged ${bindingsPath}\n`);
  assert.is((await run(["bind", "--update"])).code, 0);
  assert.is((await run(["adopt", "--offline"])).code, 0);
  assert.equal({ ...made(), [lockPath]: read(lockPath) }, before);
});

test("a mixture of line ends is no drift either", async ({ run, read, write }) => {
  for (const path of [workflowPath, dataPath]) {
    write(path, read(path).replace("\n", "\r\n"));
    assert.is((await run(["check"])).code, 0, path);
  }
});

test("an edit between other line ends is found, and the difference shows it alone", async ({ run, read, write }) => {
  write(workflowPath, toCrlf(read(workflowPath)).replace("ubuntu-24.04", "ubuntu-26.04"));
  const { code, stdout } = await run(["check"]);
  assert.is(code, 1);
  assert.match(stdout, `${workflowPath} error file-edited: `);
  assert.equal(
    stdout.split("\n").filter((line) => /^[-+]/.test(line)),
    [
      `--- ${workflowPath} (on disk)`,
      `+++ ${workflowPath} (made by workflows-src/ci.workflow.ts)`,
      "-    runs-on: ubuntu-26.04",
      "+    runs-on: ubuntu-24.04",
    ],
  );
  assert.is((await run(["gen"])).code, 1);
});

test("a source that changed makes a file with other line ends stale, and gen writes it", async (repository) => {
  const { run, read, write } = repository;
  write(workflowPath, toCrlf(read(workflowPath)));
  write("workflows-src/ci.workflow.ts", workflowSource("ci", "pull_request"));
  const { code, stdout } = await run(["check"]);
  assert.is(code, 1);
  assert.match(stdout, `${workflowPath} error file-stale: `);
  assert.is((await run(["gen"])).stdout, `updated ${workflowPath}\n3 files: 1 updated, 2 unchanged\n`);
  assert.not.match(read(workflowPath), "\r");
});

test("a lone carriage return, two before a line feed, a byte order mark: all drift", async ({ run, read, write }) => {
  for (const path of [workflowPath, dataPath]) {
    const text = read(path);
    for (const [name, changed] of [
      ["lone", text.replace(/\n(?=[^\n]+\n$)/, "\r")],
      ["two", text.replaceAll("\n", "\r\r\n")],
      ["mark", `\ufeff${toCrlf(text)}`],
      ["last", toCrlf(text).slice(0, -2)],
    ] as const) {
      write(path, changed);
      const { code, stdout } = await run(["check"]);
      assert.is(code, 1, `${path} ${name}`);
      assert.match(stdout, new RegExp(`^${path.replaceAll(".", "\\.")} error file-(edited|foreign|stale): `));
    }
    write(path, text);
  }
});

test("init adds what .gitattributes lacks, once, and keeps what is there", async ({ run, read, write }) => {
  assert.match((await run(["init", "--yes"])).stdout, /^created \.gitattributes\n/);
  assert.is(read(".gitattributes"), `${header}${rules.join("\n")}\n`);
  assert.match((await run(["init", "--yes"])).stdout, /^unchanged \.gitattributes\n/);
  const own = `*.png binary\r\n${rules[1]?.replaceAll(" ", "  ")}\r\n*.sh text`;
  write(".gitattributes", own);
  assert.match((await run(["init", "--yes"])).stdout, /^updated \.gitattributes\n/);
  const lines = [header.trim(), ...rules.filter((_, index) => index !== 1)];
  assert.is(read(".gitattributes"), `${own}\r\n${lines.map((line) => `${line}\r\n`).join("")}`);
  write(".gitattributes", "* text=auto eol=lf\n");
  assert.match((await run(["init", "--yes"])).stdout, /^unchanged \.gitattributes\n/);
});

test("init refuses a .gitattributes that it could not write back", async ({ run, write, root }) => {
  write(".gitattributes", Buffer.from([0xe9, 10]));
  assert.equal(await run(["init", "--yes"]), {
    code: 2,
    stdout: "",
    stderr:
      ".gitattributes is no UTF-8 text, so nothing can be added to it without changing it. Save the file as UTF-8 and run `yardmaster init` again.\n",
  });
  assert.equal([...readFileSync(join(root, ".gitattributes"))], [0xe9, 10]);
});

test("with the rules in place there is no warning, and git itself checks out LF", async (repository) => {
  const { root, run, write, read } = repository;
  const git = (cwd: string, ...argv: readonly string[]) =>
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "core.autocrlf=true", ...argv], {
      cwd,
      stdio: ["ignore", "pipe", "ignore"],
      encoding: "utf8",
    });
  const clone = mkdtempSync(join(realpathSync(tmpdir()), "yardmaster-clone-"));
  const checkClone = async () => {
    rmSync(clone, { recursive: true, force: true });
    git(root, "clone", "-q", root, clone);
    const said: string[] = [];
    const output = { write: (text: string) => void said.push(text), isTerminal: false };
    const host = { cwd: clone, env: {}, stdout: output, stderr: output, files: nodeFiles, now: () => new Date(0) };
    const code = await runYardmaster(["check", "--no-types"], host, acceptAll);
    return { code, said: said.join(""), text: readFileSync(join(clone, workflowPath), "utf8") };
  };
  try {
    git(root, "init", "-q");
    git(root, "add", "-A");
    git(root, "commit", "-q", "-m", "as generated");
    const bare = await checkClone();
    assert.is(bare.code, 0);
    assert.match(bare.text, "\r\n");
    assert.match(bare.said, " warning line-ends-changed: ");
    await run(["init", "--yes"]);
    git(root, "add", "-A");
    git(root, "commit", "-q", "-m", "with rules");
    const ruled = await checkClone();
    assert.equal([ruled.code, ruled.said], [0, "4 files: 4 in step; 0 findings\n"]);
    assert.is(ruled.text, read(workflowPath));
    for (const path of generated) assert.not.match(readFileSync(join(clone, path), "utf8"), "\r");
    write(workflowPath, toCrlf(read(workflowPath)));
    assert.is((await run(["check"])).stdout, "4 files: 4 in step; 0 findings\n");
  } finally {
    rmSync(clone, { recursive: true, force: true });
  }
});

test.run();
