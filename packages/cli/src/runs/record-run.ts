import { relative, sep } from "node:path";
import type { Files } from "@yardmaster/core/host";
import type { Host } from "../program/host.ts";
import { type Answers, type Depth, digestOf, digestOfNames } from "./answers.ts";

/** A host that writes down what a command asks of it. */
export interface Recording {
  readonly host: Host;
  /** Takes over what an earlier run was told, and that has been asked again for this one; but for some files. */
  readonly buildOn: (earlier: Answers, changed: readonly string[]) => void;
  /** Each path that was asked about so far. Absolute. */
  readonly asked: () => readonly string[];
  /**
   * What has to be so for the same to come out again, with the files that the run has written as they are now.
   * @returns undefined when that cannot be told: the clock was asked, something was deleted or could not be read, or a
   *   file changed while the run went on.
   * @param clockToleranceMilliseconds by which the system's clock may lag behind the times of its files; 0 for who is told
   *   of each change besides.
   */
  readonly finish: (clockToleranceMilliseconds?: number) => Promise<Answers | undefined>;
}

/** Names that change how texts are compared and instants are printed. */
const localeNames = ["TZ", "LANG", "LANGUAGE", "LC_ALL", "LC_COLLATE", "LC_CTYPE", "LC_NUMERIC", "LC_TIME"];

/** @param started when the first file was read for this run, a UTC instant. */
export function recordRun(host: Host, started: Date): Recording {
  const files = new Map<string, string | null>();
  const links = new Map<string, readonly [string, string | null] | null>();
  const folders = new Map<string, boolean>();
  const lists = new Map<string, readonly [folder: string, depth: Depth, names: readonly string[]]>();
  /** Of an earlier run, as digests. */
  const earlierLists = new Map<string, Answers["lists"][number]>();
  const env = new Map<string, string | null>();
  const created = new Map<string, string | null>();
  const written = new Set<string>();
  let isSpoiled = false;
  const spoil = (): void => {
    isSpoiled = true;
  };
  const inner = host.files;
  const note = (path: string, content: Uint8Array | undefined): void => {
    const digest = digestOf(content);
    const known = files.get(path);
    if (known !== undefined && known !== digest && !written.has(path)) spoil();
    files.set(path, digest);
  };
  const recorded: Files = {
    read: async (path) => {
      const content = await inner.read(path).catch(rethrowing(spoil));
      note(path, content);
      return content;
    },
    readNow: (path) => {
      const found = spoilOnThrow(() => inner.readNow(path), spoil);
      links.set(path, found ? [found.realPath, digestOf(found.bytes)] : null);
      return found;
    },
    readAll: (paths) => {
      const contents = spoilOnThrow(() => inner.readAll(paths), spoil);
      for (const [index, path] of paths.entries()) note(path, contents[index]);
      return contents;
    },
    isFolder: async (path) => {
      const answer = await inner.isFolder(path).catch(rethrowing(spoil));
      folders.set(path, answer);
      return answer;
    },
    list: async (folder, depth) => {
      const names = await inner.list(folder, depth).catch(rethrowing(spoil));
      lists.set(`${depth} ${folder}`, [folder, depth, names]);
      return names;
    },
    makeFolder: inner.makeFolder,
    create: async (path, content) => {
      await inner.create(path, content);
      created.set(path, digestOf(content));
    },
    rename: async (from, to) => {
      await inner.rename(from, to);
      const digest = created.get(from);
      if (digest === undefined) spoil();
      else files.set(to, digest);
      written.add(to);
    },
    remove: (path) => {
      spoil();
      return inner.remove(path);
    },
    lastChange: inner.lastChange,
    keep: inner.keep,
    recall: inner.recall,
  };
  const watchedEnv = new Proxy(host.env, {
    get: (target, name) => {
      if (typeof name !== "string") return undefined;
      env.set(name, digestOf(target[name]));
      return target[name];
    },
    has: (target, name) => {
      if (typeof name === "string") env.set(name, digestOf(target[name]));
      return name in target;
    },
    ownKeys: (target) => {
      spoil();
      return Reflect.ownKeys(target);
    },
  });
  const now = (): Date => {
    spoil();
    return host.now();
  };
  const finish: Recording["finish"] = async (clockToleranceMilliseconds = 50) => {
    if (isSpoiled) return undefined;
    // A folder changes with whatever is put into it, as `.github` is by the first run: only where it lies was asked.
    const linkedFiles = [...links].flatMap(([path, found]) => (found && found[1] === null ? [] : [path]));
    const read = [...files.keys(), ...linkedFiles].filter((path) => !written.has(path));
    if (inner.lastChange(read) > started.getTime() - clockToleranceMilliseconds) return undefined;
    // What others put there meanwhile was not seen by this run, and has to be another answer the next time.
    const ownIn = (folder: string): readonly string[] =>
      [...written].flatMap((path) =>
        path.startsWith(folder + sep) ? [relative(folder, path).replaceAll(sep, "/")] : [],
      );
    const listed = [...lists.values()].map(([folder, depth, names]) => {
      const own = ownIn(folder).filter((name) => depth !== "direct" || !name.includes("/"));
      return [folder, depth, digestOfNames([...new Set([...names, ...own])].sort())] as const;
    });
    const takenOver = [...earlierLists].flatMap(([key, list]) => (lists.has(key) ? [] : [list]));
    for (const [folder, depth, digest] of takenOver) {
      const isWrittenTo = ownIn(folder).length > 0;
      listed.push([folder, depth, isWrittenTo ? digestOfNames(await inner.list(folder, depth)) : digest]);
    }
    const asked = [...folders].map(([path, isFolder]) => [path, isFolder || ownIn(path).length > 0] as const);
    return {
      files: Object.fromEntries(files),
      links: Object.fromEntries(links),
      folders: Object.fromEntries(asked),
      lists: listed,
      env: Object.fromEntries(env),
      terminals: [host.stdout.isTerminal, host.stderr.isTerminal],
    };
  };
  const buildOn = (earlier: Answers, changed: readonly string[]): void => {
    const isChanged = new Set(changed);
    const takeOver = <T>(into: Map<string, T>, entries: Iterable<readonly [string, T]>): void => {
      for (const [key, answer] of entries) if (!into.has(key)) into.set(key, answer);
    };
    takeOver(
      files,
      Object.entries(earlier.files).filter(([path]) => !isChanged.has(path)),
    );
    takeOver(links, Object.entries(earlier.links));
    takeOver(folders, Object.entries(earlier.folders));
    takeOver(env, Object.entries(earlier.env));
    takeOver(
      earlierLists,
      earlier.lists.map((list) => [`${list[1]} ${list[0]}`, list]),
    );
  };
  for (const name of localeNames) void watchedEnv[name];
  const asked = (): readonly string[] => [...files.keys(), ...links.keys(), ...folders.keys()];
  const watched = { ...host, files: recorded, env: watchedEnv, now, spoil, ...watchGit(host, spoil) };
  return { host: watched, buildOn, asked, finish };
}

