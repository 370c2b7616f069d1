// Writes release notes from the git log and the Unreleased section of the CHANGELOG. It needs no package, so that
// a workflow runs it with nothing installed.
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { parseArgs } from "node:util";
import { complain, say } from "../say.ts";

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
  complain(`write_release_notes: ${printable((error as Error).message)}\n${usage}`);
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
    say(usage);
    return;
  }
  if (!values.since)
    throw new InputError("--since is missing: name the tag, branch or commit after which the notes begin.");
  requireRepository();
  const since = resolveCommit(values.since, "--since");
  const until = resolveCommit(values.until || "HEAD", "--until");
  const unreleased = readUnreleased(values.changelog);
  const notes = printNotes(values.since, values.until || "HEAD", readLog(since, until), unreleased);
  if (values.output) writeNotes(values.output, notes);
  else say(notes);
}

/** Leaves the file whole, old or new. */
function writeNotes(file: string, notes: string): void {
  const staged = `${file}.staged`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(staged, notes);
    renameSync(staged, file);
  } catch (error) {
    if (existsSync(staged)) rmSync(staged);
    throw new InputError(`${file} cannot be written (${systemCode(error)}). Name another file with --output.`);
  }
}

/** Without it, every reference would seem unknown. */
function requireRepository(): void {
  const { error, status, stderr } = spawnSync("git", ["rev-parse", "--git-dir"], { encoding: "utf8" });
  if (error) throw new InputError(`git does not run here (${systemCode(error)}). Install it.`);
  if (status !== 0) throw new InputError(`git reads no repository here: ${stderr.trim()}`);
}

/**
 * As git reads a reference: a tag before a branch of its name, and both before a commit whose hash begins so. A checkout of
 * GitHub Actions has branches as `origin/…`; they come last.
 */
function resolveCommit(reference: string, option: string): string {
  const branch = reference.replace(/^(?:refs\/)?heads\//, "");
  const commit = commitOf(reference) ?? commitOf(`refs/remotes/origin/${branch}`);
  if (commit === undefined) {
    throw new InputError(
      `${option} ${JSON.stringify(reference)} names no commit of this repository. Use a tag, branch or commit that has been fetched.`,
    );
  }
  const isTag = commitOf(`refs/tags/${reference}`) === commit;
  const other = commitOf(`refs/heads/${reference}`) ?? commitOf(`refs/remotes/origin/${reference}`);
  if (isTag && other !== undefined && other !== commit) {
    const sentence = `${option} ${JSON.stringify(reference)} names a tag and a branch: the tag is taken.`;
    complain(`write_release_notes: ${printable(sentence)} Write refs/heads/${printable(reference)} for the branch.\n`);
  }
  return commit;
}

/** `--end-of-options` keeps a reference that begins with `-` from being an option of git's. */
function commitOf(reference: string): string | undefined {
  const commit = tryGit("rev-parse", "--verify", "--quiet", "--end-of-options", `${reference}^{commit}`);
  // `^REF` passes the verification, as the hash of a commit to leave out.
  return commit !== undefined && /^[0-9a-f]+$/.test(commit) ? commit : undefined;
}

function readLog(since: string, until: string): readonly Commit[] {
  // The signatures and encoding that somebody's configuration asks for have no place in the notes.
  const neutral = ["--no-show-signature", "--encoding=UTF-8"];
  const text = git("log", ...neutral, "--no-merges", "-z", "--format=%h%x09%s", `${since}..${until}`, "--");
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
    throw new InputError(`${file} cannot be read (${systemCode(error)}). Name it with --changelog.`);
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

/** Subjects are other people's text: no mention, link, image, HTML or block comes out of them. */
function escapeMarkdown(text: string): string {
  return printable(text)
    .trim()
    .replace(/[\\`*_[\]()<>#|!~&]/g, "\\$&")
    .replace(/^[-+=]|(?<=^\d+)\.|:(?=\/\/)|(?<=\bwww)\./gi, "\\$&")
    .replaceAll("@", "@\u200b");
}

/** One line without control characters. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, " ");
}

function systemCode(error: unknown): string {
  return (error as { code?: string }).code ?? "unknown";
}

/** @returns undefined when git refuses. */
function tryGit(...args: readonly string[]): string | undefined {
  const { status, stdout } = spawnSync("git", args, { encoding: "utf8" });
  return status === 0 ? stdout.trim() : undefined;
}

function git(...args: readonly string[]): string {
  return execFileSync("git", args, {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
    maxBuffer: 64 * 1024 * 1024,
  });
}
