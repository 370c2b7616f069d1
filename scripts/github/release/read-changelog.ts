/** A part of the changelog: what one version brought, or what the next will. */
export interface ChangelogSection {
  /** `Unreleased`, or a version without `v`. */
  readonly title: string;
  /** As it is written behind the version: `2026-11-27`. */
  readonly day: string | undefined;
  /** Of its heading, from 1. */
  readonly line: number;
  readonly hasEntries: boolean;
}

export interface ChangelogProblem {
  readonly line: number;
  readonly message: string;
}

export interface Changelog {
  readonly sections: readonly ChangelogSection[];
  readonly problems: readonly ChangelogProblem[];
}

/** Kinds of changes, in the order in which they stand. */
const kinds = ["Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"];

/** Sections are `## Unreleased` and `## 1.2.3 (2026-11-27)`, the newest on top, each with lists under kinds of changes. */
export function readChangelog(text: string): Changelog {
  const sections: ChangelogSection[] = [];
  const problems: ChangelogProblem[] = [];
  let seen: string[] = [];
  for (const [index, content] of text.split(/\r?\n/).entries()) {
    const line = index + 1;
    const refuse = (message: string): void => void problems.push({ line, message });
    const last = sections.at(-1);
    if (content.startsWith("## ")) {
      const { title, day } = readHeading(content.slice(3));
      if (title === undefined)
        refuse('A section is "## Unreleased" or "## 1.2.3 (2026-11-27)", with a day that there is.');
      sections.push({ title: title ?? content.slice(3), day, line, hasEntries: false });
      seen = [];
    } else if (last && content.startsWith("### ")) {
      const kind = content.slice(4);
      if (!kinds.includes(kind)) refuse(`"${kind}" is no kind of change: ${kinds.join(", ")}.`);
      else if (seen.includes(kind)) refuse(`"${kind}" stands twice in this section.`);
      else if (seen.some((other) => kinds.indexOf(other) > kinds.indexOf(kind)))
        refuse(`"${kind}" stands before "${seen.at(-1)}".`);
      seen.push(kind);
    } else if (last && content.startsWith("- ")) {
      if (seen.length === 0) refuse("An entry stands under a kind of change.");
      sections[sections.length - 1] = { ...last, hasEntries: true };
    } else if (last && content !== "" && !content.startsWith("  ")) {
      refuse('An entry begins with "- ", and its further lines with two blanks.');
    }
  }
  return { sections, problems: [...problems, ...misplaced(sections)].sort((a, b) => a.line - b.line) };
}

/** The changelog's way to write a version, which is npm's: https://semver.org without build metadata. */
export const versionPattern = /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?$/;

function readHeading(text: string): { readonly title?: string; readonly day?: string } {
  if (text === "Unreleased") return { title: text };
  const [, title = "", day = ""] = /^(\S+) \((\d{4}-\d{2}-\d{2})\)$/.exec(text) ?? [];
  const isDay = new Date(`${day}T00:00:00Z`).toJSON()?.startsWith(day) ?? false;
  return versionPattern.test(title) && isDay ? { title, day } : {};
}

function misplaced(sections: readonly ChangelogSection[]): ChangelogProblem[] {
  const problems: ChangelogProblem[] = [];
  if (sections[0]?.title !== "Unreleased") {
    problems.push({ line: sections[0]?.line ?? 1, message: 'The first section is not "## Unreleased".' });
  }
  for (const [index, { title, day, line }] of sections.entries()) {
    const above = sections[index - 1];
    if (index > 0 && title === "Unreleased") problems.push({ line, message: '"Unreleased" stands on top, once.' });
    if (sections.findIndex((other) => other.title === title) < index && title !== "Unreleased")
      problems.push({ line, message: `${title} stands twice.` });
    if (day !== undefined && above?.day !== undefined && above.day < day)
      problems.push({ line, message: `${title} is of a later day than ${above.title}, which stands above it.` });
  }
  return problems;
}
