import type { ModelPath, Value, ValueMap } from "@yardmaster/core";
import { printMap, printSource, printText } from "./print-source.ts";

/** The argument of `triggers`. A text or list of events is a map without bodies. */
export function printTriggers(on: Value): string {
  if (typeof on === "string") return printMap([[on, "null"]], ["on"]);
  if (Array.isArray(on))
    return printMap(
      on.map((event) => [String(event), "null"]),
      ["on"],
    );
  return printMap(
    Object.entries(on as ValueMap).map(([event, body]) => [event, printEvent(event, body ?? null)]),
    ["on"],
  );
}

function printEvent(event: string, body: Value): string {
  const path = ["on", event];
  const withInputs = event === "workflow_dispatch" || event === "workflow_call";
  if (!withInputs || body === null || typeof body !== "object") return printSource(body, path);
  const { outputs: _printedWithTheJobs, ...keys } = body as ValueMap;
  return printMap(
    Object.entries(keys).map(([key, value]) => [key, printPart(key, value ?? null, [...path, key])]),
    path,
  );
}

function printPart(key: string, value: Value, path: ModelPath): string {
  if (key === "inputs" && value !== null) {
    const inputs = Object.entries(value as Readonly<Record<string, ValueMap | null>>);
    return printMap(
      inputs.map(([name, input]) => [name, printInput(input ?? {}, [...path, name])]),
      path,
    );
  }
  if (key !== "secrets" || value === null) return printSource(value, path);
  const secrets = Object.entries(value as Readonly<Record<string, Value>>);
  return printMap(
    secrets.map(([name, secret]) => [name, printSource(secret ?? {}, [...path, name])]),
    path,
  );
}

const builders: Readonly<Record<string, string>> = {
  string: "text",
  boolean: "flag",
  number: "number",
  choice: "choice",
  environment: "environment",
};

/** Without a type, an input is a text. */
function printInput(input: ValueMap, path: ModelPath): string {
  const { type = "string", options, ...rest } = input;
  const builder = builders[type as string] ?? `inputOf(${printText(String(type))})`;
  const declared = printSource(rest as Value, path);
  return builder === "choice"
    ? `choice(${printSource(options ?? [], [...path, "options"])}, ${declared})`
    : `${builder}(${declared})`;
}
