import { applyPlan, type PlannedFile } from "@yardmaster/compiler";
import type { Finding, SourceLocation } from "@yardmaster/core";
import type { Host } from "../program/host.ts";
import { paintFor } from "../report/paint.ts";
import { unifiedDiff } from "../report/unified-diff.ts";
import { createSourceFixer } from "./fix-sources.ts";
import { planFixes } from "./plan-fixes.ts";

/**
 * Makes the fixes of findings, the safe ones unless all are wanted, shows the difference on standard error first, and says how many were made.
 * @returns whether a file was written.
 */
export async function applyFixes(
  findings: readonly Finding[],
  root: string,
  host: Host,
  { isDryRun, isUnsafe }: { readonly isDryRun: boolean; readonly isUnsafe: boolean },
): Promise<boolean> {
  const sources = createSourceFixer(root, host);
  const planned = await planFixes(
    findings.toSorted(fromTheEnd),
    root,
    host.files,
    isUnsafe ? ["safe", "unsafe"] : ["safe"],
    sources.fix,
  );
  const files = [...planned.files, ...sources.fixed()].toSorted((a, b) => (a.file < b.file ? -1 : 1));
  const paint = paintFor(host.stderr, host.env);
  for (const { file, before, after } of files) {
    host.stderr.write(unifiedDiff(file, new TextEncoder().encode(before), { text: after, source: "--fix" }, paint));
  }
  const plan = files.map(({ file, before, after }): PlannedFile => {
    return { kind: "update", path: file, source: file, before: new TextEncoder().encode(before), after };
  });
  if (!isDryRun) await applyPlan(plan, root, host.files);
  const verb = isDryRun ? "can be made" : "made";
  const left = planned.left > 0 ? `; ${fixes(planned.left)} to make by hand` : "";
  if (planned.made + planned.left > 0) host.stderr.write(`${fixes(planned.made)} ${verb}${left}\n`);
  if (sources.fixed().length > 0 && !isDryRun) host.stderr.write("Sources have changed: run `yardmaster gen`.\n");
  return files.length > 0 && !isDryRun;
}

function fixes(count: number): string {
  return `${count} ${count === 1 ? "fix" : "fixes"}`;
}

/** The last place of a source first. */
function fromTheEnd(a: Finding, b: Finding): number {
  const line = ({ source }: Finding) => (source && "line" in source ? source : undefined);
  const [left, right] = [line(a), line(b)] as const;
  if (!left || !right) return 0;
  return compare(right, left);
}

function compare(a: SourceLocation, b: SourceLocation): number {
  return a.line - b.line || a.column - b.column;
}
