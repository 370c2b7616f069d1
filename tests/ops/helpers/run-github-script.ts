/** One thing that a script did: the function's name, and what it was given. */
type Act = readonly [string, ...unknown[]];

const AsyncFunction = Object.getPrototypeOf(async () => {}).constructor as new (
  ...parametersAndBody: string[]
) => (...values: readonly unknown[]) => Promise<unknown>;

/**
 * Runs the body of an `actions/github-script` step as the action does: an async function with its objects as parameters.
 * It may look for files, read them, and add to the summary; whatever else it reaches for is an error. What JavaScript
 * itself offers, such as `globalThis`, stays within its reach.
 * @param files by path relative to the workspace
 * @returns what the script did, in order
 */
export async function runGitHubScript(
  script: string,
  files: Readonly<Record<string, string>>,
): Promise<readonly Act[]> {
  const acts: Act[] = [];
  const record =
    (name: string, answer: (...given: readonly string[]) => unknown) =>
    (...given: readonly string[]) => {
      acts.push([name, ...given]);
      return answer(...given);
    };
  const summary: object = {
    addRaw: record("core.summary.addRaw", () => guarded("core.summary", summary)),
    write: record("core.summary.write", async () => undefined),
  };
  const fs = {
    existsSync: record("existsSync", (path = "") => Object.hasOwn(files, path)),
    readFileSync: record("readFileSync", (path = "") => files[path]),
  };
  const load = (name: string) => {
    if (name !== "node:fs" && name !== "fs") throw reachedFor(`require("${name}")`);
    return guarded(name, fs);
  };
  const parameters = {
    require: load,
    __original_require__: load,
    core: guarded("core", { summary: guarded("core.summary", summary) }),
    ...Object.fromEntries(
      ["github", "octokit", "context", "exec", "glob", "io", "console", "process"].map((name) => [
        name,
        guarded(name, {}),
      ]),
    ),
  };
  await new AsyncFunction(...Object.keys(parameters), script)(...Object.values(parameters));
  return acts;
}

function guarded(name: string, allowed: object): object {
  return new Proxy(allowed, {
    get(target, key) {
      if (!Object.hasOwn(target, key)) throw reachedFor(`${name}.${String(key)}`);
      return Reflect.get(target, key);
    },
    set: (_, key) => {
      throw reachedFor(`${name}.${String(key)}`);
    },
  });
}

function reachedFor(what: string): Error {
  return new Error(`The script reaches for ${what}.`);
}
