import { spawnSync } from "node:child_process";

export interface ProgramRun {
  /** Null where a signal ended it. */
  readonly code: number | null;
  /** What it prints as JSON; undefined where that is none. */
  readonly json: unknown;
  readonly stderr: string;
}

/** @param program a JavaScript file; nothing of this process's environment but PATH and HOME reaches it. */
export function runProgram(program: string, cwd: string, given: readonly string[]): ProgramRun {
  const { PATH, HOME } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...given, "--format", "json"], {
    cwd,
    env: { PATH, HOME, TZ: "UTC", NO_COLOR: "1" },
    encoding: "utf8",
    timeout: 600_000,
    maxBuffer: 512 * 1024 * 1024,
  });
  return { code: status, json: readJson(stdout), stderr };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
