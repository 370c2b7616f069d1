import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { interruption } from "../execute/interruption.ts";
import type { Watch, Watching } from "../program/watching.ts";
import { folderWatchers } from "./folder-watchers.ts";
import { ownOutput } from "./own-output.ts";
import { pollFolders } from "./poll-folders.ts";

/** What it costs to look at everything again decides: a tree of 2,000 files takes some 20 ms. */
const pollMilliseconds = 500;
/** How often the end of a quiet time is looked for. */
const stepMilliseconds = 5;
/** Kinds of file systems, by their names in Linux's /proc/mounts, that tell nothing of what other machines change. */
const remoteKinds = /^(?:9p|afs|ceph|cifs|drvfs|fuse\.\w+|ncpfs|nfs\d?|smb\d?|smbfs|vboxsf|virtiofs|vmhgfs)$/;

/** Watches the disk: told by the system, or else, when it says so, by looking again and again. */
export const nodeWatch: Watch = (root, linked, say): Watching => {
  let paths = new Set<string>();
  let isAll = false;
  let changedAt = 0;
  let wake: () => void = () => {};
  const isOwnOutput = ownOutput();
  const onChange = (path: string): void => {
    if (isOwnOutput(path)) return;
    paths.add(path);
    changedAt = performance.now();
    wake();
  };

  let poll: { readonly add: (folder: string) => void } | undefined;
  let pollTimer: NodeJS.Timeout | undefined;
  const startPolling = (why: string): void => {
    if (poll) return;
    say(`${why} Files are looked at every ${pollMilliseconds} ms instead.`);
    const polled = pollFolders(root, linked);
    poll = polled;
    isAll = true; // what changed meanwhile
    pollTimer = setInterval(() => {
      for (const path of polled.look()) onChange(path);
    }, pollMilliseconds);
    wake();
  };
  const watchers = folderWatchers(root, linked, onChange, (folder, code) => startPolling(whyRefused(folder, code)));
  const remote = remoteKindOf(root);
  if (remote !== undefined) {
    startPolling(`The system may not tell what changes on a file system of the kind "${remote}".`);
  }
  // What a module left to be done later may fail when nobody waits for it.
  const onException = (error: unknown): void => {
    say(`Something that a source left to run has failed: ${error instanceof Error ? error.message : String(error)}.`);
  };
  process.on("uncaughtException", onException);
  const keepAlive = setInterval(() => {}, 2 ** 30);

  return {
    settled: async (quietMilliseconds, isAskedAbout) => {
      const isTold = (): boolean => isAll || [...paths].some(isAskedAbout);
      const forget = (): void => {
        for (const path of paths) if (!isAskedAbout(path)) paths.delete(path);
      };
      while (!isTold()) {
        forget();
        await new Promise<void>((resolve) => (wake = resolve));
      }
      const end = performance.now() + 10 * quietMilliseconds;
      while (performance.now() < Math.min(changedAt + quietMilliseconds, end)) await sleep(stepMilliseconds);
      const told = { paths, isAll };
      paths = new Set();
      isAll = false;
      return told;
    },
    pending: async () => {
      await announcementsRead();
      return { paths: new Set(paths), isAll };
    },
    pause: (milliseconds) => sleep(milliseconds),
    follow: (folders) => {
      for (const folder of folders) {
        watchers.add(folder);
        poll?.add(folder);
      }
    },
    unbroken: async (work) => {
      const interrupted = interruption();
      try {
        return await work();
      } finally {
        // A signal that has come is told to listeners later: without one by then, it would be lost.
        await announcementsRead();
        interrupted.dispose();
        if (interrupted.signal.aborted) process.kill(process.pid, interrupted.signal.reason);
      }
    },
    close: () => {
      watchers.close();
      clearInterval(pollTimer);
      clearInterval(keepAlive);
      process.off("uncaughtException", onException);
    },
  };
};

/** The system's announcements, of files and of signals, are read between two turns. */
async function announcementsRead(): Promise<void> {
  for (let turn = 0; turn < 2; turn++) await new Promise((resolve) => setImmediate(resolve));
}

function whyRefused(folder: string, code: string): string {
  if (code === "ENOSPC") {
    return "The system has no watch left for the folders of this repository (raise fs.inotify.max_user_watches).";
  }
  if (code === "EMFILE") {
    return "The system allows this program no further watch (raise fs.inotify.max_user_instances).";
  }
  return `The system refuses to watch ${folder} (${code}).`;
}

/** @returns undefined for a disk of this machine, and where that cannot be told. */
function remoteKindOf(root: string): string | undefined {
  try {
    const mounts = readFileSync("/proc/mounts", "utf8").split("\n");
    const over = mounts.flatMap((line) => {
      const [, point = "", kind = ""] = line.split(" ");
      const folder = point.replace(/\\(\d{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
      return root === folder || root.startsWith(folder === "/" ? "/" : `${folder}/`) ? [{ folder, kind }] : [];
    });
    const nearest = over.reduce((best, each) => (each.folder.length >= best.folder.length ? each : best), {
      folder: "",
      kind: "",
    });
    return remoteKinds.test(nearest.kind) ? nearest.kind : undefined;
  } catch {
    return undefined; // another system
  }
}
