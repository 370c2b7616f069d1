import type { RepositoryFacts } from "@yardmaster/core";
import { type LintHost, textsOnDisk } from "./disk-texts.ts";
import { openReader } from "./open-reader.ts";

/**
 * What is known of a repository around some of its files. Each file of it is read when somebody asks for it first.
 * @param root absolute.
 * @param given texts of files by their paths from the root, in place of what the disk has there.
 * @param isRepository false for a folder that is none: nothing in it beside the given files belongs to them.
 */
export async function readFacts(
  root: string,
  given: ReadonlyMap<string, string>,
  isRepository: boolean,
  host: LintHost,
): Promise<RepositoryFacts> {
  const onDisk = await textsOnDisk(root, isRepository, host);
  const text = (path: string): string | undefined => given.get(path) ?? onDisk.text(path);
  const { facts } = await openReader({ ...onDisk, text }, [...given.keys()]);
  return facts;
}
