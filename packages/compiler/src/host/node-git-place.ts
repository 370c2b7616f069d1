import type { GitContent, GitHead, GitOrigin } from "./git-content.ts";

/** Runs git in a folder. @returns undefined when it fails. */
type RunGit = (args: readonly string[], input: string, root: string) => Buffer | undefined;

/** Where a checkout stands, and what it is a copy of. */
export function makeGitPlace(run: RunGit): Pick<GitContent, "head" | "changed" | "mergeBase" | "origin"> {
  const text = (args: readonly string[], root: string) => run(args, "", root)?.toString("utf8");
  return {
    head: (root) => readHead(root, text),
    changed: (root, from, to, since) => readChanged({ root, from, to, since }, text),
    mergeBase: (root, one, other) => {
      if ([one, other].some((name) => name.startsWith("-"))) return undefined;
      return text(["merge-base", one, other], root)?.trim() || undefined;
    },
    origin: (root) => readOrigin(root, text),
  };
}

type Text = (args: readonly string[], root: string) => string | undefined;

const zero = "%x00";

function readHead(root: string, text: Text): GitHead | undefined {
  const format = ["%H", "%P", "%D", "%B"].join(zero);
  const [sha = "", parents = "", names = "", message = ""] =
    text(["log", "-1", "--decorate=full", "--no-show-signature", `--format=${format}`], root)?.split("\0") ?? [];
  if (!/^[0-9a-f]{40}/.test(sha)) return undefined;
  const decorations = names.split(", ");
  const branch = decorations.find((name) => name.startsWith("HEAD -> "))?.slice("HEAD -> ".length);
  const tags = decorations.filter((name) => name.startsWith("tag: ")).map((name) => name.slice("tag: ".length));
  return {
    sha,
    ...(branch === undefined ? {} : { branch }),
    tags: tags.sort(),
    parents: parents === "" ? recordedParents(sha, root, text) : parents.split(" "),
    message: message.replace(/\n+$/, ""),
  };
}

/** `git log` takes a commit at which a shallow clone ends for one without parents; the commit itself names them. */
function recordedParents(sha: string, root: string, text: Text): readonly string[] {
  const [header = ""] = (text(["cat-file", "commit", sha], root) ?? "").split("\n\n");
  return [...header.matchAll(/^parent ([0-9a-f]+)$/gm)].map(([, parent = ""]) => parent);
}

function readChanged(
  { root, from, to, since }: { root: string; from: string | undefined; to: string; since: "commit" | "merge-base" },
  text: Text,
): readonly string[] | undefined {
  if ([from, to].some((name) => name?.startsWith("-"))) return undefined;
  // Both names of a file that was renamed, as a deletion and an addition.
  const names = ["--name-only", "-z", "--no-renames", "--relative"];
  const listed =
    from === undefined
      ? text(["ls-tree", "-r", "-z", "--name-only", `${to}^{commit}`], root)
      : text(["diff", ...names, `${from}${since === "commit" ? ".." : "..."}${to}`, "--"], root);
  return listed?.split("\0").filter(Boolean).sort();
}

function readOrigin(root: string, text: Text): GitOrigin {
  const settings = text(["config", "-z", "--get-regexp", "^(remote\\.origin\\.url|github\\.user|user\\.email)$"], root);
  const known = new Map(
    (settings ?? "").split("\0").map((entry) => [entry.split("\n")[0]?.toLowerCase() ?? "", entry.split("\n")[1]]),
  );
  const heads = ["refs/remotes/origin/HEAD", "refs/remotes/origin/main", "refs/remotes/origin/master"];
  const listed = text(
    ["for-each-ref", "--format=%(refname) %(symref)", ...heads, "refs/heads/main", "refs/heads/master"],
    root,
  );
  const refs = new Map((listed ?? "").split("\n").map((line) => line.split(" ") as [string, string]));
  const names = { name: repositoryName(known.get("remote.origin.url")), login: loginOf(known) };
  return {
    ...(names.name === undefined ? {} : { name: names.name }),
    ...(names.login === undefined ? {} : { login: names.login }),
    ...defaultBranchOf(refs),
  };
}

/** The last two parts of its path, whatever server it is on. Nothing else of the address leaves this function. */
function repositoryName(url: string | undefined): string | undefined {
  const [, owner, name] = /(?:^|[/:])([\w.-]+)\/([\w.-]+?)(?:\.git)?\/?$/.exec(url ?? "") ?? [];
  return owner === undefined || name === undefined || !/^(?:[\w+]+:\/\/|[^/]+:)/.test(url ?? "")
    ? undefined
    : `${owner}/${name}`;
}

/** As people set it for `hub` and `gh`, or in the address that GitHub gives to those who hide theirs. */
function loginOf(settings: ReadonlyMap<string, string | undefined>): string | undefined {
  const [, hidden] =
    /^(?:\d+\+)?([\w-]+(?:\[bot\])?)@users\.noreply\.github\.com$/.exec(settings.get("user.email") ?? "") ?? [];
  return settings.get("github.user") ?? hidden;
}

function defaultBranchOf(refs: ReadonlyMap<string, string>): Pick<GitOrigin, "defaultBranch" | "defaultBranchBy"> {
  const head = refs.get("refs/remotes/origin/HEAD")?.replace(/^refs\/remotes\/origin\//, "");
  if (head) return { defaultBranch: head, defaultBranchBy: "origin" };
  const branch = ["main", "master"].find(
    (name) => refs.has(`refs/heads/${name}`) || refs.has(`refs/remotes/origin/${name}`),
  );
  return branch === undefined ? {} : { defaultBranch: branch, defaultBranchBy: "name" };
}
