import { fail, githubLockFile, isMap, ok, type Result, type SourceLocation, type Value } from "@yardmaster/core";
import { readYaml } from "@yardmaster/yaml-io";

/** One of its `dependencies`: a repository's commit, whatever folders of it are used. */
export interface GitHubLockEntry {
  /** `owner/repo`, in lower case. */
  readonly repository: string;
  /** What `uses` has behind the `@`: a tag, a branch or a commit. */
  readonly key: string;
  /** The tag or branch that the commit was found by. */
  readonly ref: string;
  /** 40 hex digits. */
  readonly sha: string;
  /** Of another server than the repository's own. */
  readonly hostname?: string;
  /** In the list of a workflow that the sources make, and no mere dependency of another entry. */
  readonly isOurs: boolean;
  readonly location: SourceLocation;
}

/**
 * Reads the schema v0.0.3, and the two before it (github/actions-lockfile, `schema/`), as far as commits go: fields that
 * are not known are none of ours. Entries of SHA-256 repositories are left out, as our lock holds none.
 * @param generated paths of the files that the sources make.
 * @returns on failure the end of a sentence.
 */
export function readGitHubLock(
  text: string,
  generated: ReadonlySet<string>,
): Result<readonly GitHubLockEntry[], string> {
  const { model, ranges } = readYaml(text, githubLockFile);
  if (model === undefined) return fail("it is no YAML");
  if (!isMap(model)) return fail("it is no map");
  const { version, workflows, dependencies } = model;
  if (typeof version !== "string" || !/^v0\.0\.[1-3]$/.test(version)) {
    return fail(
      `its version is ${JSON.stringify(version ?? null).slice(0, 40)}, and v0.0.3 is the newest that is known`,
    );
  }
  if (!isMap(dependencies)) return fail("it has no `dependencies`");
  const direct = listedBy(workflows, generated);
  // A workflow's list is flat and has what its actions use in turn.
  const further = new Set(Object.values(dependencies).flatMap((entry) => textsOf(isMap(entry) ? entry.uses : null)));
  return ok(
    Object.entries(dependencies).flatMap(([name, entry]): GitHubLockEntry[] => {
      const [, repository, key] = /^([^/@:]+\/[^/@:]+)@([^:]+)(?::.*)?$/.exec(name) ?? [];
      if (repository === undefined || key === undefined || !isMap(entry)) return [];
      const sha = /^sha1-([0-9a-f]{40})$/.exec(String(entry.commit))?.[1];
      if (sha === undefined) return [];
      const range = ranges(["dependencies", name, "commit"]);
      return [
        {
          repository: repository.toLowerCase(),
          key,
          ref: typeof entry.ref === "string" ? entry.ref : key,
          sha,
          ...(typeof entry.hostname === "string" ? { hostname: entry.hostname } : {}),
          isOurs: direct.has(name) && !further.has(name),
          location: { file: githubLockFile, line: 1, column: 1, ...range },
        },
      ];
    }),
  );
}

/** Whether the entry may stand for an action of our lock: the same repository on the same server. */
export function isOfRepository(
  { repository, hostname }: GitHubLockEntry,
  action: string,
  server = "https://github.com",
): boolean {
  const name = action.toLowerCase();
  const isHost = hostname === undefined || hostname === new URL(server).host;
  return isHost && (name === repository || name.startsWith(`${repository}/`));
}

/** What GitHub's lock lists for files of ours; their names there may lack the folder. */
function listedBy(workflows: Value | undefined, generated: ReadonlySet<string>): ReadonlySet<string> {
  if (!isMap(workflows)) return new Set();
  const lists = Object.entries(workflows).flatMap(([file, list]) => {
    const isOurs = generated.has(file) || generated.has(`.github/workflows/${file}`);
    return isOurs ? textsOf(list) : [];
  });
  return new Set(lists);
}

function textsOf(list: Value | undefined): readonly string[] {
  return Array.isArray(list) ? list.map(String) : [];
}
