import { readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { type GitRepository, makeGitRepository } from "./git-repository.ts";
import { header, makeRepository } from "./repository.ts";

const test = suite<GitRepository>("yardmaster import");

const ci = ".github/workflows/ci.yml";
const module = "workflows-src/ci.workflow.ts";
const yaml = `# Of this repository.
name: ci
on: {push: {branches: [main]}}
jobs:
    build:
        runs-on: ubuntu-24.04
        steps:
            -   run: npm test # all
`;
const torn = "on: push\njobs: [\n";

test.before.each((repository) => {
  Object.assign(repository, makeGitRepository({ [ci]: yaml }));
});
test.after.each((repository) => repository.dispose());

/** What an import leaves or writes. */
function files({ made, read }: Pick<GitRepository, "made" | "read">): Readonly<Record<string, string>> {
  const kept = Object.entries(made()).filter(([path]) => !path.startsWith(".git/"));
  let source: string | undefined;
  try {
    source = read(module);
  } catch {
    // none was written
  }
  return { ...Object.fromEntries(kept), ...(source === undefined ? {} : { [module]: source }) };
}

test("writes a module for each file, and lets it make the YAML; a second run changes nothing", async (repository) => {
  const { run, read } = repository;
  const { code, stdout, stderr } = await run(["import"], { showsTypes: true });
  assert.is(
    stdout,
    `${ci}: proved, ${module}; layout alone changes, +12 -5 lines
1 file: 1 proved; 0 expressions typed; 2 comments kept (0.00 s)
No changes. 1 file: 1 in step; 0 findings
`,
  );
  assert.equal(
    [code, stderr],
    [0, "Types were not checked: no TypeScript is installed here. `--no-types` says that this is meant.\n"],
  );
  assert.match(read(module), 'export const ci = workflow("ci", {');
  assert.is(
    read(ci),
    `${header(module)}
# Of this repository.
name: ci

on:
  push:
    branches:
      - main

jobs:
  build:
    runs-on: ubuntu-24.04
    steps:
      - run: npm test # all
`,
  );
  const before = files(repository);
  assert.equal(await run(["import"]), {
    code: 0,
    stdout: `${ci}: skipped, ${module} makes it already
1 file: 1 skipped; 0 expressions typed; 0 comments kept (0.00 s)
No changes. 1 file: 1 in step; 0 findings
`,
    stderr: "",
  });
  assert.equal(files(repository), before);
  assert.is((await run(["gen"])).stdout, "1 file: 1 unchanged\n");
});
test("`--prove` says the same, and writes nothing", async (repository) => {
  const before = files(repository);
  const { code, stdout } = await repository.run(["import", "--prove", "--no-types"], { showsTypes: true });
  assert.is(
    stdout,
    `${ci}: proved, ${module}; layout alone changes, +12 -5 lines
1 file: 1 proved; 0 expressions typed; 2 comments kept (0.00 s); nothing was written
No changes. 1 file: 1 would be in step; 0 findings
`,
  );
  assert.is(code, 0);
  assert.equal(files(repository), before);
});
test("a file that is no YAML is refused with its line, exits 2, and the others are imported", async ({
  run,
  write,
  read,
}) => {
  write(".github/workflows/torn.yml", torn);
  const { code, stdout } = await run(["import"]);
  assert.is(code, 2);
  assert.match(stdout, `${ci}: proved, ${module}; `);
  assert.match(stdout, "\n.github/workflows/torn.yml: refused\n  .github/workflows/torn.yml:");
  assert.match(stdout, "\nLeft to do, in order:\n  1. 1 refused file  mend what is said above, and import again\n");
  assert.match(stdout, "\nNo changes. 1 file: 1 in step; 0 findings\n");
  assert.is(read(".github/workflows/torn.yml"), torn);
});
test("a file that is another kind is refused, and exits 1", async ({ run, write }) => {
  write(".github/workflows/notes.yml", "a: 1\n");
  const { code, stdout } = await run(["import"]);
  assert.is(code, 1);
  assert.match(stdout, "\n.github/workflows/notes.yml: refused\n  .github/workflows/notes.yml:1");
});

const repositoryFiles = {
  "src/action.yml": "name: a\ndescription: b\nruns: {using: composite, steps: [{run: 'true', shell: bash}]}\n",
  ".github/actions/x/action.yaml":
    "name: a\ndescription: b\nruns: {using: composite, steps: [{run: 'true', shell: bash}]}\n",
  "tests/action.yml": "name: a\nruns: {using: composite, steps: []}\n",
  ".github/dependabot.yml": "version: 2\nupdates: []\n",
  ".github/workflows/use.yaml":
    "on: push\njobs: {a: {runs-on: ubuntu-24.04, steps: [{uses: actions/checkout@v4}, {uses: ./src}, {uses: ./}]}}\n",
  "action.yaml": "name: a\ndescription: b\nruns: {using: composite, steps: [{run: 'true', shell: bash}]}\n",
};
test("without a path, takes the workflows, the own action, those below .github, and those that they use", async ({
  run,
  write,
}) => {
  for (const [path, text] of Object.entries(repositoryFiles)) write(path, text);
  const { stdout } = await run(["import", "--prove"]);
  assert.equal(named(stdout).sort(), [
    ".github/actions/x/action.yaml",
    ci,
    ".github/workflows/use.yaml",
    "action.yaml",
    "src/action.yml",
  ]);
  const folder = await run(["import", "--prove", ".github"]);
  assert.equal(named(folder.stdout).sort(), [".github/actions/x/action.yaml", ci, ".github/workflows/use.yaml"]);
});

test("says what is left to do, in order, and what outsiders can put into scripts", async ({ run, write }) => {
  write(ci, rich);
  assert.equal(await run(["import"]), {
    code: 0,
    stdout: `${ci}: proved, ${module}; layout alone changes, +3 -0 lines
Expressions in scripts that an outsider can set:
  ${ci}:12: github.event.comment.body
Left to do, in order:
  1. 2 unlocked actions    by the network, then put its functions in place of \`use(…)\`: npx yardmaster bind actions/checkout@v5 octo/other@2541b1294d2704b0964813337f33b291d3f8596b
  2. 1 branch action       by the network, then put its functions in place of \`use(…)\`: npx yardmaster bind --allow-branch octo/tool@main
  3. 2 script expressions  1 that an outsider can set, above: \`unsafeScript\` becomes \`sh\` in the module
  4. 1 loose read          declare what \`loose\` and \`context\` read: inputs, outputs, secrets, variables
1 file: 1 proved; 4 expressions typed; 0 comments kept (0.00 s)
No changes. 1 file: 1 in step; 5 findings, no error: \`npx yardmaster check\` tells them
`,
    stderr: "",
  });
});
test("says what was wrong before, and counts what the language does not say by its reason", async ({ run, write }) => {
  write(ci, wrong);
  const { code, stdout } = await run(["import"]);
  assert.is(code, 0);
  assert.is(
    stdout,
    `${ci}: proved, ${module}; layout alone changes, +6 -1 lines
Wrong in the originals, and said by the modules as it stands, with \`raw\`:
  ${ci}:4:3: There is no permission "retention", and GitHub refuses the workflow.
Left to do, in order:
  1. 1 mistake     of the originals: mend it in the module, where \`raw\` says it
  2. 2 raw values  write it in the language where that can: 1 "A step has no such key here.", 1 "There is no permission \\"retention\\", and GitHub refuses the workflow."
1 file: 1 proved; 0 expressions typed; 0 comments kept (0.00 s)
No changes. 1 file: 1 in step; 2 findings, no error: \`npx yardmaster check\` tells them
`,
  );
});
test("writes a job that is off as one that is meant to be, and counts no loose read of it", async ({
  run,
  write,
  read,
}) => {
  write(
    ci,
    "on: push\njobs:\n  a:\n    if: false\n    runs-on: x\n    steps:\n      - if: ${{ true }}\n        run: a\n",
  );
  const { code, stdout } = await run(["import"]);
  assert.is(code, 0);
  assert.not.match(stdout, "Left to do");
  assert.match(read(module), "if: loose(false)");
  assert.match(read(module), "if: loose(true)");
});
test("`--hoist` moves expressions out of scripts", async ({ run, write, read }) => {
  write(ci, rich);
  const { code, stdout } = await run(["import", "--hoist"]);
  assert.is(code, 0, stdout);
  assert.is(
    stdout,
    `${ci}: proved, ${module}; 2 expressions moved to env, +7 -2 lines
Left to do, in order:
  1. 2 unlocked actions  by the network, then put its functions in place of \`use(…)\`: npx yardmaster bind actions/checkout@v5 octo/other@2541b1294d2704b0964813337f33b291d3f8596b
  2. 1 branch action     by the network, then put its functions in place of \`use(…)\`: npx yardmaster bind --allow-branch octo/tool@main
  3. 1 loose read        declare what \`loose\` and \`context\` read: inputs, outputs, secrets, variables
1 file: 1 proved; 4 expressions typed; 0 comments kept (0.00 s)
No changes. 1 file: 1 in step; 4 findings, no error: \`npx yardmaster check\` tells them
`,
  );
  assert.match(read(module), "sh`");
  assert.match(read(ci), 'echo "${EVENT_COMMENT_BODY}"');
  assert.match((await run(["import", "--iterate", module, ci])).stdout, "equal");
});
test("`--hoist` says of what it leaves why, and recommends itself no more", async ({ run, write }) => {
  write(ci, rich.replace("echo ${{ github.ref }}", "echo '${{ github.ref }}'").replace(/ +- uses: .*\n/g, ""));
  const { code, stdout } = await run(["import", "--hoist"]);
  assert.is(code, 0, stdout);
  const why = "`github.ref` is interpolated inside single quotes, where a shell variable is not expanded or not safe.";
  assert.is(
    stdout,
    `${ci}: proved, ${module}; layout alone changes, +2 -0 lines
Expressions in scripts that an outsider can set:
  ${ci}:8: github.event.comment.body
Expressions that \`--hoist\` leaves in scripts:
  ${ci}:8: github.event.comment.body: ${why}
  ${ci}:8: github.ref: ${why}
Left to do, in order:
  1. 2 script expressions  1 that an outsider can set, above: left for the reasons above; change the script, then \`unsafeScript\` to \`sh\`
  2. 1 loose read          declare what \`loose\` and \`context\` read: inputs, outputs, secrets, variables
1 file: 1 proved; 4 expressions typed; 0 comments kept (0.00 s)
No changes. 1 file: 1 in step; 3 findings, no error: \`npx yardmaster check\` tells them
`,
  );
});
test("`--prove` says what comes before the import", async ({ run, write }) => {
  write(ci, rich);
  const { stdout } = await run(["import", "--prove"]);
  assert.match(
    stdout,
    "\n  2. 1 branch action       before the import, by the network: npx yardmaster bind --allow-branch octo/tool@main\n",
  );
  assert.match(stdout, ": import with --hoist, or `unsafeScript` becomes `sh` in the module\n");
  assert.match(
    stdout,
    "\nNo changes. 1 file: 1 would be in step; 5 findings, no error: `npx yardmaster check` tells them after the import\n",
  );
});

const wrong = `on: push
permissions:
  contents: read
  retention: read
jobs:
  a:
    runs-on: ubuntu-24.04
    steps:
      - run: echo "raw(a, 'b')"
        retention: x
`;
const rich = `on:
  issue_comment:

jobs:
  a:
    runs-on: ubuntu-24.04
    steps:
      - uses: actions/checkout@v4
      - uses: actions/checkout@v5
      - uses: octo/tool@main
      - uses: octo/other@2541b1294d2704b0964813337f33b291d3f8596b
      - run: |
          echo \${{ github.event.comment.body }}
          echo \${{ github.ref }}
        env:
          ALL: \${{ toJSON(secrets) }}
          ODD: \${{ github.event.comment.nope }}
`;

test("says where the compiler is too old to check types", async ({ run, write }) => {
  write("node_modules/typescript/package.json", '{ "version": "5.4.5", "bin": { "tsc": "./tsc.js" } }');
  write("tsconfig.json", "{}");
  const { code, stdout, stderr } = await run(["import", "--prove"], { showsTypes: true });
  assert.is(stderr, "Types were not checked: TypeScript 5.4.5 is older than 5.8.\n");
  assert.match(stdout, "error typescript-too-old: TypeScript 5.4.5 cannot check the sources: ");
  assert.is(code, 2);
});

test("says where the language is not installed, so that no types can be checked", async ({ run, root, write }) => {
  symlinkSync(join(process.cwd(), "node_modules/typescript"), join(root, "node_modules/typescript"), "dir");
  write("tsconfig.json", JSON.stringify({ compilerOptions: { strict: true, module: "preserve", types: [] } }));
  const { code, stdout, stderr } = await run(["import", "--prove"], { showsTypes: true });
  assert.match(stdout, `${ci}: proved`);
  assert.match(
    stderr,
    /^Types were not checked: TypeScript \S+ says TS2307: Cannot find module 'yardmaster' or its corresponding type declarations\.\n$/,
  );
  assert.match(stdout, `${module}:1:`);
  assert.match(stdout, " error type-error: TS2307: ");
  assert.is(code, 1);
});

test("actions keep their folders and the names of their files", async ({ run, write, read }) => {
  for (const [path, text] of Object.entries(repositoryFiles)) write(path, text);
  const { code, stdout } = await run(["import"]);
  assert.is(code, 0, stdout);
  assert.match(stdout, "\nNo changes. 5 files: 5 in step; 0 findings\n");
  for (const [path, source] of [
    ["action.yaml", "action"],
    ["src/action.yml", "src"],
    [".github/actions/x/action.yaml", "x"],
  ] as const) {
    assert.match(read(path), header(`workflows-src/${source}.action.ts`));
  }
  assert.match(read("workflows-src/action.action.ts"), /compositeAction\(\s*"\."/);
  assert.match(read("workflows-src/use.workflow.ts"), /useLocal\(src\), useLocal\(action\w*\)/);
});

test("refuses what the repository's policies forbid, and what GitHub cannot run here", async ({ run, write, read }) => {
  const calling = "on: push\njobs:\n  a:\n    uses: ./.github/workflows/gone.yml\n";
  write(".github/workflows/calling.yml", calling);
  write(
    "workflows-src/policies.ts",
    `import { policy } from "yardmaster";
export const policies = [
  policy("names", "No workflow is called ci.", ({ file }, report) => {
    if (file.endsWith("/ci.yml")) report("This one is.", ["name"]);
  }),
];
`,
  );
  const { code, stdout } = await run(["import"]);
  assert.is(code, 1);
  assert.is(
    stdout,
    `.github/workflows/calling.yml: refused
  .github/workflows/calling.yml:4 jobs.a.uses: GitHub's parser refuses this: Unable to find reusable workflow.
    hint: Change the source; the same message would follow the push.
${ci}: refused
  ${ci}:2 name: The policy "names" is not kept: This one is.
    hint: Keep to it, or change workflows-src/policies.ts, which says: No workflow is called ci.
Left to do, in order:
  1. 2 refused files  mend what is said above, and import again
2 files: 2 refused; 0 expressions typed; 2 comments kept (0.00 s)
No changes. 0 files; 0 findings
`,
  );
  assert.is(read(ci), yaml);
});

test("tells all that is refused of a file, and one hint of each kind", async ({ run, write }) => {
  write(
    "workflows-src/policies.ts",
    `import { policy } from "yardmaster";
export const policies = [
  policy("keys", "No keys.", ({ file }, report) => {
    for (const key of ["name", "on", "jobs"]) for (const number of [1, 2, 3]) report("No " + number + ".", [key]);
  }),
];
`,
  );
  const { stdout } = await run(["import"]);
  assert.is(stdout.match(/^ {2}\S+ci\.yml:\d+ \w+: The policy "keys" is not kept: No \d\.$/gm)?.length, 9);
  assert.is(stdout.match(/^ {4}hint: /gm)?.length, 1);
});

test("`--out` names a folder of the sources, which is made; bindings are imported from there", async (repository) => {
  const { run, write, read } = repository;
  const lock = readFileSync("workflows-src/actions.lock.json", "utf8");
  const { sha, version } = JSON.parse(lock).actions["actions/checkout"];
  write("workflows-src/actions.lock.json", lock);
  write("generated/actions.ts", readFileSync("generated/actions.ts", "utf8"));
  write(ci, yaml.replace("run: npm test # all", `uses: actions/checkout@${sha} # ${version}`));
  const { code, stdout } = await run(["import", "--out", "workflows-src/imported"]);
  assert.is(code, 0, stdout);
  assert.match(read("workflows-src/imported/ci.workflow.ts"), 'import { checkout } from "../../generated/actions.ts";');
  assert.match(stdout, "\nNo changes. 1 file: 1 in step; 0 findings\n");
  assert.match(read(ci), `uses: actions/checkout@${sha} # ${version}\n`);
});

/** The files that a report names, each on a line of its own. */
function named(stdout: string): string[] {
  return [...stdout.matchAll(/^(\S+): (?:proved|refused|skipped)/gm)].map(([, file = ""]) => file);
}

const elsewhere = makeRepository({ "ci.yml": yaml });
const wrongUses: readonly (readonly [string, readonly string[], string])[] = [
  [
    "a path that is not there",
    ["gone.yml"],
    'There is no file or folder "gone.yml". Correct the path, or leave it out to import the workflows of the repository.\n',
  ],
  [
    "a folder without workflows",
    ["docs"],
    '"docs" holds no workflow and no `action.yml`. Name files, or a folder that has some.\n',
  ],
  ["what is no YAML", ["docs/a.md"], '"docs/a.md" is no YAML by its name. Name workflows, or an `action.yml`.\n'],
  [
    "a file where GitHub reads none",
    ["docs/b.yml"],
    '"docs/b.yml" is neither in .github/workflows nor an `action.yml`, so GitHub does not read it. Move it, or give `--prove`, which writes nothing.\n',
  ],
  [
    "a file of no repository",
    [`${elsewhere.root}/ci.yml`],
    `"${elsewhere.root}/ci.yml" lies outside of <root>. Change into its repository, or give \`--prove\`, which writes nothing.\n`,
  ],
  [
    "bytes that are no UTF-8",
    [".github/workflows/latin.yml"],
    '".github/workflows/latin.yml" is no UTF-8 text. Save it as UTF-8.\n',
  ],
  [
    "a folder that gen does not read",
    ["--out", "src"],
    '`gen` reads modules in workflows-src alone, and --out is "src". Name workflows-src or a folder in it.\n',
  ],
  [
    "a file in place of the folder",
    ["--out", "workflows-src/a"],
    '"workflows-src/a" is no folder, so no module can be written there. Move that file away.\n',
  ],
  [
    "a module that is not there",
    ["--iterate", "gone.ts"],
    'There is no module "gone.ts" in workflows-src. Name one that an import wrote.\n',
  ],
  [
    "an option that is not there",
    ["--prov"],
    '`import` has no option "--prov". Did you mean --prove? Run `yardmaster help import` for what there is.\n',
  ],
];
for (const [what, argv, sentence] of wrongUses) {
  test(`says of ${what} what to do, exits 2, and writes nothing`, async (repository) => {
    const { run, write } = repository;
    write("docs/a.md", "text\n");
    write("workflows-src/a", "text\n");
    if (argv[0]?.endsWith("b.yml")) write("docs/b.yml", yaml);
    if (argv[0]?.endsWith("latin.yml")) write(".github/workflows/latin.yml", Buffer.from("name: \xff\n", "latin1"));
    const before = files(repository);
    assert.equal(await run(["import", ...argv]), { code: 2, stdout: "", stderr: sentence });
    assert.equal(files(repository), before);
  });
}
test("says where there is nothing to import", async ({ run, remove }) => {
  remove(".github");
  assert.equal(await run(["import"]), {
    code: 2,
    stdout: "",
    stderr: '"<root>" holds no workflow and no `action.yml`. Name files, or a folder that has some.\n',
  });
});
test("with `--prove`, takes files from anywhere, under the names that they have", async (repository) => {
  const { run, write } = repository;
  write("docs/ci.yml", yaml);
  const before = files(repository);
  const { code, stdout } = await run(["import", "--prove", ci, "docs/ci.yml", `${elsewhere.root}/ci.yml`]);
  assert.is(code, 0);
  assert.equal(named(stdout), [ci, "docs/ci.yml", `${elsewhere.root}/ci.yml`]);
  assert.equal(files(repository), before);
  elsewhere.dispose();
});
test("shows on a terminal how far it is, once it takes long", async ({ run }) => {
  let calls = 0;
  const { stderr } = await run(["import", "--prove", "--no-types"], {
    isTerminal: true,
    clock: () => {
      calls += 1;
      return new Date(Date.UTC(2026, 10, 22) + calls * 700);
    },
  });
  assert.match(stderr, "\r\u001b[2K1 of 1 file ");
  assert.ok(stderr.endsWith("\r\u001b[2K"));
});
test.run();
