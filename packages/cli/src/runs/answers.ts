import { hash } from "node:crypto";
import type { Files } from "@yardmaster/core/host";
import type { Host } from "../program/host.ts";

/** How much of a folder was listed. */
export type Depth = Parameters<Files["list"]>[1];

/**
 * All that a run asked of the outside world, with the answers: contents, listings and variables as digests, null for what
 * is not there. Who asks the same again and gets the same answers comes to the same result.
 */
export interface Answers {
  readonly files: Readonly<Record<string, string | null>>;
  /** The file behind all links, and its content; null for a folder. */
  readonly links: Readonly<Record<string, readonly [realPath: string, content: string | null] | null>>;
  readonly folders: Readonly<Record<string, boolean>>;
  readonly lists: readonly (readonly [folder: string, depth: Depth, names: string])[];
  readonly env: Readonly<Record<string, string | null>>;
  /** Whether standard output and standard error are terminals. */
  readonly terminals: readonly [boolean, boolean];
}

export function digestOf(content: Uint8Array | string | undefined): string | null {
  return content === undefined ? null : hash("sha256", content, "base64");
}

export function digestOfNames(names: readonly string[]): string {
  return hash("sha256", JSON.stringify(names), "base64");
}

/**
 * Asks everything again, the cheapest first. A file that cannot be read is another answer.
 * @returns the files with another content, or undefined when an answer of another kind has changed.
 */
export async function compareAnswers(answers: Answers, host: Host): Promise<readonly string[] | undefined> {
  const { files, env } = host;
  const [out, err] = answers.terminals;
  if (host.stdout.isTerminal !== out || host.stderr.isTerminal !== err) return undefined;
  for (const [name, value] of Object.entries(answers.env)) if (digestOf(env[name]) !== value) return undefined;
  for (const [path, expected] of Object.entries(answers.folders)) {
    if ((await files.isFolder(path)) !== expected) return undefined;
  }
  for (const [folder, depth, names] of answers.lists) {
    if (digestOfNames(await files.list(folder, depth)) !== names) return undefined;
  }
  for (const [path, expected] of Object.entries(answers.links)) {
    const found = files.readNow(path);
    if (found?.realPath !== expected?.[0] || digestOf(found?.bytes) !== (expected?.[1] ?? null)) return undefined;
  }
  const contents = files.readAll(Object.keys(answers.files));
  return Object.entries(answers.files).flatMap(([path, digest], index) =>
    digestOf(contents[index]) === digest ? [] : [path],
  );
}
