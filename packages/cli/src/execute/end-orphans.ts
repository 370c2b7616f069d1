import { readdirSync, readFileSync } from "node:fs";

/**
 * Ends what steps left behind, in groups or sessions of their own, too: whatever carries the mark of a job in its
 * environment. Source: actions/runner, `JobExtension.cs`, "Cleaning up orphan processes".
 * @returns how many there were; always 0 where the system has no `/proc`.
 */
export function endOrphans(trackingId: string): number {
  const mark = `RUNNER_TRACKING_ID=${trackingId}`;
  let ended = 0;
  for (const name of listFolder("/proc")) {
    if (!/^\d+$/.test(name) || Number(name) === process.pid) continue;
    if (!readEnvironment(name).includes(mark)) continue;
    try {
      process.kill(Number(name), "SIGKILL");
      ended += 1;
    } catch {
      // It has ended by itself.
    }
  }
  return ended;
}

function listFolder(path: string): readonly string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}

/** None of a process of somebody else's, and of one that is gone. */
function readEnvironment(pid: string): readonly string[] {
  try {
    return readFileSync(`/proc/${pid}/environ`, "utf8").split("\0");
  } catch {
    return [];
  }
}
