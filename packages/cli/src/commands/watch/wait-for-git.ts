import { dirname, join, resolve } from "node:path";
import type { Files } from "@yardmaster/core";

const stepMilliseconds = 20;
const mostSteps = 100;

/**
 * Waits while git has its index locked: it is bringing the files to another commit one by one, and what they make together
 * meanwhile is nobody's. A lock that stays, as of a git that was killed, is waited for once.
 * @returns what waits.
 */
export function gitWaiter(
  root: string,
  files: Files,
  pause: (milliseconds: number) => Promise<void>,
): () => Promise<void> {
  let isLeftBehind = false;
  return async () => {
    const folder = await findGitFolder(root, files);
    if (folder === undefined) return;
    const isLocked = () => files.lastChange([join(folder, "index.lock")]) > 0;
    for (let step = 0; isLocked(); step++) {
      if (isLeftBehind) return;
      if (step === mostSteps) {
        isLeftBehind = true;
        return;
      }
      await pause(stepMilliseconds);
    }
    isLeftBehind = false;
  };
}

/** Where git keeps the index: a worktree and a submodule name the folder in a file. */
async function findGitFolder(folder: string, files: Files): Promise<string | undefined> {
  const path = join(folder, ".git");
  if (await files.isFolder(path)) return path;
  const bytes = await files.read(path);
  const named = bytes && /^gitdir: (.+)$/m.exec(new TextDecoder().decode(bytes))?.[1];
  if (named !== undefined) return resolve(folder, named.trimEnd());
  return dirname(folder) === folder ? undefined : findGitFolder(dirname(folder), files);
}
