// Writes release notes from the git log and the Unreleased section of the CHANGELOG. It has no dependencies, so that a
// workflow runs it with nothing installed.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { parseArgs } from "node:util";

const usage =
  "Usage: write_release_notes.ts --since=REF [--until=REF] [--changelog=FILE] [--output=FILE]\n" +
  "Without --output the notes go to standard output. Exit code 2: a reference or file that cannot be read.\n";

/** A mistake of the caller's, said in one sentence; exit code 2. */
class InputError extends Error {}

interface Commit {
  readonly hash: string;
  readonly subject: string;
}

try {
  main();
} catch (error) {
  const known = error instanceof InputError || (error as { code?: string }).code?.startsWith("ERR_PARSE_ARGS");
  if (!known) throw error;
  process.stderr.write(`write_release_notes: ${printable((error as Error).message)}\n${usage}`);
  process.exitCode = 2;
}

function main(): void {
  const { values } = parseArgs({
    options: {
      since: { type: "string" },
      until: { type: "string", default: "HEAD" },
      changelog: { type: "string", default: "CHANGELOG.md" },
      output: { type: "string" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    process.stdout.write(usage);
    return;
  }
  if (!values.since)
    throw new InputError("--since is missing: name the tag, branch or commit after which the notes begin.");
  const since = resolveCommit(values.since, "--since");
  const until = resolveCommit(values.until || "HEAD", "--until");
  const unreleased = readUnreleased(values.changelog);
  const notes = printNotes(values.since, values.until || "HEAD", readLog(since, until), unreleased);
  if (!values.output) {
    process.stdout.write(notes);
    return;
  }
  mkdirSync(dirname(values.output), { recursive: true });
  const staged = `${values.output}.staged`;
  writeFileSync(staged, notes);
  renameSync(staged, values.output);
}

/** `--end-of-options` keeps a reference that begins with `-` from being an option of git's. */
function resolveCommit(reference: string, option: string): string {
  try {
    return git("rev-parse", "--verify", "--quiet", "--end-of-options", `${reference}^{commit}`).trim();
  } catch {
    throw new InputError(
      `${option} ${JSON.stringify(reference)} names no commit of this repository. Use a tag, branch or commit that has been fetched.`,
    );
  }
}

function readLog(since: string, until: string): readonly Commit[] {
  const text = git("log", "--no-merges", "-z", "--format=%h%x09%s", `${since}..${until}`, "--");
  return text
    .split("\0")
    .filter((entry) => entry !== "")
    .map((entry) => {
      const tab = entry.indexOf("\t");
      return { hash: entry.slice(0, tab), subject: entry.slice(tab + 1) };
    });
}

/** The text between `## Unreleased` and the next heading of its level; empty when the section is. */
function readUnreleased(file: string): string {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw new InputError(
      `${file} cannot be read (${(error as { code?: string }).code ?? "unknown"}). Name it with --changelog.`,
    );
  }
  const lines = text.split(/\r?\n/);
  const start = lines.findIndex((line) => /^##\s+\[?Unreleased\]?\s*$/i.test(line));
  if (start < 0) throw new InputError(`${file} has no section "## Unreleased". Add one at the top.`);
  const length = lines.slice(start + 1).findIndex((line) => /^##\s/.test(line));
  return lines
    .slice(start + 1, length < 0 ? undefined : start + 1 + length)
    .join("\n")
    .trim();
}

function printNotes(since: string, until: string, commits: readonly Commit[], unreleased: string): string {
  const list = commits.map(({ hash, subject }) => `- ${escapeMarkdown(subject)} (${hash})`);
  return [
    `# Changes after ${escapeMarkdown(since)}, up to ${escapeMarkdown(until)}`,
    "",
    unreleased || "The CHANGELOG names no unreleased changes.",
    "",
    `## Commits (${commits.length})`,
    "",
    ...(list.length > 0 ? list : ["None."]),
    "",
  ].join("\n");
}

/** Subjects are other people's text: no mention, link, image or HTML comes out of them. */
function escapeMarkdown(text: string): string {
  return printable(text)
    .replace(/[\\`*_[\]()<>#|!~&]/g, "\\$&")
    .replaceAll("@", "@\u200b");
}

/** One line without control characters. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, " ");
}

function git(...args: readonly string[]): string {
  return execFileSync("git", args, {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
    maxBuffer: 64 * 1024 * 1024,
  });
}
