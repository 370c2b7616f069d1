import { lintFiles } from "@yardmaster/compiler/lint";
import type { RepositoryFacts } from "@yardmaster/core";

/** Files of a repository by their paths; a plain text is a workflow. */
export type Files = string | Readonly<Record<string, string>>;

/** What is said of files with the given codes, in order: `file:line:column severity code: message`; a workflow has no file. */
export async function lintFor(
  codes: readonly string[],
  files: Files,
  facts: Partial<RepositoryFacts> = {},
): Promise<readonly string[]> {
  const texts = new Map(Object.entries(typeof files === "string" ? { [workflowFile]: files } : files));
  const findings = await lintFiles({ texts, facts });
  return findings
    .filter(({ code }) => codes.includes(code))
    .map(({ severity, code, message, place }) => {
      const at = place && "line" in place ? `${place.file}:${place.line}:${place.column}` : place?.file;
      return `${at?.replace(`${workflowFile}:`, "")} ${severity} ${code}: ${message}`;
    });
}

export const workflowFile = ".github/workflows/ci.yml";

/** A workflow whose one job has these steps, from line 5 on. */
export function withSteps(steps: string, on = "push"): string {
  const lines = steps.trim().split("\n");
  return `on: ${on}\njobs:\n  j:\n    runs-on: ubuntu-24.04\n    steps:\n${lines.map((line) => `      ${line}\n`).join("")}`;
}
