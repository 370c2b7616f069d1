// Loaded into the Node programs that are measured: says at the end what nobody can ask afterwards.
const { appendFileSync, readdirSync, readFileSync } = require("node:fs");
const { isMainThread } = require("node:worker_threads");

if (isMainThread && process.env.BENCH_RECORD) {
  process.on("exit", () => {
    appendFileSync(process.env.BENCH_RECORD, `${peakKibibytes()} ${ticksOfChildren()}\n`);
  });
}

/** Linux counts into `maxRSS` what the parent had when it started the process; its /proc does not. */
function peakKibibytes() {
  try {
    return Number(/^VmHWM:\s*(\d+) kB$/m.exec(readFileSync("/proc/self/status", "utf8"))[1]);
  } catch {
    return process.resourceUsage().maxRSS;
  }
}

/** Of children that still run, such as esbuild's service: nobody waits for them, so no parent is told of their time. */
function ticksOfChildren() {
  try {
    const children = readdirSync("/proc/self/task").flatMap((task) =>
      readFileSync(`/proc/self/task/${task}/children`, "utf8").split(" ").filter(Boolean),
    );
    return children.reduce((sum, child) => sum + ticksOf(child), 0);
  } catch {
    return 0;
  }
}

/** User and system time, with that of its own children. The name before them may have blanks. */
function ticksOf(child) {
  const fields = readFileSync(`/proc/${child}/stat`, "utf8")
    .replace(/^.*\) /s, "")
    .split(" ");
  return fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
}
