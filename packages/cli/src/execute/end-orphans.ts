import { readdirSync, readFileSync } from "node:fs";

/** A process that begins another program has no environment for a moment; one that never has any is waited for so often. */
const mostLooks = 5;
const pauseMilliseconds = 10;

/**
 * Ends what steps left behind, in groups or sessions of their own, too: whatever carries the mark of a job in its
 * environment. Source: actions/runner, `JobExtension.cs`, "Cleaning up orphan processes".
 * @returns how many there were; always 0 where the system has no `/proc`.
 */
export function endOrphans(trackingId: string): number {
  const mark = `RUNNER_TRACKING_ID=${trackingId}`;
  const ended = new Set<string>();
  for (let look = 0; look < mostLooks; look++) {
    const others = listFolder("/proc").filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid);
    const read = others.map((pid) => ({ pid, environment: readEnvironment(pid) }));
    const marked = read.filter(({ environment }) => environment?.includes(mark));
    for (const { pid } of marked) if (end(Number(pid))) ended.add(pid);
    // What began meanwhile is seen by the next look.
    const isUnclear =
      marked.length > 0 || read.some(({ pid, environment }) => environment?.length === 0 && isProgram(pid));
    if (!isUnclear) break;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pauseMilliseconds);
  }
  return ended.size;
}

/** Whether there was something to end. */
function end(pid: number): boolean {
  try {
    process.kill(pid, "SIGKILL");
    return true;
  } catch {
    return false; // it has ended by itself
  }
}

/** Not one that waits to be collected, and no thread of the system's, which are below process 2. */
function isProgram(pid: string): boolean {
  try {
    const [state, parent] = readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) /s, "")
      .split(" ");
    return state !== "Z" && state !== "X" && parent !== "2" && pid !== "2";
  } catch {
    return false;
  }
}

function listFolder(path: string): readonly string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}

/** Undefined for a process of somebody else's, and for one that is gone. */
function readEnvironment(pid: string): readonly string[] | undefined {
  try {
    return readFileSync(`/proc/${pid}/environ`, "utf8")
      .split("\0")
      .filter((each) => each !== "");
  } catch {
    return undefined;
  }
}
