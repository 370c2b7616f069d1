import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { nodeFiles } from "@yardmaster/compiler";
import { FileError } from "@yardmaster/core";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { makeRepository, type RunOptions, type TestRepository, workflowSource } from "./repository.ts";
import { type ScriptedWatch, type Step, scriptedWatch } from "./scripted-watching.ts";

const test = suite("gen --watch");

const source = (id: string) => `workflows-src/${id}.workflow.ts`;
const made = (id: string) => `.github/workflows/${id}.yml`;
const said = "Watching workflows-src and what it is made of; Ctrl-C ends.\n";
const typed = (id: string, text: string) => `import { job, run, scriptFile, sh, triggers, workflow } from "yardmaster";
const { on } = triggers({ push: null });
const jobs = [job("a", { "runs-on": "ubuntu-24.04", steps: [run(${text})] })];
export const made = workflow(${JSON.stringify(id)}, { on, permissions: {}, jobs });
`;

function writeBack(root: string): void {
  writeFileSync(join(root, source("b")), workflowSource("b", "pull_request"));
}

interface Watched {
  readonly repository: TestRepository;
  readonly watch: ScriptedWatch;
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Watches a repository through some steps. */
async function watchThrough(
  content: Readonly<Record<string, string>>,
  steps: (repository: TestRepository) => readonly Step[],
  look: (watched: Watched) => void = () => {},
  options: RunOptions & { argv?: readonly string[]; prepare?: (watch: ScriptedWatch) => void } = {},
): Promise<void> {
  const repository = makeRepository({ "package.json": "{}", ...content });
  try {
    const watch = scriptedWatch(repository.root, steps(repository));
    options.prepare?.(watch);
    const ran = await repository.run(options.argv ?? ["gen", "--watch"], { ...options, watch: watch.watch });
    look({ repository, watch, ...ran });
  } finally {
    repository.dispose();
  }
}

const writes =
  ({ write }: TestRepository, path: string, text: string): Step =>
  () => {
    write(path, text);
    return [path];
  };

test("writes at once, and again what a change reaches, a line each with what it took", () =>
  watchThrough(
    { [source("a")]: workflowSource("a"), [source("b")]: workflowSource("b") },
    (repository) => [writes(repository, source("a"), workflowSource("a", "pull_request"))],
    ({ repository, code, stdout, stderr }) => {
      assert.is(code, 0);
      assert.is(
        stdout,
        `created ${made("a")}\ncreated ${made("b")}\n2 files: 2 created (0 ms)\n` +
          `updated ${made("a")}\n2 files: 1 updated, 1 unchanged (0 ms)\n`,
      );
      assert.is(stderr, said);
      assert.match(repository.read(made("a")), /^on: pull_request$/m);
    },
  ));

test("compiles again the sources alone that a change reaches, and none for what is no part of them", async () => {
  const ids = ["a", "b", "c", "d", "e", "f"];
  let checks = 0;
  const seen: number[] = [];
  const note =
    (step: Step): Step =>
    () => {
      seen.push(checks);
      checks = 0;
      return step();
    };
  await watchThrough(
    { ...Object.fromEntries(ids.map((id) => [source(id), typed(id, `sh\`echo ${id}\``)])), "docs/x.md": "" },
    (repository) => [
      note(writes(repository, source("b"), typed("b", "sh`echo one`"))),
      note(writes(repository, source("b"), typed("b", "sh`echo two`"))),
      note(writes(repository, "docs/x.md", "noise")),
      note(writes(repository, source("c"), typed("c", "sh`echo three`"))),
      note(() => []),
    ],
    ({ repository, stdout }) => {
      assert.equal(seen, [6, 1, 1, 0, 1]);
      assert.is(stdout.match(/ ms\)\n/g)?.length, 4);
      assert.match(repository.read(made("b")), /echo two/);
      assert.match(repository.read(made("c")), /echo three/);
    },
    {
      clock: () => new Date(Date.now() + 60_000),
      checkText: async () => {
        checks++;
        return [];
      },
    },
  );
});

test("tells errors, writes nothing, goes on and recovers", () =>
  watchThrough(
    { [source("a")]: workflowSource("a") },
    (repository) => [
      writes(repository, source("a"), "export const x = ;\n"),
      writes(repository, source("a"), "throw new Error('no');\n"),
      writes(repository, source("a"), workflowSource("a", "pull_request")),
    ],
    ({ code, stdout, stderr, repository }) => {
      assert.is(code, 0);
      assert.is(stderr.match(/^1 error; nothing was written\.$/gm)?.length, 2);
      assert.match(stderr, /a\.workflow\.ts:1:18 error/);
      assert.match(stderr, /no/);
      assert.match(stdout, /1 updated \(0 ms\)\n$/);
      assert.match(repository.read(made("a")), /^on: pull_request$/m);
    },
  ));

