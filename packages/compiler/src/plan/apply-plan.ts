import { dirname, join } from "node:path";
import { FileError, type Files, InvariantError } from "@yardmaster/core";
import { stagedPath } from "../repository/read-generated.ts";
import type { WritePlan } from "./write-plan.ts";

/** Files that wait for the disk together. */
const atOnce = 64;

/**
 * Brings the disk to the plan. Everything new is written beside its target first, then renamed over it, and orphans are
 * deleted last: a crash or a full disk leaves each file whole, old or new.
 * @param leftovers of a run that was killed, relative to the root: they go first.
 * @throws FileError after removing what was staged; while staging, no target has been touched.
 */
export async function applyPlan(
  plan: WritePlan,
  root: string,
  files: Files,
  leftovers: readonly string[] = [],
): Promise<void> {
  const written = plan.filter((file) => file.kind === "create" || file.kind === "update");
  const deleted = plan.filter((file) => file.kind === "delete-orphan");
  if (plan.some((file) => file.kind.startsWith("blocked"))) throw new InvariantError("A blocked plan was applied.");

  for (const leftover of leftovers) await files.remove(join(root, leftover));
  const waiting = new Set<string>();
  try {
    const stagedFiles = written.map(({ path, after }) => ({ staged: join(root, stagedPath(path)), after }));
    for (const folder of new Set(stagedFiles.map(({ staged }) => dirname(staged)))) await files.makeFolder(folder);
    for (let from = 0; from < stagedFiles.length; from += atOnce) {
      const part = stagedFiles.slice(from, from + atOnce);
      for (const { staged } of part) waiting.add(staged);
      await allSettled(part.map(({ staged, after }) => files.create(staged, after)));
    }
    const renamed = new Set(written.map((file) => file.path.toLowerCase()));
    const hidden = deleted.filter((file) => renamed.has(file.path.toLowerCase()));
    for (const { path } of hidden) await files.remove(join(root, path)); // one file where the system ignores case
    for (const { path } of written) {
      const staged = join(root, stagedPath(path));
      await files.rename(staged, join(root, path));
      waiting.delete(staged);
    }
    for (const file of deleted) if (!hidden.includes(file)) await files.remove(join(root, file.path));
  } catch (error) {
    for (const staged of waiting) await removeQuietly(staged, files);
    throw error;
  }
}

/** Ends when all have ended: what is still being written cannot be removed. @throws the first failure, by order. */
async function allSettled(works: readonly Promise<void>[]): Promise<void> {
  for (const result of await Promise.allSettled(works)) if (result.status === "rejected") throw result.reason;
}

/** The first failure is the one to report; what stays behind is cleaned by the next run. */
async function removeQuietly(path: string, files: Files): Promise<void> {
  try {
    await files.remove(path);
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
  }
}
