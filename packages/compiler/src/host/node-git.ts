import type { GitContent } from "./git-content.ts";
import { makeGitPlace } from "./node-git-place.ts";
import { makeGitTree } from "./node-git-tree.ts";
import { runProgram } from "./run-program.ts";

const timeoutMilliseconds = 10_000;
const maximumOutputBytes = 64 * 1024 * 1024;

/** They point git at another repository than the one that a folder lies in, as in a hook of that other one. */
const ofOtherRepositories =
  /^GIT_(?:DIR|WORK_TREE|INDEX_FILE|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES|COMMON_DIR|NAMESPACE|PREFIX|TRACE.*)$/;

/** `HEAD`, the index, and the other side of a merge; this side is `HEAD`, but for a rebase. */
const places = ["HEAD:", ":0:", ":2:", ":3:"] as const;

/** @param env of the whole process: PATH, HOME with git's settings. */
export function nodeGit(env: Readonly<Record<string, string | undefined>>): GitContent {
  return {
    blobIds: async (root, paths) => {
      const asked = paths.filter((path) => !path.includes("\n"));
      const names = asked.flatMap((path) => places.map((place) => `${place}./${path}\n`));
      const output = await run(["cat-file", "--batch-check=%(objectname)"], names.join(""), root, env);
      const lines = output?.toString("utf8").split("\n") ?? [];
      if (lines.length !== names.length + 1) return undefined;
      return new Map(
        asked.map((path, index) => {
          const answers = lines.slice(index * places.length, (index + 1) * places.length);
          return [path, new Set(answers.filter((answer) => /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(answer)))];
        }),
      );
    },
    committed: (root, path) => run(["cat-file", "blob", `HEAD:./${path}`], "", root, env),
    staged: (root, path) => run(["cat-file", "blob", `:0:./${path}`], "", root, env),
    ...makeGitTree((args, input, root) => runNow(args, input, root, env)),
    ...makeGitPlace((args, input, root) => runNow(args, input, root, env)),
  };
}

/** @returns undefined when git cannot be started, fails, says too much or takes too long. */
function run(
  args: readonly string[],
  input: string,
  cwd: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Buffer | undefined> {
  return runProgram("git", args, [0], { cwd, env: environmentOf(env), input, timeoutMilliseconds, maximumOutputBytes });
}

/** The same, and waits for it. */
function runNow(
  args: readonly string[],
  input: string,
  cwd: string,
  env: Readonly<Record<string, string | undefined>>,
): Buffer | undefined {
  const { spawnSync } = process.getBuiltinModule("node:child_process");
  const { status, stdout } = spawnSync("git", args, {
    cwd,
    env: environmentOf(env),
    input,
    maxBuffer: maximumOutputBytes,
    timeout: timeoutMilliseconds,
    stdio: ["pipe", "pipe", "ignore"],
  });
  return status === 0 ? stdout : undefined;
}

function environmentOf(env: Readonly<Record<string, string | undefined>>): NodeJS.ProcessEnv {
  return {
    ...Object.fromEntries(Object.entries(env).filter(([name]) => !ofOtherRepositories.test(name))),
    LC_ALL: "C",
    GIT_OPTIONAL_LOCKS: "0",
    GIT_TERMINAL_PROMPT: "0",
    // What a partial clone lacks is not fetched: by newer versions not at all, by older ones over no protocol.
    GIT_NO_LAZY_FETCH: "1",
    GIT_ALLOW_PROTOCOL: "",
  };
}
