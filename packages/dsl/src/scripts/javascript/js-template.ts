import { AuthoringError, type Diagnostic, reportMistake } from "@yardmaster/core";
import type { AnyNode } from "acorn";
import { interpolationPlace } from "../diagnostics.ts";
import { describeInterpolation, hoisted, plainInterpolation } from "../interpolation.ts";
import { type RunnerCommandNode, runnerCommandOf } from "../runner-command.ts";
import { type HoistedValue, refuseUnsafeText, type Script } from "../script.ts";
import { endWithNewline, templateTexts } from "../template-texts.ts";
import { childrenOf, isFunction } from "./javascript-scope.ts";
import { type ParsedScript, parseGithubScript } from "./parse-github-script.ts";

const appendSummary = "const appendSummary = (text) => core.summary.addRaw(text, true).write();\n\n";
/** A place where a value can stand as well as a command of the runner. */
const callOfOneArgument = "as a call of one argument";
const evaluating = /^(eval|Function|AsyncFunction|execSync|(\w+\.)+execSync|(child_process|cp)\.exec|vm\.\w+)$/;

/** A template's text with a name in place of each value, parsed to see where the values stand. */
export function scriptOfTemplate<O extends string>(
  template: TemplateStringsArray,
  values: readonly unknown[],
): Script<O> {
  const texts = templateTexts(template);
  const commands = values.map(runnerCommandOf);
  const hasPrelude = commands.some((command) => command?.target === "summary");
  if (hasPrelude) texts[0] = appendSummary + texts[0];
  const prefix = freshPrefix(texts);
  const text = texts.map((part, index) => part + (index < values.length ? `${prefix}${index}_` : "")).join("");
  const parsed = parseGithubScript(text, (shown) => shown.replace(new RegExp(`${prefix}\\d+_`, "g"), "${…}"));
  const places = findPlaces(parsed, prefix);
  const parts = texts.flatMap((part, index): (string | HoistedValue)[] => {
    if (index >= values.length) return [part];
    const value = values[index];
    const command = commands[index];
    const refused = places.get(index) ?? whereText(parsed, `${prefix}${index}_`, text);
    if (command) {
      if (refused !== callOfOneArgument || !texts[index + 1]?.startsWith("("))
        refuse("without one argument in parentheses right after it", value);
      texts[index + 1] = texts[index + 1]?.slice(1) ?? "";
      return [part, commandText(command)];
    }
    if (refused !== "" && refused !== callOfOneArgument) {
      reportMistake(refusal(refused, value));
      return [part, "undefined"];
    }
    const named = hoisted(value);
    if (named) return [part, { ...named, print: (variable) => `process.env.${variable}` }];
    const plain = plainInterpolation(value, "JavaScript");
    return [
      part,
      typeof plain === "number" ? `(${plain})`.replace(/^\((\d+(?:\.\d+)?)\)$/, "$1") : JSON.stringify(plain),
    ];
  });
  refuseUnsafeText(parts, "JavaScript");
  const outputs = commands.flatMap((command) => (command?.target === "output" ? [command.name as O] : []));
  return { language: "JavaScript", parts: hasPrelude ? endWithNewline(parts) : parts, outputs: [...new Set(outputs)] };
}

function commandText({ target, name }: RunnerCommandNode): string {
  switch (target) {
    case "output":
      return `core.setOutput("${name}", `;
    case "variable":
      return `core.exportVariable("${name}", `;
    case "path":
      return "core.addPath(";
    case "summary":
      return "appendSummary(";
  }
}

/** By index of the value: why it cannot stand there, "" where it can. Values outside of code are missing. */
function findPlaces({ root }: ParsedScript, prefix: string): ReadonlyMap<number, string> {
  const places = new Map<number, string>();
  visit(root, []);
  return places;

  function visit(node: AnyNode, ancestors: readonly AnyNode[]): void {
    if (node.type === "Identifier" && node.name.includes(prefix)) {
      const [whole, index] = new RegExp(`^${prefix}(\\d+)_$`).exec(node.name) ?? [];
      if (whole) places.set(Number(index), placeOf(node, ancestors));
    }
    for (const { child, isName, isTarget } of childrenOf(node)) {
      if (isName || isTarget) markNames(child, prefix, places);
      else visit(child, [...ancestors, node]);
    }
  }
}

function markNames(node: AnyNode, prefix: string, places: Map<number, string>): void {
  const name = node.type === "Identifier" ? new RegExp(`^${prefix}(\\d+)_$`).exec(node.name) : undefined;
  if (name) places.set(Number(name[1]), "where a name belongs");
  for (const { child } of childrenOf(node)) markNames(child, prefix, places);
}

function placeOf(node: AnyNode, ancestors: readonly AnyNode[]): string {
  const parent = ancestors.at(-1);
  if (!parent || isDeclaration(node, parent, ancestors.at(-2))) return "where a name belongs";
  const boundary = ancestors.findLastIndex(isFunction);
  for (const call of ancestors.slice(boundary + 1)) {
    if (call.type !== "CallExpression" && call.type !== "NewExpression") continue;
    const callee = calleeName(call.callee);
    const isArgument = call.callee.end <= node.start;
    if (isArgument && evaluating.test(callee)) return `in an argument of \`${callee}\``;
  }
  if (parent.type !== "CallExpression" || parent.callee !== node) return "";
  const [argument, ...others] = parent.arguments;
  const isPlain = argument && others.length === 0 && argument.type !== "SpreadElement";
  return isPlain && parent.start === node.start ? callOfOneArgument : "";
}

function isDeclaration(node: AnyNode, parent: AnyNode, grandparent: AnyNode | undefined): boolean {
  switch (parent.type) {
    case "VariableDeclarator":
    case "FunctionDeclaration":
    case "FunctionExpression":
    case "ClassDeclaration":
    case "ClassExpression":
      return parent.id === node || ("params" in parent && parent.params.some((parameter) => parameter === node));
    case "ArrowFunctionExpression":
      return parent.params.some((parameter) => parameter === node);
    case "Property":
      return parent.shorthand || grandparent?.type === "ObjectPattern";
    case "AssignmentPattern":
      return parent.left === node;
    case "CatchClause":
    case "RestElement":
    case "ArrayPattern":
      return true;
    default:
      return false;
  }
}

function calleeName(node: AnyNode): string {
  if (node.type === "Identifier") return node.name;
  if (node.type !== "MemberExpression") return "";
  return `${calleeName(node.object)}.${node.property.type === "Identifier" ? node.property.name : ""}`;
}

/** Names the place of a value that is no identifier of its own. */
function whereText({ root, comments, offset }: ParsedScript, name: string, text: string): string {
  const at = offset + text.indexOf(name);
  if (comments.some(({ start, end }) => start <= at && at < end)) return "in a comment";
  let place = "inside quotes";
  visit(root);
  return place;

  function visit(node: AnyNode): void {
    if (at < node.start || at >= node.end) return;
    if (node.type === "Literal" && node.regex) place = "in a regular expression";
    if (node.type === "Identifier" || node.type === "PrivateIdentifier") place = "in the middle of a name";
    for (const { child } of childrenOf(node)) visit(child);
  }
}

function freshPrefix(texts: readonly string[]): string {
  let prefix = "yardmasterValue";
  while (texts.some((text) => text.includes(prefix))) prefix += "_";
  return prefix;
}

function refuse(place: string, value: unknown): never {
  throw new AuthoringError(refusal(place, value));
}

function refusal(place: string, value: unknown): Diagnostic {
  return interpolationPlace({ language: "JavaScript", place, expression: describeInterpolation(value) });
}
