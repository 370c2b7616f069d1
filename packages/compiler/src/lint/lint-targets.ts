import type { Finding } from "@yardmaster/core";
import type { CompilerHost } from "../host/compiler-host.ts";
import type { Workers } from "../host/workers.ts";
import { type LintHost, textsOnDisk } from "./disk-texts.ts";
import type { LintTarget } from "./find-linted.ts";
import { type Linter, openLinter } from "./lint-files.ts";
import { findSources, lintTarget } from "./lint-target.ts";

/** Some files of a target, small enough that no thread waits long for another at the end. */
export interface LintUnit {
  readonly target: LintTarget;
  readonly judged: readonly string[];
  /** By the programs of the host as well. */
  readonly judgesScripts: boolean;
}

const filesInUnit = 12;
/** From here on, what other threads take off this one is more than what they cost to start. */
const leastForWorkers = 120;

/** What is found in each of several targets, as {@link lintTarget} tells it; many files are shared among threads. */
export async function lintTargets(
  targets: readonly LintTarget[],
  host: CompilerHost & { readonly workers?: Workers | undefined },
): Promise<readonly (readonly Finding[])[]> {
  const { workers } = host;
  const fileCount = targets.reduce((sum, { judged }) => sum + judged.length, 0);
  if (!workers || fileCount < leastForWorkers) {
    const found: (readonly Finding[])[] = [];
    for (const target of targets) found.push(await lintTarget(target, host));
    return found;
  }
  const units = targets.flatMap((target) => unitsOf(target, host.scripts !== undefined));
  const results = await workers.run(units, createUnitLinter(host));
  const byTarget = new Map<LintTarget, Finding[]>(targets.map((target) => [target, []]));
  for (const [index, { target }] of units.entries()) byTarget.get(target)?.push(...(results[index] ?? []));
  const placed: (readonly Finding[])[] = [];
  for (const [target, found] of byTarget) placed.push(await findSources(found, target, host));
  return placed;
}

/** Judges units one after another, whichever targets they are of; each repository is read once. */
export function createUnitLinter(host: LintHost): (unit: LintUnit) => Promise<readonly Finding[]> {
  const known = new Map<string, Promise<Linter>>();
  return async ({ target, judged }) => {
    const { root, isRepository } = target;
    if (!isRepository) return (await open(target, host))(judged);
    const linter = known.get(root) ?? open(target, host);
    known.set(root, linter);
    return (await linter)(judged);
  };
}

async function open({ root, isRepository, judged }: LintTarget, host: LintHost): Promise<Linter> {
  return openLinter(await textsOnDisk(root, isRepository, host), judged, undefined, host.scripts);
}

function unitsOf(target: LintTarget, judgesScripts: boolean): readonly LintUnit[] {
  const count = Math.ceil(target.judged.length / filesInUnit);
  return Array.from({ length: count }, (_, index) => ({
    target,
    judged: target.judged.slice(index * filesInUnit, (index + 1) * filesInUnit),
    judgesScripts,
  }));
}
