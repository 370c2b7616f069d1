import type { Finding } from "@yardmaster/core";
import { type LintHost, textsOnDisk } from "./disk-texts.ts";
import type { LintTarget } from "./find-linted.ts";
import { lintRepository } from "./lint-files.ts";

/** What is found in one target; files are named from its root. */
export async function lintTarget(target: LintTarget, host: LintHost): Promise<readonly Finding[]> {
  const texts = await textsOnDisk(target.root, target.isRepository, host);
  return lintRepository(texts, target.judged);
}
