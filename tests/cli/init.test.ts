import { readdirSync, readFileSync } from "node:fs";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { makeGitRepository } from "./git-repository.ts";
import { makeRepository, type TestRepository, workflowSource } from "./repository.ts";

const test = suite("yardmaster init");

const manifest = '{\n\t"name": "x",\n\t"scripts": {\n\t\t"test": "node --test"\n\t}\n}\n';

/** A repository of git's, on a branch `trunk`. */
async function inGit(
  content: Readonly<Record<string, string>>,
  act: (repository: TestRepository) => Promise<void>,
): Promise<void> {
  const repository = makeGitRepository(content);
  repository.git("symbolic-ref", "HEAD", "refs/heads/trunk");
  try {
    await act(repository);
  } finally {
    repository.dispose();
  }
}

/** Every file but git's own, with its content. */
function allFiles({ root, read }: TestRepository): Readonly<Record<string, string>> {
  const names = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      `${entry.parentPath.slice(root.length + 1).replaceAll("\\", "/")}/${entry.name}`.replace(/^\//, ""),
    );
  const own = names.filter((name) => !/^(?:\.git|node_modules)\//.test(name)).sort();
  return Object.fromEntries(own.map((name) => [name, read(name)]));
}

const created = `created .gitattributes
created workflows-src/tsconfig.json
created workflows-src/actions.lock.json
created generated/actions.ts
created workflows-src/ci.workflow.ts
created workflows-src/workflows.workflow.ts
created .github/dependabot.yml
updated package.json
created .github/workflows/ci.yml
created .github/workflows/workflows.yml
unchanged .gitignore
`;

test("writes everything once, and then has nothing to do", async () => {
  await inGit({ "package.json": manifest, "package-lock.json": "{}" }, async (repository) => {
    const { run, read } = repository;
    const first = await run(["init", "--yes"]);
    assert.equal(first.code, 0);
    assert.is(first.stdout, created);
    assert.match(first.stderr, /^Next:\n {2}1\. npm install /);
    assert.is(
      read("package.json"),
      manifest.replace(
        '"node --test"\n\t}\n}',
        `"node --test",\n\t\t"gen:workflows": "yardmaster gen",\n\t\t"check:workflows": "yardmaster check && yardmaster bind --check"\n\t},
\t"devDependencies": {\n\t\t"typescript": "7.0.2",\n\t\t"yardmaster": "0.1.0"\n\t}\n}`,
      ),
    );
    assert.match(read(".github/workflows/workflows.yml"), /branches:\n {6}- trunk\n/);
    assert.equal(await run(["check"]), { code: 0, stdout: "2 files: 2 in step; 0 findings\n", stderr: "" });
    assert.is((await run(["bind", "--check"])).code, 0);
    const before = allFiles(repository);
    const second = await run(["init", "--yes"]);
    assert.equal([second.code, second.stderr], [0, ""]);
    assert.match(second.stdout, /^(?:unchanged .+\n){9}$/);
    assert.equal(allFiles(repository), before);
  });
});

test("asks before it writes, and takes nothing but a yes for one", async () => {
  for (const answers of [["n"], ["", "y"], [undefined], [], ["maybe", "ja", "\u0000"], ["what", "no"]]) {
    await inGit({ "package.json": manifest }, async (repository) => {
      const before = allFiles(repository);
      const { code, stdout, stderr } = await repository.run(["init"], { answers });
      assert.is(code, 1, JSON.stringify(answers));
      assert.match(stdout, /^create \.gitattributes\n/);
      assert.match(
        stdout,
        "\nupdate package.json\n--- package.json (on disk)\n+++ package.json (made by yardmaster init)\n",
      );
      assert.match(stderr, /Write 10 files\? \[y\/N\] .*Nothing was written\.\n$/);
      assert.equal(allFiles(repository), before);
    });
  }
  for (const answers of [["y"], [" YES "], ["perhaps", "yes"]]) {
    await inGit({ "package.json": manifest }, async ({ run, read }) => {
      assert.is((await run(["init"], { answers })).code, 0);
      assert.match(read("workflows-src/ci.workflow.ts"), "npm test");
    });
  }
});

test("without a terminal it shows the plan, writes nothing and says what to add", async () => {
  await inGit({ "package.json": manifest }, async (repository) => {
    const before = allFiles(repository);
    const reasons = [
      [[], "There is no terminal to ask at"],
      [["--format", "json"], "`--format json` asks nothing"],
    ] as const;
    for (const [more, why] of reasons) {
      const { code, stderr } = await repository.run(["init", ...more]);
      assert.is(code, 2);
      const next = "Add `--yes` to write it, or `--dry-run` to look.\n";
      assert.is(stderr, `${why}, and nothing was written. ${next}`);
    }
    const dry = await repository.run(["init", "--dry-run", "--yes"]);
    assert.equal([dry.code, dry.stderr], [0, ""]);
    assert.match(dry.stdout, /^create \.gitattributes\n/);
    assert.equal(allFiles(repository), before);
  });
});

test("never writes over what somebody has edited", async () => {
  await inGit({ "package.json": manifest }, async ({ run, read, write, remove }) => {
    await run(["init", "--yes"]);
    const edited = read("workflows-src/ci.workflow.ts").replace("npm test", "npm test -- --all");
    write("workflows-src/ci.workflow.ts", edited);
    write("workflows-src/tsconfig.json", "{}\n");
    write(".github/dependabot.yml", "version: 2\nupdates: []\n");
    remove("workflows-src/workflows.workflow.ts");
    remove(".github/workflows/workflows.yml");
    const { code, stdout } = await run(["init", "--yes"]);
    assert.is(code, 0);
    assert.is(read("workflows-src/ci.workflow.ts"), edited);
    assert.is(read("workflows-src/tsconfig.json"), "{}\n");
    assert.is(read(".github/dependabot.yml"), "version: 2\nupdates: []\n");
    assert.match(stdout, /^created workflows-src\/workflows\.workflow\.ts$/m);
    assert.match(stdout, /^updated \.github\/workflows\/ci\.yml$/m);
    assert.match(stdout, /^left \.github\/dependabot\.yml: Add an entry with package-ecosystem "github-actions"/m);
  });
});

test("a generated file that was edited stops it, and nothing is written", async () => {
  await inGit({ "package.json": manifest }, async (repository) => {
    const { run, read, write } = repository;
    await run(["init", "--yes"]);
    write(".github/workflows/ci.yml", read(".github/workflows/ci.yml").replace("npm test", "npm test -- --all"));
    write(".gitignore", "dist\n");
    const before = allFiles(repository);
    const { code, stderr } = await run(["init", "--yes"]);
    assert.is(code, 1);
    assert.match(stderr, " error file-edited: ");
    assert.match(stderr, /1 error; nothing was written\.\n$/);
    assert.equal(allFiles(repository), before);
  });
});

test("a source with an error stops it, and nothing is written", async () => {
  await inGit({ "workflows-src/a.workflow.ts": "export const a = ;\n" }, async (repository) => {
    const before = allFiles(repository);
    const { code, stderr } = await repository.run(["init", "--yes"]);
    assert.is(code, 1);
    assert.match(stderr, "workflows-src/a.workflow.ts:1:");
    assert.equal(allFiles(repository), before);
  });
});

test("a disk that refuses leaves each file as it was", async () => {
  await inGit({ "package.json": manifest }, async (repository) => {
    const before = allFiles(repository);
    let left = 4;
    const { nodeFiles } = await import("@yardmaster/compiler");
    const { FileError } = await import("@yardmaster/core");
    const create = async (path: string, content: string) => {
      left -= 1;
      if (left < 0) throw new FileError("create", path, "no space left on device");
      await nodeFiles.create(path, content);
    };
    const { code, stderr } = await repository.run(["init", "--yes"], { files: { create } });
    assert.is(code, 2);
    assert.match(stderr, "no space left on device");
    assert.equal(allFiles(repository), before);
  });
});

test("package.json keeps its layout, and one that cannot be edited is refused with the place", async () => {
  const crlf = '{\r\n    "scripts": {},\r\n    "devDependencies": { "a": "1" }\r\n}';
  await inGit({ "package.json": crlf }, async ({ run, read }) => {
    await run(["init", "--yes"]);
    assert.is(
      read("package.json"),
      '{\r\n    "scripts": {\r\n        "gen:workflows": "yardmaster gen",\r\n        "check:workflows": "yardmaster check && yardmaster bind --check"\r\n    },\r\n    "devDependencies": { "a": "1", "typescript": "7.0.2", "yardmaster": "0.1.0" }\r\n}',
    );
  });
  const wrong: readonly (readonly [string, RegExp])[] = [
    ['{\n  // text\n  "name": "x"\n}\n', /^package\.json:2:3 is no JSON from here on, comments included\./],
    ["\ufeff{}", /^package\.json:1:1 begins with a byte order mark/],
    ["[]", /^package\.json:1:1 is no object\./],
    ['{\n  "scripts": "x"\n}', /^package\.json:2:3 has "scripts", which is no object\./],
    ['{"scripts": {},\n "scripts": {}}', /^package\.json:2:2 has "scripts" a second time\./],
  ];
  for (const [text, sentence] of wrong) {
    await inGit({ "package.json": text }, async (repository) => {
      const before = allFiles(repository);
      const { code, stderr } = await repository.run(["init", "--yes"]);
      assert.is(code, 2, text);
      assert.match(stderr, sentence);
      assert.equal(allFiles(repository), before);
    });
  }
});

test("takes the release of TypeScript that this repository's sources are checked with, where there is none", async () => {
  const { typescript } = JSON.parse(readFileSync("package.json", "utf8")).devDependencies;
  await inGit({}, async ({ run, read }) => {
    await run(["init", "--yes"]);
    assert.is(JSON.parse(read("package.json")).devDependencies.typescript, typescript);
  });
  await inGit({ "package.json": '{ "devDependencies": { "typescript": "5.9.0" } }' }, async ({ run, read }) => {
    await run(["init", "--yes"]);
    assert.is(JSON.parse(read("package.json")).devDependencies.typescript, "5.9.0");
  });
});

test("a file where a folder belongs stops it, and nothing is written", async () => {
  await inGit({ "workflows-src": "text\n" }, async (repository) => {
    const before = allFiles(repository);
    const { code, stderr } = await repository.run(["init", "--yes"]);
    assert.is(code, 2);
    assert.match(stderr, "The system refuses to create workflows-src: ");
    assert.equal(allFiles(repository), before);
  });
});

test("scripts of the same name stay, and the check does without them", async () => {
  const own =
    '{ "scripts": { "check:workflows": "other", "gen:workflows": "yardmaster gen" }, "dependencies": { "yardmaster": "*" } }';
  await inGit({ "package.json": own }, async ({ run, read }) => {
    const { stderr } = await run(["init", "--yes"]);
    assert.match(stderr, 'package.json has a script "check:workflows" of its own, which stays.\n');
    assert.match(read("package.json"), '"check:workflows": "other"');
    assert.not.match(read("package.json"), '"yardmaster": "0.1.0"');
    assert.match(read(".github/workflows/workflows.yml"), "run: npx --no-install yardmaster check\n");
  });
});

test("from a folder below it starts at the root of the repository", async () => {
  await inGit({ "package.json": manifest, "packages/a/x.txt": "" }, async ({ root, run, read }) => {
    assert.is((await run(["init", "--yes"], { cwd: `${root}/packages/a` })).code, 0);
    assert.match(read("workflows-src/ci.workflow.ts"), "npm test");
  });
});

test("outside of git it says so", async () => {
  const repository = makeRepository({});
  try {
    const { code, stderr } = await repository.run(["init", "--yes"]);
    assert.is(code, 0);
    assert.match(stderr, "<root> is in no git repository. GitHub reads workflows at the root of one.\n");
  } finally {
    repository.dispose();
  }
});

test("a repository with sources gets no `ci`, and no second check", async () => {
  const checks = `${workflowSource("ci")}// npm run check:workflows\n`;
  await inGit({ "workflows-src/ci.workflow.ts": checks }, async ({ run, read }) => {
    const { stdout } = await run(["init", "--yes"]);
    assert.not.match(stdout, "workflows.workflow.ts");
    assert.is(read("workflows-src/ci.workflow.ts"), checks);
    assert.is(read("workflows-src/actions.lock.json"), '{\n  "version": 1,\n  "actions": {}\n}\n');
  });
});

test("bots and types of somebody else's stay, and what they lack is said", async () => {
  const content = {
    "package.json": manifest,
    "renovate.json": "{}\n",
    "tsconfig.json": '{\n  // mine\n  "compilerOptions": {}\n}\n',
    "node_modules/typescript/package.json": '{ "version": "5.4.5", "bin": { "tsc": "./tsc.js" } }',
  };
  await inGit(content, async ({ run, read }) => {
    const { stdout, stderr } = await run(["init", "--yes"]);
    assert.match(stdout, 'left renovate.json: Add "helpers:pinGitHubActionDigests" to "extends" in it');
    assert.match(stderr, "TypeScript 5.4.5 is installed here, and the types of the sources need 5.8 or newer.\n");
    assert.match(stderr, 'tsconfig.json takes in all folders: add "workflows-src" and "generated" to its "exclude"');
    assert.is(read("tsconfig.json"), content["tsconfig.json"]);
  });
});

test.run();
