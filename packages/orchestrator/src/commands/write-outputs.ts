import { type Diagnostic, fail, ok, type Result } from "@yardmaster/core";
import { printOutputs } from "../github-output.ts";
import type { Host } from "../host.ts";
import { unwritableFile } from "../problems.ts";

/** Does nothing outside a step of GitHub Actions. */
export async function writeOutputs(
  outputs: Readonly<Record<string, string>>,
  host: Host,
): Promise<Result<void, Diagnostic>> {
  const file = host.env.GITHUB_OUTPUT;
  if (!file) return ok(undefined);
  const written = await host.appendToFile(file, printOutputs(outputs, `rc_${host.randomName()}`));
  return written.ok ? written : fail(unwritableFile({ file, reason: written.error }));
}
