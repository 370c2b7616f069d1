import { isMap, type Value, type ValueMap } from "@yardmaster/core";
import { splitText } from "./canonical-expression.ts";

/**
 * A step with the expressions back in its script which became variables of its `env`, where that gives the script of the
 * original; else the step as it is.
 */
export function withoutHoisting(wanted: Value | undefined, got: Value | undefined): Value | undefined {
  if (!isMap(wanted) || !isMap(got)) return got;
  const { env: before = {} } = wanted;
  const { env: after } = got;
  const [script, hoisted] = [scriptOf(wanted), scriptOf(got)];
  if (typeof script !== "string" || typeof hoisted !== "string" || script === hoisted) return got;
  if (!isMap(after) || !(isMap(before) || before === null)) return got;
  const own = (before ?? {}) as ValueMap;
  const added = Object.entries(after).filter(([name]) => own[name] === undefined);
  if (added.length === 0 || !added.every(([, value]) => isExpression(value))) return got;
  const values = new Map(added as [string, string][]);
  if (!withoutImport(hoisted).some((text) => isSameScript(script, text, values))) return got;
  const env = Object.fromEntries(Object.entries(after).filter(([name]) => !values.has(name)));
  const inputs = isMap(got.with) ? got.with : {};
  return { ...got, env, ...(got.run === undefined ? { with: { ...inputs, script } } : { run: script }) };
}

/** A template of Python puts `import os` before the first statement, and lines of ours end with a newline. */
function withoutImport(text: string): readonly string[] {
  const without = text.replace(/^import os\n/m, "");
  return without === text ? [text] : [text, without, without.replace(/\n$/, "")];
}

/** Of a `run`, or of `actions/github-script`. */
function scriptOf({ run, with: inputs }: ValueMap): Value | undefined {
  return run ?? (isMap(inputs) ? inputs.script : undefined);
}

/** Between the expressions of the original stands the same text, and for each a variable with its value. */
function isSameScript(script: string, hoisted: string, values: ReadonlyMap<string, string>): boolean {
  const parts = splitText(script).map((part, index) => (index % 2 === 0 ? quoted(part) : readsOf(part, values)));
  return new RegExp(`^${parts.join("")}$`).test(hoisted);
}

/** The quotes around a variable are part of how it is read. */
function readsOf(expression: string, values: ReadonlyMap<string, string>): string {
  const names = [...values].filter(([, value]) => splitText(value)[1] === expression).map(([name]) => quoted(name));
  if (names.length === 0) return "(?!)";
  const name = `(?:${names.join("|")})`;
  return `(?:"?\\$\\{${name}\\}"?|\\$\\{?env:${name}\\}?|process\\.env\\.${name}|os\\.environ\\["${name}"\\]|%${name}%)`;
}

function isExpression(value: Value | undefined): boolean {
  const parts = typeof value === "string" ? splitText(value) : [];
  return parts.length === 3 && parts[0] === "" && parts[2] === "";
}

function quoted(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}
