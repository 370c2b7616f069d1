import { isMap, type ModelPath, type Value, type ValueMap } from "@yardmaster/core";
import { writeRaw } from "../values/write-raw.ts";
import { writeValue } from "../values/write-value.ts";
import { pathKey } from "../writing/decisions.ts";
import type { ModuleWriter } from "../writing/module-writer.ts";
import { beforeTriggers } from "./before-triggers.ts";
import { withoutComments } from "./comments-at-keys.ts";
import { type Entry, printEntries, printInline } from "./print-entries.ts";

/** The declarations of inputs. @param event `workflow_dispatch`, `workflow_call`, or `action` for those of an action. */
export function writeInputs(inputs: ValueMap, path: ModelPath, event: string, around: ModuleWriter): string {
  const writer = withoutComments(around);
  return printEntries(
    Object.entries(inputs).map(([name, input = null]) => [name, writeInput(input, [...path, name], event, writer)]),
  );
}

const builders: Readonly<Record<string, string>> = {
  string: "text",
  boolean: "flag",
  number: "number",
  choice: "choice",
  environment: "environment",
};

function writeInput(input: Value, path: ModelPath, event: string, writer: ModuleWriter): string {
  const reason = writer.decisions.raw.get(pathKey(path)) ?? oddity(input, event);
  if (reason !== undefined) return writeRaw(input, path, reason, writer);
  const { type = "string", options = [], ...keys } = (input ?? {}) as ValueMap;
  const entries = Object.entries(keys)
    // GitHub's own default.
    .filter(([key, value]) => key !== "required" || value !== false)
    .map(([key, value = null]): Entry => [key, writeValue(value, [...path, key], beforeTriggers(writer), writer)]);
  const builder = builders[String(type)] ?? "text";
  const choices =
    builder === "choice" ? [writeValue(options, [...path, "options"], beforeTriggers(writer), writer)] : [];
  const described = entries.length === 0 ? [] : [printInline(entries)];
  return `${writer.mark(path)}${writer.language(builder)}(${[...choices, ...described].join(", ")})`;
}

/** Why no builder of the language declares an input, where that is so. */
function oddity(input: Value, event: string): string | undefined {
  if (input === null) return event === "workflow_call" ? "An input of a call needs a type." : undefined;
  if (!isMap(input)) return "This is no declaration of an input.";
  const { type } = input;
  if (event === "workflow_call" && !["string", "boolean", "number"].includes(String(type))) {
    return type === undefined
      ? "An input of a call needs a type."
      : `\`${String(type)}\` is no type of a call's inputs.`;
  }
  if (type !== undefined && builders[String(type)] === undefined) return `\`${String(type)}\` is no type of inputs.`;
  if (event === "action" && type !== undefined) return "An action's inputs have no type.";
  const unknown = Object.keys(input).find(
    (key) => !(inputKeys.has(key) || (event === "action" && key === deprecation)),
  );
  if (unknown !== undefined) return `The language does not know the key \`${unknown}\` of inputs.`;
  if (input.options !== undefined && type !== "choice") return "Only a choice has options.";
  return undefined;
}

const deprecation = "deprecationMessage";
const inputKeys = new Set(["description", "required", "default", "type", "options"]);

/** What a reusable workflow says of secrets. */
export function writeSecrets(secrets: ValueMap, path: ModelPath, around: ModuleWriter): string {
  const writer = withoutComments(around);
  return printEntries(
    Object.entries(secrets).map(([name, secret = null]): Entry => {
      const at = [...path, name];
      const reason = writer.decisions.raw.get(pathKey(at));
      if (reason !== undefined || (secret !== null && !isMap(secret))) {
        return [name, writeRaw(secret, at, reason ?? "This is no declaration of a secret.", writer)];
      }
      const entries = Object.entries(secret ?? {}).map(
        ([key, value = null]): Entry => [key, writeValue(value, [...at, key], beforeTriggers(writer), writer)],
      );
      return [name, writer.mark(at) + printInline(entries)];
    }),
  );
}