/** What git has changes with every commit, and no file that was read tells of it. */
function watchGit({ git }: Host, spoil: () => void): Pick<Host, "git"> {
  if (!git) return {};
  return {
    git: {
      blobIds: (...asked) => {
        spoil();
        return git.blobIds(...asked);
      },
      committed: (...asked) => {
        spoil();
        return git.committed(...asked);
      },
      staged: (...asked) => {
        spoil();
        return git.staged(...asked);
      },
      files: (root) => {
        spoil();
        return git.files(root);
      },
      revision: (...asked) => {
        spoil();
        return git.revision(...asked);
      },
      versions: (...asked) => {
        spoil();
        return git.versions(...asked);
      },
      head: (...asked) => {
        spoil();
        return git.head(...asked);
      },
      changed: (...asked) => {
        spoil();
        return git.changed(...asked);
      },
      mergeBase: (...asked) => {
        spoil();
        return git.mergeBase(...asked);
      },
      origin: (...asked) => {
        spoil();
        return git.origin(...asked);
      },
    },
  };
}

function rethrowing(spoil: () => void): (error: unknown) => never {
  return (error) => {
    spoil();
    throw error;
  };
}

function spoilOnThrow<T>(act: () => T, spoil: () => void): T {
  try {
    return act();
  } catch (error) {
    spoil();
    throw error;
  }
}
