import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { checkPackage, createPackageFromTarballData, type Problem } from "@arethetypeswrong/core";
import { publint } from "publint";
import { formatMessage } from "publint/utils";

/**
 * What publint and are-the-types-wrong hold against a tarball, a sentence each, but for what is meant: there is no CommonJS, which every
 * Node that `engines` names can do without, and no TypeScript that looks for packages as Node 10 did.
 */
export async function judgeTarball(path: string): Promise<readonly string[]> {
  const bytes = new Uint8Array(readFileSync(path));
  const { messages, pkg } = await publint({ pack: { tarball: bytes.buffer }, strict: true });
  const named = (problem: string) => `${basename(path)}: ${problem}`;
  const said = messages.map((message) => named(`publint: ${formatMessage(message, pkg, { color: false })}`));
  const types = await checkPackage(createPackageFromTarballData(bytes));
  if (types.types === false) return said; // a program and nothing to import
  return [...said, ...types.problems.filter((problem) => !isMeant(problem)).map((problem) => named(describe(problem)))];
}

function isMeant(problem: Problem): boolean {
  if (problem.kind === "NoResolution") return problem.resolutionKind === "node10";
  return problem.kind === "CJSResolvesToESM";
}

function describe(problem: Problem): string {
  return `are-the-types-wrong: ${JSON.stringify(problem)}`;
}
