import { type Diagnostic, fail, ok, type Result } from "@yardmaster/core";
import { printOutputs } from "../host/github-output.ts";
import type { Host } from "../host/host.ts";
import { standardOutput, unwritableFile } from "../reasons/problems.ts";

/** Outside a step of GitHub Actions nothing is written. What cannot be said on standard output leaves no outputs. */
export async function writeOutputs(
  outputs: Readonly<Record<string, string>>,
  host: Host,
): Promise<Result<void, Diagnostic>> {
  const said = await host.flush();
  if (!said.ok) return fail(unwritableFile({ file: standardOutput, reason: said.error }));
  const file = host.env.GITHUB_OUTPUT;
  if (!file) return ok(undefined);
  const written = await host.appendToFile(file, printOutputs(outputs, `rc_${host.randomName()}`));
  return written.ok ? written : fail(unwritableFile({ file, reason: written.error }));
}
