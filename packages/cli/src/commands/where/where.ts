import { join, relative, resolve, sep } from "node:path";
import { createTranslator, isSameText, type Translator } from "@yardmaster/compiler/lint";
import { fail, nodeText, ok, type Result, type SourceLocation } from "@yardmaster/core";
import { type ExitCode, exitCodes } from "../../program/exit-code.ts";
import { codeFrame } from "../../report/code-frame.ts";
import { jsonText } from "../../report/json-text.ts";
import { spanOf } from "../../report/span.ts";
import { visibleText } from "../../report/visible-text.ts";
import type { Command, CommandContext } from "../command.ts";
import { type Asked, parsePlace } from "./parse-place.ts";

/** A place on the other side, and the node of the YAML that it is about. */
interface Answer extends SourceLocation {
  readonly node?: string;
}

interface Translated {
  readonly asked: Asked;
  /** Of a generated line: its node. */
  readonly node?: string;
  readonly places: readonly Answer[];
}

/** A line of YAML to the TypeScript behind it, and a line of TypeScript to the YAML that it made. */
export const where: Command = async (given, context) => {
  const [operand, ...more] = given.operands;
  if (operand === undefined || more.length > 0) return refuse("`where` takes one place, FILE:LINE[:COLUMN].", context);
  const parsed = parsePlace(operand);
  if (!parsed.ok) return refuse(parsed.error, context);
  const asked = await find(parsed.value, context);
  if (!asked.ok) return refuse(asked.error, context);
  const translator = await createTranslator(context.repository.root, context.host);
  const translated = await translate(asked.value, translator, context);
  if (!translated.ok) {
    const isBroken = translator.isComplete ? "" : " A source has an error, which `yardmaster check` tells.";
    return answerNone(`${translated.error}${isBroken}`, context);
  }
  const isJson = given.values.get("format") === "json";
  context.host.stdout.write(isJson ? printJson(translated.value) : await printPlaces(translated.value, context));
  return exitCodes.clean;
};

/** With the file named from the root. @returns a sentence where there is no such line. */
async function find(asked: Asked, { host, repository }: CommandContext): Promise<Result<Asked, string>> {
  const path = resolve(host.cwd, asked.file);
  const bytes = (await host.files.isFolder(path)) ? undefined : await host.files.read(path);
  if (!bytes) return fail(`There is no file ${JSON.stringify(asked.file)}.`);
  const lines = new TextDecoder().decode(bytes).split("\n");
  const lineCount = lines.at(-1) === "" ? lines.length - 1 : lines.length;
  if (asked.line > lineCount) return fail(`${asked.file} has ${lineCount} lines, and you ask for line ${asked.line}.`);
  const file = relative(repository.root, path).split(sep).join("/");
  const dashes = /^\s*(?:-\s+)*/.exec(lines[asked.line - 1] ?? "")?.[0] ?? "";
  return ok({ ...asked, file, firstColumn: dashes.length + 1 });
}

async function translate(
  asked: Asked,
  translator: Translator,
  context: CommandContext,
): Promise<Result<Translated, string>> {
  return /\.ya?ml$/.test(asked.file) ? toSource(asked, translator, context) : toYaml(asked, translator);
}

async function toSource(
  asked: Asked,
  translator: Translator,
  { host, repository }: CommandContext,
): Promise<Result<Translated, string>> {
  const { file, line } = asked;
  const made = translator.textOf(file);
  if (made === undefined) return fail(`No source of this repository makes ${file}.`);
  const bytes = await host.files.read(join(repository.root, file));
  if (!isSameText(made, new TextDecoder().decode(bytes))) {
    return fail(`${file} is not what ${translator.sourceOf(file)} makes now: run \`${repository.genCommand}\` first.`);
  }
  const path = translator.nodeAt(file, line, asked.column ?? asked.firstColumn ?? 1) ?? [];
  const source = translator.toSource(file, path);
  if (!source) return fail(`What made line ${line} of ${file} is outside this repository.`);
  return ok({ asked, ...(path.length > 0 ? { node: nodeText(path) } : {}), places: source.calls });
}

function toYaml(asked: Asked, translator: Translator): Result<Translated, string> {
  const nodes = translator.toYaml(asked.file, asked.line, asked.column);
  if (nodes.length === 0) return fail(`No call at or above line ${asked.line} of ${asked.file} made a line of YAML.`);
  return ok({ asked, places: nodes.map(({ place, path }) => ({ ...place, node: nodeText(path) })) });
}

function printJson({ asked, node, places }: Translated): string {
  const { file, line, column } = asked;
  return jsonText({
    asked: { file, line, ...(column === undefined ? {} : { column }) },
    ...(node === undefined ? {} : { node }),
    places: places.map(({ file, line, column, node }) => ({ file, line, column, ...(node ? { node } : {}) })),
  });
}

async function printPlaces({ node, places }: Translated, { host, repository }: CommandContext): Promise<string> {
  const blocks = places.map(async (place, index) => {
    const bytes = await host.files.read(join(repository.root, place.file));
    const text = new TextDecoder().decode(bytes);
    const about = place.node ?? (index === 0 ? node : "called from here");
    const frame = codeFrame(spanOf(place, text), text) ?? [];
    const head = `${place.file}:${place.line}:${place.column}${about ? ` ${about}` : ""}`;
    return `${[visibleText(head), ...frame].join("\n")}\n`;
  });
  return (await Promise.all(blocks)).join("");
}

function refuse(sentence: string, { host }: CommandContext): ExitCode {
  host.stderr.write(`${visibleText(sentence)} Run \`yardmaster help where\` for what there is.\n`);
  return exitCodes.usage;
}

function answerNone(sentence: string, { host }: CommandContext): ExitCode {
  host.stderr.write(`${visibleText(sentence)}\n`);
  return exitCodes.findings;
}
