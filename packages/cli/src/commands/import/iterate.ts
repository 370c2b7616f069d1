import { resolve } from "node:path";
import { sourcesFolder, type TriedModules, type TriedProblem, tryModules } from "@yardmaster/compiler";
import {
  count,
  type Finding,
  fail,
  nodeText,
  ok,
  placeFinding,
  type Result,
  type SourceLocation,
} from "@yardmaster/core";
import type { Refusal } from "@yardmaster/importer";
import type { Arguments } from "../../program/arguments.ts";
import { type ExitCode, exitCodes } from "../../program/exit-code.ts";
import type { Host } from "../../program/host.ts";
import { readFindingTexts } from "../../report/finding-texts.ts";
import { jsonText } from "../../report/json-text.ts";
import { paintFor } from "../../report/paint.ts";
import { printHuman } from "../../report/print-human.ts";
import { visibleText } from "../../report/visible-text.ts";
import { findOriginal, type Original } from "./find-original.ts";
import { fromRoot, type ImportPlace } from "./import-place.ts";

/** What a module makes, beside what it is to make. */
interface Compared {
  readonly path: string;
  readonly original: Original;
  readonly differences: readonly LocatedDifference[];
}

/** A difference, with the place in the module that made what differs. */
type LocatedDifference = Refusal & { readonly source?: SourceLocation };

/** Compares what a module makes with the YAML that it came from: until they are equal, the exit code is 1. */
export async function iterate(
  name: string,
  { operands, values }: Arguments,
  { repository: { root } }: ImportPlace,
  host: Host,
): Promise<ExitCode> {
  const module = fromRoot(resolve(host.cwd, name), root);
  const isModule = module?.startsWith(`${sourcesFolder}/`) && host.files.lastChange([resolve(host.cwd, name)]) > 0;
  if (!module || !isModule) {
    return refuse(
      `There is no module ${JSON.stringify(name)} in ${sourcesFolder}. Name one that an import wrote.`,
      host,
    );
  }
  const tried = await tryModules(root, host, new Map(), [module]);
  const errors = tried.problems.filter(({ diagnostic }) => diagnostic.severity === "error").map(locate);
  if (errors.length > 0) {
    const texts = await readFindingTexts(errors, root, host.files);
    host.stderr.write(printHuman(errors, texts, paintFor(host.stderr, host.env)));
  }
  const compared = await compareAll(tried, module, operands, root, host);
  if (!compared.ok) return refuse(compared.error, host);
  host.stdout.write(values.get("format") === "json" ? jsonText(jsonOf(compared.value)) : print(compared.value));
  const isEqual = compared.value.length > 0 && compared.value.every(({ differences }) => differences.length === 0);
  return isEqual ? exitCodes.clean : exitCodes.findings;
}

async function compareAll(
  { files }: TriedModules,
  module: string,
  operands: readonly string[],
  root: string,
  host: Host,
): Promise<Result<readonly Compared[], string>> {
  const { compareYaml } = await import("./compare-yaml.ts");
  const made = files.filter(({ source }) => source === module);
  const [given, ...more] = operands;
  if (more.length > 0 || (given !== undefined && made.length > 1)) {
    return fail(
      `${module} makes ${count(made.length, "file")}, and ${operands.length} originals are given. Give one for one.`,
    );
  }
  const compared: Compared[] = [];
  for (const { path, text } of made) {
    const original = given === undefined ? await findOriginal(path, root, host) : readGiven(given, host);
    if (!original) return fail(given === undefined ? lostSentence(path, module) : missingSentence(given));
    const differences = compareYaml({ path, text: original.text }, text);
    compared.push({ path, original, differences: await locateAll(differences, path, root, host) });
  }
  return ok(compared);
}

/** Asks the sources once more, where there is something to ask for. */
async function locateAll(
  differences: readonly Refusal[],
  path: string,
  root: string,
  host: Host,
): Promise<readonly LocatedDifference[]> {
  if (differences.length === 0) return [];
  const { createTranslator } = await import("@yardmaster/compiler/lint");
  const { toSource } = await createTranslator(root, host);
  return differences.map((difference) => {
    const source = toSource(path, difference.path)?.calls[0];
    return source ? { ...difference, source } : difference;
  });
}

function readGiven(name: string, { cwd, files }: Host): Original | undefined {
  const [bytes] = files.readAll([resolve(cwd, name)]);
  return bytes && { text: new TextDecoder().decode(bytes), name, from: "that was given" };
}

function missingSentence(given: string): string {
  return `There is no file ${JSON.stringify(given)}. Name the YAML from before the module made it.`;
}

function lostSentence(path: string, module: string): string {
  return `Neither the disk nor git's index nor its last commits have ${path} from before it was generated. Get it by \`git show COMMIT:${path} > original.yml\`, and run \`yardmaster import --iterate ${module} original.yml\`.`;
}

function locate({ diagnostic, location, source }: TriedProblem): Finding {
  const finding = placeFinding(diagnostic);
  const place = location ?? (source === undefined ? undefined : { file: source });
  return place ? { ...finding, place } : finding;
}

function print(compared: readonly Compared[]): string {
  return compared
    .flatMap(({ path, original, differences }) => [
      ...differences.flatMap((difference) => printDifference(difference, path, original)),
      differences.length === 0
        ? `${visibleText(path)}: equal to the original ${original.from}`
        : `${visibleText(path)}: ${count(differences.length, "difference")} from the original ${original.from}`,
    ])
    .map((line) => `${line}\n`)
    .join("");
}

function printDifference(
  { path: node, line, reason, hint, source }: LocatedDifference,
  path: string,
  { name, from }: Original,
): readonly string[] {
  const at = node.length === 0 ? "" : ` ${nodeText(node)}`;
  return [
    visibleText(`${path}${at}: ${reason}`),
    visibleText(`  original: ${name}:${line} ${from}`),
    visibleText(source ? `  module: ${source.file}:${source.line}:${source.column}` : `  hint: ${hint}`),
  ];
}

function jsonOf(compared: readonly Compared[]): object {
  return {
    files: compared.length,
    equal: compared.filter(({ differences }) => differences.length === 0).length,
    differences: compared.flatMap(({ path: file, original, differences }) =>
      differences.map(({ path, line, reason, source }) => ({
        ...{ file, path: nodeText(path), reason, original: { file: original.name, line } },
        ...(source ? { source } : {}),
      })),
    ),
  };
}

function refuse(sentence: string, host: Host): ExitCode {
  host.stderr.write(`${visibleText(sentence)}\n`);
  return exitCodes.usage;
}
