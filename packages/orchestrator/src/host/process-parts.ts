import type { Writable } from "node:stream";
import { fail, ok } from "@yardmaster/core";
import { clauseOf } from "./file-problem.ts";
import type { ProcessParts } from "./node-host.ts";

interface Streams extends Pick<NodeJS.Process, "env"> {
  readonly stdout: Writable;
  readonly stderr: Writable;
}

/**
 * What the program has of its process. A stream that fails is no bug of ours: by itself Node would end the process then, with
 * the exit code that means a denial.
 */
export function createProcessParts({ env, stdout, stderr }: Streams): ProcessParts {
  let problem: Error | undefined;
  let arrived = Promise.resolve();
  stdout.on("error", () => {});
  stderr.on("error", () => {});
  return {
    env,
    stdout: (text) => {
      arrived = new Promise((resolve) => {
        stdout.write(text, (error) => {
          problem ??= error ?? undefined;
          resolve();
        });
      });
    },
    stderr: (text) => void stderr.write(text),
    async flush() {
      await arrived;
      return problem ? fail(clauseOf(problem) ?? problem.message) : ok(undefined);
    },
  };
}
