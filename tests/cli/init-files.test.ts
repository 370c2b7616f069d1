import { suite } from "uvu";
import * as assert from "uvu/assert";
import { parse } from "yaml";
import { type GitRepository, makeGitRepository } from "./git-repository.ts";

// Files that are somebody's: what is added to them, what is left, and what stops it.

const test = suite("yardmaster init: files that are there");

async function inGit(
  content: Readonly<Record<string, string>>,
  act: (repository: GitRepository) => Promise<void>,
): Promise<void> {
  const repository = makeGitRepository(content);
  try {
    await act(repository);
  } finally {
    repository.dispose();
  }
}

const rules = [
  "# yardmaster compares generated files with what their sources make",
  "**/.github/workflows/*.yml text eol=lf",
];
const branchesOf = (yaml: string): unknown => parse(yaml).on.push.branches;

test("lines are added in the line ends that a file has, behind one that does not end", async () => {
  await inGit({ ".gitattributes": "a text\r\nb binary", ".gitignore": "dist\r\n" }, async ({ run, read }) => {
    assert.is((await run(["init", "--yes"])).code, 0);
    const attributes = read(".gitattributes");
    assert.ok(attributes.startsWith(`a text\r\nb binary\r\n${rules.join("\r\n")}`), attributes);
    assert.not.match(attributes, /[^\r]\n/);
    assert.is(read(".gitignore"), "dist\r\nnode_modules/\r\n");
  });
});
test("a folder of packages that is ignored already is not ignored twice", async () => {
  for (const line of ["node_modules", "/node_modules/", "**/node_modules", "node_modules/**", "  node_modules/ "]) {
    await inGit({ ".gitignore": `${line}\r\n` }, async ({ run, read }) => {
      assert.match((await run(["init", "--yes"])).stdout, /^unchanged \.gitignore$/m, line);
      assert.is(read(".gitignore"), `${line}\r\n`);
    });
  }
  await inGit({ ".gitignore": "packages/node_modules\n!node_modules\n" }, async ({ run }) => {
    assert.match((await run(["init", "--yes"])).stdout, /^updated \.gitignore$/m);
  });
});
test("a file that is no UTF-8 is refused, and nothing is written", async () => {
  for (const path of [".gitattributes", ".gitignore", "package.json"]) {
    await inGit({}, async ({ run, write, git }) => {
      write(path, new Uint8Array([0x7b, 0xe4, 0x7d]));
      const before = git("status", "--porcelain", "-uall");
      const { code, stderr } = await run(["init", "--yes"]);
      assert.is(code, 2);
      assert.match(stderr, `${path} is no UTF-8 text`);
      assert.is(git("status", "--porcelain", "-uall"), before);
    });
  }
});
test("somebody's own module at the place of the bindings is refused, and stays", async () => {
  await inGit({ "generated/actions.ts": "export {};\n" }, async ({ run, read, git }) => {
    const { code, stderr } = await run(["init", "--yes"]);
    assert.is(code, 2);
    assert.match(stderr, "generated/actions.ts is where `yardmaster bind` writes, and holds something else.");
    assert.is(read("generated/actions.ts"), "export {};\n");
    assert.is(git("status", "--porcelain", "-uall"), "?? .gitignore\n?? generated/actions.ts\n");
  });
});
test("in a checkout with other line ends there is nothing to do", async () => {
  await inGit({ "package.json": "{}\n" }, async ({ run, read, write }) => {
    await run(["init", "--yes"]);
    const paths = [".gitattributes", ".gitignore", "package.json", ".github/dependabot.yml", "generated/actions.ts"];
    const sources = ["ci.workflow.ts", "workflows.workflow.ts", "tsconfig.json", "actions.lock.json"];
    for (const path of [...paths, ...sources.map((name) => `workflows-src/${name}`)]) {
      write(path, read(path).replaceAll("\n", "\r\n"));
    }
    const { code, stdout } = await run(["init", "--yes"]);
    assert.is(code, 0);
    assert.match(stdout, /^(?:unchanged .+\n){9}$/);
  });
});
test("an action that is locked keeps its version, beside those that are added", async () => {
  const checkout = { version: "v5.0.0", sha: "c".repeat(40), using: "node24", inputs: {}, outputs: [] };
  const inputs = { ...checkout, inputs: { "persist-credentials": { required: false, default: true } } };
  const lock = JSON.stringify({ version: 1, actions: { "actions/checkout": inputs } });
  await inGit({ "package.json": "{}\n", "workflows-src/actions.lock.json": lock }, async ({ run, read }) => {
    assert.is((await run(["init", "--yes"])).code, 0);
    const { actions } = JSON.parse(read("workflows-src/actions.lock.json"));
    assert.equal([actions["actions/checkout"].sha, actions["actions/checkout"].version], ["c".repeat(40), "v5.0.0"]);
    assert.ok(actions["actions/setup-node"]);
    assert.match(read(".github/workflows/ci.yml"), `actions/checkout@${"c".repeat(40)} # v5.0.0`);
  });
});
test("types that the repository's own settings take in need no second ones", async () => {
  await inGit({ "tsconfig.json": '{ "include": ["src", "workflows-src"] }\n' }, async ({ run }) => {
    const { stdout, stderr } = await run(["init", "--yes"]);
    assert.match(stdout, /^unchanged tsconfig\.json$/m);
    assert.not.match(stdout, "workflows-src/tsconfig.json");
    assert.not.match(stderr, "takes in all folders");
  });
  for (const [include, isSaid] of [
    [["src"], false],
    [["./src/**/*"], false],
    [["**/*"], true],
    [["./"], true],
  ] as const) {
    await inGit({ "tsconfig.json": JSON.stringify({ include }) }, async ({ run }) => {
      const { stderr } = await run(["init", "--yes"]);
      assert.is(stderr.includes("tsconfig.json takes in all folders"), isSaid, include[0]);
    });
  }
});
test("settings of bots are found where each keeps them, and those that pin are left alone", async () => {
  const update = (quote: string) => `version: 2\nupdates:\n  - package-ecosystem: ${quote}github-actions${quote}\n`;
  const cases: readonly (readonly [Readonly<Record<string, string>>, RegExp])[] = [
    [{ ".github/dependabot.yaml": update("") }, /^unchanged \.github\/dependabot\.yaml$/m],
    [{ ".github/dependabot.yml": update('"') }, /^unchanged \.github\/dependabot\.yml$/m],
    [{ ".github/dependabot.yaml": "version: 2\n" }, /^left \.github\/dependabot\.yaml: Add an entry/m],
    [{ "renovate.json": '{ "extends": ["config:best-practices"] }' }, /^unchanged renovate\.json$/m],
    [{ ".github/renovate.json5": "{ pinDigests: true }" }, /^unchanged \.github\/renovate\.json5$/m],
    [{ "package.json": '{ "renovate": {} }' }, /^left package\.json: Add "helpers:pinGitHubActionDigests"/m],
  ];
  for (const [files, line] of cases) {
    await inGit(files, async ({ run }) => {
      const { stdout } = await run(["init", "--yes"]);
      assert.match(stdout, line);
      assert.not.match(stdout, /^created \.github\/dependabot\.yml$/m);
    });
  }
});
test("a file that is changed while the question stands stops it, and nothing is written", async () => {
  await inGit({ "package.json": "{}\n" }, async ({ run, read, write, git }) => {
    const answers = [
      () => {
        write("package.json", '{ "name": "x" }\n');
        write(".github/workflows/ci.yml", "on: push\n");
        return "y";
      },
    ];
    const { code, stderr } = await run(["init"], { answers });
    assert.is(code, 2);
    for (const path of ["package.json", ".github/workflows/ci.yml"]) {
      assert.match(stderr, `${path} was changed in the meantime, and nothing was written. Run the command again.\n`);
    }
    assert.is(read("package.json"), '{ "name": "x" }\n');
    assert.is(git("status", "--porcelain", "-uall"), "?? .github/workflows/ci.yml\n?? .gitignore\n?? package.json\n");
  });
});
test("at a terminal, --dry-run asks nothing", async () => {
  await inGit({ "package.json": "{}\n" }, async ({ run, git }) => {
    const { code, stderr } = await run(["init", "--dry-run"], { answers: ["y"] });
    assert.is(code, 0);
    assert.not.match(stderr, "[y/N]");
    assert.is(git("status", "--porcelain", "-uall"), "?? .gitignore\n?? package.json\n");
  });
});
test("warnings of sources do not stop it", async () => {
  const source = `import { job, run, sh, triggers, workflow } from "yardmaster";
const { on } = triggers({ push: {} });
const build = job("build", { "runs-on": "ubuntu-24.04", steps: [run(sh\`make\`)] });
export const lost = job("lost", { "runs-on": "ubuntu-24.04", steps: [run(sh\`make\`)] });
export const a = workflow("a", { on, permissions: {}, jobs: [build] });
`;
  await inGit({ "workflows-src/a.workflow.ts": source }, async ({ run }) => {
    assert.is((await run(["init", "--yes"])).code, 0);
    assert.match((await run(["check"])).stdout, "warning job-in-no-workflow");
  });
});
test("the branch is the one that origin names, whichever is checked out, and its name is no pattern", async () => {
  await inGit({ "package.json": "{}\n" }, async ({ run, read, commit, git }) => {
    commit();
    git("remote", "add", "origin", "https://github.com/o/r.git");
    git("update-ref", "refs/remotes/origin/v2+next", "HEAD");
    git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/v2+next");
    git("checkout", "-q", "-b", "work");
    assert.is((await run(["init", "--yes"])).code, 0);
    assert.equal(branchesOf(read(".github/workflows/ci.yml")), ["v2\\+next"]);
  });
});
test("JSON says the languages, and of what is left why", async () => {
  await inGit({ "go.mod": "module x\n", "Cargo.toml": "", "renovate.json": "{}" }, async ({ run }) => {
    const json = JSON.parse((await run(["init", "--yes", "--format", "json"])).stdout);
    assert.equal(json.languages, ["Go", "Rust"]);
    const left = json.files.filter(({ change }: { readonly change: string }) => change === "left");
    assert.equal(left, [
      {
        path: "renovate.json",
        change: "left",
        why: 'Add "helpers:pinGitHubActionDigests" to "extends" in it, so that pins stay commits.',
      },
    ]);
  });
});
test("a repository in a folder with spaces, and one inside of another, are taken by themselves", async () => {
  await inGit({ "package.json": "{}\n", "inner one/go.mod": "module x\n" }, async ({ root, run, read, git }) => {
    git("init", "-q", "-b", "main", "inner one");
    const { code } = await run(["init", "--yes"], { cwd: `${root}/inner one` });
    assert.is(code, 0);
    assert.match(read("inner one/.github/workflows/ci.yml"), "go test ./...");
    assert.is(read("package.json"), "{}\n");
    assert.match((await run(["check"], { cwd: `${root}/inner one` })).stdout, "2 files: 2 in step; 0 findings\n");
  });
});

test.run();
