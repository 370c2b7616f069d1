import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Trace } from "@yardmaster/simulator";
import { goldenTrace, matchesGolden } from "@yardmaster/simulator/testing";

/**
 * A trace is as a file says that lies beside the test. With `UPDATE_EXPECTED=1` in the environment the file is written.
 * @param path from the current directory.
 * @throws a failed assertion where they differ, and where there is no file: that is no agreement.
 */
export function matchesGoldenFile(trace: Trace, path: string): void {
  if (process.env.UPDATE_EXPECTED === "1") {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, goldenTrace(trace));
  }
  matchesGolden(trace, readGolden(path));
}

function readGolden(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new Error(`${path} cannot be read: run the test with UPDATE_EXPECTED=1 to write it`, { cause: error });
  }
}
