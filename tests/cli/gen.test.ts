import { suite } from "uvu";
import * as assert from "uvu/assert";
import { dataSource, header, makeRepository, workflowBody, workflowSource } from "./repository.ts";

const test = suite<ReturnType<typeof makeRepository>>("yardmaster gen");

test.before.each((repository) => {
  Object.assign(
    repository,
    makeRepository({
      "workflows-src/ci.workflow.ts": workflowSource("ci"),
      "workflows-src/deep/release.workflow.ts": workflowSource("release", "release"),
      "workflows-src/commands.tasks.ts": dataSource("commands", { version: 1, tasks: [{ name: "x" }] }),
      "workflows-src/helper.ts": "throw new Error('not a source');",
    }),
  );
});
test.after.each((repository) => repository.dispose());

const ciPath = ".github/workflows/ci.yml";
const releasePath = ".github/workflows/release.yml";
const ciText = header("workflows-src/ci.workflow.ts") + workflowBody();

test("writes every file, then says that nothing changes", async ({ run, made }) => {
  assert.equal(await run(["gen"]), {
    code: 0,
    stdout: `created ${ciPath}\ncreated ${releasePath}\ncreated generated/commands.json\n3 files: 3 created\n`,
    stderr: "",
  });
  assert.equal(made(), {
    [ciPath]: ciText,
    [releasePath]: header("workflows-src/deep/release.workflow.ts") + workflowBody("release"),
    "generated/commands.json": `{
  "$generated": {
    "by": "yardmaster 0.1.0",
    "from": "workflows-src/commands.tasks.ts",
    "note": "Do not edit: change the source and run \`npx yardmaster gen\`."
  },
  "version": 1,
  "tasks": [
    {
      "name": "x"
    }
  ]
}
`,
  });
  assert.equal(await run(["gen"]), { code: 0, stdout: "3 files: 3 unchanged\n", stderr: "" });
});

test("names the npm script where there is one", async ({ run, read, write }) => {
  write("package.json", JSON.stringify({ scripts: { "gen:workflows": "yardmaster gen" } }));
  await run(["gen"]);
  assert.match(read(ciPath), "change the source and run `npm run gen:workflows`.");
});

test("updates what its source makes differently and deletes what none makes", async ({ run, write, remove, made }) => {
  await run(["gen"]);
  write("workflows-src/ci.workflow.ts", workflowSource("ci", "pull_request"));
  remove("workflows-src/deep/release.workflow.ts");
  remove("workflows-src/commands.tasks.ts");
  assert.equal(await run(["gen"]), {
    code: 0,
    stdout: `updated ${ciPath}\ndeleted ${releasePath}\ndeleted generated/commands.json\n3 files: 1 updated, 2 deleted\n`,
    stderr: "",
  });
  assert.equal(Object.keys(made()), [ciPath]);
});

test("runs from a folder below the root and finds it", async ({ run, root }) => {
  assert.is((await run(["gen"], { cwd: `${root}/workflows-src/deep` })).code, 0);
});

test("leaves alone what is not ours and not in the way", async ({ run, write, made }) => {
  write(".github/workflows/other.yml", "on: push\n");
  write("generated/bindings.ts", "export {};\n");
  write("generated/other.json", "{}\n");
  await run(["gen"]);
  const kept = made();
  assert.is(kept[".github/workflows/other.yml"], "on: push\n");
  assert.is(kept["generated/bindings.ts"], "export {};\n");
  assert.is(kept["generated/other.json"], "{}\n");
});

test("refuses to overwrite a foreign file, and writes nothing else either", async ({ run, write, made, read }) => {
  write(ciPath, "on: push\n");
  assert.equal(await run(["gen"]), {
    code: 1,
    stdout: "",
    stderr: `${ciPath} error file-foreign: ${ciPath} was not written by yardmaster, and workflows-src/ci.workflow.ts makes a file of that name.
  hint: Move the file away, give the workflow another id, or overwrite the file with \`npx yardmaster gen --force\`.
1 file would lose content; nothing was written.
`,
  });
  assert.equal(Object.keys(made()), [ciPath]);
  assert.is((await run(["gen", "--force"])).code, 0);
  assert.is(read(ciPath), ciText);
});

