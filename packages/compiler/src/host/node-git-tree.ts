import type { GitContent, GitRevision, GitVersion } from "./git-content.ts";

/** Runs git in a folder. @returns undefined when it fails. */
type RunGit = (args: readonly string[], input: string, root: string) => Buffer | undefined;

/** Which files git has, of the working tree and of commits. */
export function makeGitTree(run: RunGit): Pick<GitContent, "files" | "revision" | "versions"> {
  return {
    files: (root) => {
      // With tags: one that was removed and not committed yet is listed twice, once as `R`.
      const listed = run(["ls-files", "-t", "-z", "-c", "-d", "-o", "--exclude-standard"], "", root);
      if (!listed) return undefined;
      const entries = listed.toString("utf8").split("\0").filter(Boolean);
      const removed = new Set(entries.filter((entry) => entry.startsWith("R ")).map((entry) => entry.slice(2)));
      return [...new Set(entries.map((entry) => entry.slice(2)))].filter((path) => !removed.has(path)).sort();
    },
    revision: (root, name) => {
      const commit = run(["rev-parse", "--verify", "--quiet", "--end-of-options", `${name}^{commit}`], "", root);
      return commit && readRevision(commit.toString("utf8").trim(), root, run);
    },
    versions: (root, paths, maximumCommits) => readVersions(paths, maximumCommits, root, run),
  };
}

function readVersions(
  paths: readonly string[],
  maximumCommits: number,
  root: string,
  run: RunGit,
): readonly GitVersion[] {
  const asked = paths.filter((path) => !path.includes("\n"));
  const places = asked.map((path) => `:(literal)${path}`);
  const log = run(["log", "--format=%H", `--max-count=${maximumCommits}`, "--", ...places], "", root);
  const commits = log?.toString("utf8").split("\n").filter(Boolean) ?? [];
  if (commits.length === 0 || asked.length === 0) return [];
  const names = commits.map((commit) => namesOf(asked, commit)).join("");
  const output = run(["cat-file", "--batch"], names, root);
  const contents = output
    ? contentsIn(
        output,
        commits.flatMap((commit) => asked.map(() => commit)),
      )
    : [];
  return contents.map(([commit, content]) => ({ commit, content }));
}

function readRevision(commit: string, root: string, run: RunGit): GitRevision | undefined {
  const listed = run(["ls-tree", "-r", "-z", "--name-only", commit], "", root);
  if (!listed) return undefined;
  const files = listed.toString("utf8").split("\0").filter(Boolean).sort();
  const present = new Set(files);
  const changed = run(["diff", "--name-status", "-z", "-M", "--diff-filter=R", "--relative", commit, "--"], "", root);
  return {
    files,
    renamed: renamesIn(changed?.toString("utf8") ?? ""),
    readAll: (paths) => {
      const known = paths.filter((path) => present.has(path) && !path.includes("\n"));
      const output = known.length === 0 ? undefined : run(["cat-file", "--batch"], namesOf(known, commit), root);
      const contents = new Map(output ? contentsIn(output, known) : []);
      return paths.map((path) => contents.get(path));
    },
  };
}

/** `R087`, the old name and the new one, each ended by a zero. */
function renamesIn(text: string): ReadonlyMap<string, string> {
  const [...words] = text.split("\0");
  const renamed = new Map<string, string>();
  for (let index = 0; index + 2 < words.length; index += 3) renamed.set(words[index + 2] ?? "", words[index + 1] ?? "");
  return renamed;
}

function namesOf(paths: readonly string[], commit: string): string {
  return paths.map((path) => `${commit}:./${path}\n`).join("");
}

/** For each: `<id> blob <size>`, a line end, the content and a line end; or one line that says why there is none. */
function contentsIn(output: Buffer, asked: readonly string[]): readonly (readonly [string, Uint8Array])[] {
  const contents: [string, Uint8Array][] = [];
  let position = 0;
  for (const name of asked) {
    const end = output.indexOf("\n", position);
    const [, size] = / blob (\d+)$/.exec(output.toString("utf8", position, end)) ?? [];
    position = end + 1;
    if (size === undefined) continue;
    contents.push([name, output.subarray(position, position + Number(size))]);
    position += Number(size) + 1;
  }
  return contents;
}