test("recovers also where the first round has an error, by a module that was not there", () =>
  watchThrough(
    { [source("a")]: `import "../lib/runner.ts";\n${workflowSource("a")}` },
    (repository) => [writes(repository, "lib/runner.ts", 'export const runner = "x";\n')],
    ({ stdout, stderr }) => {
      assert.match(stderr, /lib\/runner\.ts/);
      assert.is(stdout, `created ${made("a")}\n1 file: 1 created (0 ms)\n`);
    },
  ));

test("takes new, renamed and deleted sources, and deletes what they made only once they stay away", () =>
  watchThrough(
    { [source("a")]: workflowSource("a"), [source("b")]: workflowSource("b") },
    (repository) => [
      writes(repository, "workflows-src/new/c.workflow.ts", workflowSource("c")),
      () => {
        repository.remove(source("b"));
        return [source("b")];
      },
    ],
    ({ stdout, watch, repository }) => {
      assert.match(stdout, new RegExp(`created ${made("c")}\n3 files`));
      assert.match(stdout, new RegExp(`deleted ${made("b")}\n3 files: 1 deleted, 2 unchanged`));
      assert.equal(watch.pauses, [250]);
      assert.not(Object.keys(repository.made()).includes(made("b")));
    },
  ));

test("deletes nothing while an editor puts a file in the place of another", () =>
  watchThrough(
    { [source("a")]: workflowSource("a"), [source("b")]: workflowSource("b") },
    (repository) => [
      () => {
        repository.remove(source("b"));
        return [source("b")];
      },
    ],
    ({ stdout, repository }) => {
      assert.not.match(stdout, /deleted/);
      assert.match(repository.read(made("b")), /^on: pull_request$/m);
    },
    {
      prepare: (watch) => {
        const pause = watch.pauses.push.bind(watch.pauses);
        watch.pauses.push = (milliseconds: number) => {
          watch.whileWorking.step = () => {
            writeBack(watch.root);
            return [source("b")];
          };
          return pause(milliseconds);
        };
      },
    },
  ));

test("takes a change that comes while it works, though it may have read the file already", async () => {
  await watchThrough(
    { [source("a")]: workflowSource("a"), [source("b")]: workflowSource("b") },
    () => [],
    ({ repository, stdout }) => {
      assert.match(repository.read(made("b")), /^on: pull_request$/m);
      assert.match(stdout, /updated/);
    },
    {
      prepare: (watch) => {
        watch.whileWorking.step = () => {
          writeBack(watch.root);
          return [source("b")];
        };
      },
    },
  );
});

test("is not woken by what it writes itself", () =>
  watchThrough(
    { [source("a")]: workflowSource("a") },
    () => [
      () => [made("a"), ".github", ".github/workflows", `.github/workflows/.a.yml.yardmaster-tmp`],
      () => [made("a")],
    ],
    ({ stdout }) => assert.is(stdout, `created ${made("a")}\n1 file: 1 created (0 ms)\n`),
  ));

