import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { matchFiles } from "./match-files.ts";

/**
 * `hashFiles`: a digest of the digests of all files that fit, empty where none does. The files are taken in the order of
 * their names. Source: actions/toolkit, `packages/glob/src/internal-hash-files.ts`.
 */
export function hashFiles(workspace: string, patterns: readonly string[]): string {
  const files = matchFiles(
    workspace,
    patterns.filter((pattern) => !pattern.startsWith("--")),
  );
  if (files.length === 0) return "";
  const whole = createHash("sha256");
  for (const file of files)
    whole.update(
      createHash("sha256")
        .update(readFileSync(join(workspace, file)))
        .digest(),
    );
  return whole.digest("hex");
}
