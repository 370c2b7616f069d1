import { type Finding, findingKey } from "@yardmaster/core";
import type { GitRevision } from "../host/git-content.ts";
import { unlintedCodes } from "./diagnostics.ts";
import { type LintHost, textsOnDisk } from "./disk-texts.ts";
import type { LintTarget } from "./find-linted.ts";
import { lintRepository } from "./lint-files.ts";
import type { RepositoryTexts } from "./repository-texts.ts";
import { isLikelyRead, textsOfRevision } from "./revision-texts.ts";

/** What was found in the same files as a commit had them, under the names that they have now. */
export async function lintBefore(
  { root, isRepository, judged }: LintTarget,
  revision: GitRevision,
  host: LintHost,
): Promise<readonly Finding[]> {
  const now = await textsOnDisk(root, isRepository, host);
  const before = textsOfRevision(revision);
  const names = new Map(judged.flatMap((path) => pair(earlierName(path, revision, before, now), path)));
  const found = await lintRepository(before, [...names.keys()], undefined, undefined, host.scripts);
  return found.map((finding) => {
    const name = finding.place && names.get(finding.place.file);
    return finding.place && name !== undefined ? { ...finding, place: { ...finding.place, file: name } } : finding;
  });
}

/** What was not there before: of several alike, as many as there are more. What cannot be judged is never old. */
export function findNews(now: readonly Finding[], before: readonly Finding[]): readonly Finding[] {
  const known = new Map<string, string[]>();
  for (const finding of before) {
    const key = findingKey(finding);
    known.set(key, [...(known.get(key) ?? []), pathText(finding)]);
  }
  const take = (finding: Finding, isKnown: (path: string) => boolean): boolean => {
    const paths = known.get(findingKey(finding)) ?? [];
    const index = paths.findIndex(isKnown);
    if (index !== -1) paths.splice(index, 1);
    return index !== -1;
  };
  // Those at the same place in lists first, so that of two alike the one that was added is told.
  const moved = now.filter((finding) => !take(finding, (path) => path === pathText(finding)));
  const added = new Set(moved.filter((finding) => !take(finding, () => true)));
  return now.filter((finding) => added.has(finding) || unlintedCodes.has(finding.code));
}

function pathText({ path = [] }: Finding): string {
  return JSON.stringify(path);
}

function pair(earlier: string | undefined, now: string): [string, string][] {
  return earlier === undefined ? [] : [[earlier, now]];
}

/** The name of a file in the commit: its own, the one that git knows, or that of a file much like it that is gone. */
function earlierName(
  path: string,
  { files, renamed }: GitRevision,
  before: RepositoryTexts,
  now: RepositoryTexts,
): string | undefined {
  if (files.includes(path)) return path;
  const known = renamed.get(path);
  if (known !== undefined) return known;
  const text = now.text(path) ?? "";
  const gone = files.filter((file) => isLikelyRead(file) && now.text(file) === undefined);
  const alike = gone.map((file) => ({ file, share: sharedLines(before.text(file) ?? "", text) }));
  return alike.sort((a, b) => b.share - a.share).find(({ share }) => share >= alikeShare)?.file;
}

/** As git has it. */
const alikeShare = 0.5;

/** Of the lines of both. */
function sharedLines(before: string, now: string): number {
  const left = before.split("\n");
  const right = new Set(now.split("\n"));
  const shared = left.filter((line) => right.has(line)).length;
  return (2 * shared) / (left.length + right.size);
}