test("reports generated files that were edited by hand, overwrites them with --force alone", async () => {
  const steps = (repository: TestRepository) => [
    writes(repository, made("a"), repository.read(source("a")) && "# by hand\non: push\n"),
  ];
  const content = { [source("a")]: workflowSource("a") };
  await watchThrough(content, steps, ({ stderr, repository }) => {
    assert.match(stderr, /1 file would lose content; nothing was written\.\n$/);
    assert.is(repository.read(made("a")), "# by hand\non: push\n");
  });
  await watchThrough(
    content,
    steps,
    ({ stdout, repository }) => {
      assert.match(stdout, /1 updated \(0 ms\)\n$/);
      assert.match(repository.read(made("a")), /^# Generated/);
    },
    { argv: ["gen", "--watch", "--force"] },
  );
});

test("reports conflict markers in a source and in a generated file", () =>
  watchThrough(
    { [source("a")]: workflowSource("a") },
    (repository) => [
      writes(repository, source("a"), `<<<<<<< HEAD\n${workflowSource("a")}=======\n>>>>>>> other\n`),
      writes(repository, source("a"), workflowSource("a")),
      writes(repository, made("a"), "<<<<<<< HEAD\non: push\n=======\non: pull_request\n>>>>>>> other\n"),
    ],
    ({ stderr, repository }) => {
      assert.match(stderr, /1 error; nothing was written\./);
      assert.match(stderr, /1 file would lose content; nothing was written\.\n$/);
      assert.match(repository.read(made("a")), /^<<<<<<</);
    },
  ));

test("waits for a folder of sources that is gone, and deletes nothing", () =>
  watchThrough(
    { [source("a")]: workflowSource("a") },
    (repository) => [
      () => {
        repository.remove("workflows-src");
        return ["workflows-src"];
      },
      writes(repository, source("a"), workflowSource("a", "pull_request")),
    ],
    ({ stdout, stderr }) => {
      assert.is(stderr, `${said}There is no folder "workflows-src" now; nothing was written. It is waited for.\n`);
      assert.match(stdout, /1 updated \(0 ms\)\n$/);
      assert.not.match(stdout, /deleted/);
    },
  ));

test("takes the files that scripts come from, policies, the script of package.json and settings of TypeScript", () =>
  watchThrough(
    {
      [source("a")]: typed("a", 'scriptFile("scripts/a.sh")'),
      [source("b")]: typed("b", "sh`echo b`"),
      "scripts/a.sh": "echo one\n",
      "tsconfig.json": "{}",
    },
    (repository) => [
      writes(repository, "scripts/a.sh", "echo two\n"),
      writes(repository, "package.json", '{ "scripts": { "gen:workflows": "yardmaster gen" } }'),
      writes(repository, "tsconfig.json", '{ "compilerOptions": {} }'),
      writes(repository, "workflows-src/policies.ts", "export const policies = 1;\n"),
    ],
    ({ repository, stdout, stderr }) => {
      assert.match(repository.read(made("a")), /echo two/);
      assert.match(repository.read(made("b")), /npm run gen:workflows/);
      assert.match(stdout, /updated .*b\.yml\n2 files: 2 updated \(\d+ ms\)\n2 files: 2 unchanged/);
      assert.match(stderr, /policies/);
    },
    { clock: () => new Date(Date.now() + 60_000) },
  ));

test("is not woken by what happens outside of the repository, also where it has an error", () =>
  watchThrough(
    { [source("a")]: "throw new Error('no');\n" },
    () => [() => ["../somebody"], () => ["../elsewhere/ci.workflow.ts"]],
    ({ stderr }) => assert.is(stderr.match(/nothing was written/g)?.length, 1),
  ));

test("prints a line of JSON for each round, refused ones too", () =>
  watchThrough(
    { [source("a")]: workflowSource("a") },
    (repository) => [
      writes(repository, source("a"), "throw new Error('no');\n"),
      writes(repository, source("a"), workflowSource("a", "pull_request")),
    ],
    ({ stdout }) => {
      const rounds = stdout.trimEnd().split("\n");
      const files = (change: string) => [{ file: made("a"), change, source: source("a") }];
      const parsed: readonly { files: unknown; findings: readonly { code: string }[] }[] = rounds.map((line) =>
        JSON.parse(line),
      );
      assert.equal(
        parsed.map((round) => [round.files, round.findings.map(({ code }) => code)]),
        [
          [files("created"), []],
          [[], ["source-throws"]],
          [files("updated"), []],
        ],
      );
    },
    { argv: ["gen", "--watch", "--format", "json"] },
  ));

test("says that installed packages need a new start", () =>
  watchThrough(
    { [source("a")]: workflowSource("a") },
    (repository) => [writes(repository, "node_modules/.package-lock.json", "{}")],
    ({ stderr }) => assert.match(stderr, /Packages were installed\. .*start again/),
  ));

test("says what the system refuses of a file, and goes on", () => {
  let isRefused = false;
  return watchThrough(
    { [source("a")]: workflowSource("a") },
    (repository) => [
      () => {
        isRefused = true;
        return undefined;
      },
      () => {
        isRefused = false;
        return writes(repository, source("a"), workflowSource("a", "pull_request"))();
      },
    ],
    ({ stderr, stdout }) => {
      assert.match(stderr, /permission denied/);
      assert.match(stdout, /1 updated \(0 ms\)\n$/);
    },
    {
      files: {
        list: async (folder, depth) => {
          if (isRefused) throw new FileError("read", folder, "permission denied");
          return nodeFiles.list(folder, depth);
        },
      },
    },
  );
});

test("waits while git changes the files, and once for a lock that stays", () =>
  watchThrough(
    { [source("a")]: workflowSource("a"), ".git/index.lock": "", ".git/HEAD": "ref: refs/heads/main\n" },
    (repository) => [writes(repository, source("a"), workflowSource("a", "pull_request"))],
    ({ watch, stdout }) => {
      assert.equal(
        watch.pauses,
        Array.from({ length: 100 }, () => 20),
      );
      assert.match(stdout, /1 updated \(0 ms\)\n$/);
    },
  ));

test("waits as well in a worktree, whose index is elsewhere", () =>
  watchThrough(
    { [source("a")]: workflowSource("a"), ".git": "gitdir: elsewhere/git\n", "elsewhere/git/index.lock": "" },
    () => [],
    ({ watch }) => assert.is(watch.pauses.length, 100),
  ));

test("refuses where nothing tells of changes", async () => {
  const repository = makeRepository({ [source("a")]: workflowSource("a") });
  try {
    const { code, stderr } = await repository.run(["gen", "--watch"]);
    assert.is(code, 2);
    assert.match(stderr, /^Nothing here tells of changes/);
  } finally {
    repository.dispose();
  }
});

test.run();