test("refuses to lose an edit, in the YAML, in JSON and in an orphan", async ({ run, read, write, remove }) => {
  await run(["gen"]);
  write(ciPath, read(ciPath).replace("ubuntu-24.04", "ubuntu-26.04"));
  write(releasePath, `${read(releasePath)}# mine\n`);
  write("generated/commands.json", read("generated/commands.json").replace('"x"', '"y"'));
  remove("workflows-src/deep/release.workflow.ts");
  const { code, stderr } = await run(["gen"]);
  assert.is(code, 1);
  const edited = (path: string, source: string) =>
    `${path} error file-edited: ${path} was edited after ${source} made it.
  hint: Put the change into ${source} (a version bump into the lock, with \`yardmaster adopt\`) and run \`npx yardmaster gen\`; or discard it with \`npx yardmaster gen --force\`.
`;
  assert.is(
    stderr,
    edited(ciPath, "workflows-src/ci.workflow.ts") +
      edited(releasePath, "workflows-src/deep/release.workflow.ts") +
      edited("generated/commands.json", "workflows-src/commands.tasks.ts") +
      "3 files would lose content; nothing was written.\n",
  );
  assert.match(read(ciPath), "ubuntu-26.04");
  assert.is(
    (await run(["gen", "--force"])).stdout,
    `updated ${ciPath}
deleted ${releasePath}
updated generated/commands.json
3 files: 2 updated, 1 deleted
`,
  );
});

test("repairs without force what loses nothing", async ({ run, read, write }) => {
  await run(["gen"]);
  const torn = ciText.replace("\non: push", "<<<<<<< HEAD\non: push\n=======\non: pull_request\n>>>>>>> other");
  for (const harmless of [
    `\ufeff${ciText}`,
    ciText.trimEnd(),
    ciText.replace("yardmaster 0.1.0", "yardmaster 0.0.9"),
    ciText.replace("\n", "\n# yardmaster-digest: sha256:0000000000000000\n"),
    torn,
  ]) {
    write(ciPath, harmless);
    assert.equal(await run(["gen"]), {
      code: 0,
      stdout: `updated ${ciPath}\n3 files: 1 updated, 2 unchanged\n`,
      stderr: "",
    });
    assert.is(read(ciPath), ciText);
  }
});

test("repairs JSON between conflict markers, whatever its line ends", async ({ run, read, write }) => {
  await run(["gen"]);
  const path = "generated/commands.json";
  const text = read(path);
  const torn = text.replace('  "version": 1,\n', "<<<<<<< HEAD\n  1\n=======\n  2\n>>>>>>> other\n");
  for (const harmless of [torn, torn.replaceAll("\n", "\r\n")]) {
    write(path, harmless);
    assert.is((await run(["gen"])).code, 0);
    assert.is(read(path), text);
  }
});

test("writes nothing when any source has an error, and still writes with warnings", async ({ run, write, made }) => {
  const problem = (severity: string) =>
    workflowSource(
      "ci",
      "push",
      `diagnostics: [{ code: "odd", severity: "${severity}", message: "Odd.", place: { path: ["jobs", "a"] } }],`,
    );
  write("workflows-src/ci.workflow.ts", problem("error"));
  assert.equal(await run(["gen"]), {
    code: 1,
    stdout: "",
    stderr: "workflows-src/ci.workflow.ts error odd: Odd.\n  in: jobs.a\n1 error; nothing was written.\n",
  });
  assert.equal(made(), {});
  write("workflows-src/ci.workflow.ts", problem("warning"));
  const { code, stderr } = await run(["gen"]);
  assert.equal([code, stderr], [0, "workflows-src/ci.workflow.ts warning odd: Odd.\n  in: jobs.a\n"]);
  assert.is(Object.keys(made()).length, 3);
});

test("with an empty folder of sources has nothing to do", async ({ run, remove, write }) => {
  remove("workflows-src");
  write("workflows-src/readme.md", "");
  assert.equal(await run(["gen"]), { code: 0, stdout: "0 files\n", stderr: "" });
});

test("writes an empty table and keeps its header apart", async ({ run, write, read }) => {
  write("workflows-src/commands.tasks.ts", dataSource("commands", {}));
  await run(["gen"]);
  const text = read("generated/commands.json");
  assert.equal(Object.keys(JSON.parse(text)), ["$generated"]);
  assert.is((await run(["gen"])).stdout, "3 files: 3 unchanged\n");
  write("generated/commands.json", text.replace(/\n}\n$/, ',\n  "x": 1\n}\n'));
  assert.is((await run(["gen"])).code, 1);
});

test.run();
