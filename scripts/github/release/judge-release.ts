import { readChangelog, versionPattern } from "./read-changelog.ts";

/** What a release is judged by. */
export interface ReleaseFiles {
  /** Path from the root -> text, of the root's package.json and of each package's. */
  readonly manifests: ReadonlyMap<string, string>;
  readonly changelog: string;
}

export interface Release {
  /** Without `v`. */
  readonly version: string;
  /** Under which npm offers it: a version such as 1.0.0-beta.1 is nobody's `latest`. */
  readonly distributionTag: "latest" | "next";
}

export interface ReleaseProblem {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

/**
 * Whether a tag may be released: what is packed has its version, users can read what it brings, and the packages do not say that
 * they come from another repository than the one that builds them: npm would refuse the provenance
 * (https://docs.npmjs.com/generating-provenance-statements).
 * @param repository OWNER/NAME.
 */
export function judgeRelease(
  tag: string,
  repository: string,
  { manifests, changelog }: ReleaseFiles,
): { readonly release: Release; readonly problems: readonly ReleaseProblem[] } {
  const version = tag.replace(/^v/, "");
  const parts = versionPattern.exec(version);
  const problems: ReleaseProblem[] = [];
  if (!parts || !tag.startsWith("v")) {
    problems.push({ file: "the tag", line: 1, message: `"${tag}" is no version such as v1.2.3 or v1.2.3-beta.1.` });
  }
  for (const [file, text] of manifests) {
    const manifest = JSON.parse(text) as { readonly version?: string; readonly repository?: string };
    if (file !== "package.json" && manifest.version !== version) {
      const message = `The version is ${manifest.version}, and the tag ${tag}.`;
      problems.push({ file, line: lineOf(text, '"version"'), message });
    }
    const url = `https://github.com/${repository}`;
    if (file === "package.json" && (manifest.repository ?? url) !== url) {
      const message = `\`repository\` has to be "${url}", or to be left out: npm compares it with where the package is built.`;
      problems.push({ file, line: lineOf(text, '"repository"'), message });
    }
  }
  const log = readChangelog(changelog);
  const file = "CHANGELOG.md";
  problems.push(...log.problems.map((problem) => ({ file, ...problem })));
  const [unreleased, newest] = log.sections;
  if (unreleased?.hasEntries) {
    const message = `What stands here is in no version: give it the heading "## ${version} (YYYY-MM-DD)", and leave this one empty.`;
    problems.push({ file, line: unreleased.line, message });
  }
  if (newest?.title !== version || !newest.hasEntries) {
    problems.push({
      file,
      line: newest?.line ?? 1,
      message: `The newest version here is not ${version}, with its changes.`,
    });
  }
  return { release: { version, distributionTag: parts?.[4] === undefined ? "latest" : "next" }, problems };
}

function lineOf(text: string, part: string): number {
  return text.slice(0, Math.max(text.indexOf(part), 0)).split("\n").length;
}
