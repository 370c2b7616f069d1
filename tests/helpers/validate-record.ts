import { readFileSync } from "node:fs";
import { Ajv2020, type AnySchemaObject, type ValidateFunction } from "ajv/dist/2020.js";

export const decisionSchema = readSchema("decision");
const logSchema = readSchema("dispatch-log");

const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true });
const decision = ajv.compile(decisionSchema);
const logLine = ajv.compile(logSchema);

/** @param json The text of a decision.json, or its value. @returns what the schema says against it, a line each. */
export function validateRecord(json: unknown): readonly string[] {
  return validate(decision, json);
}

/** As {@link validateRecord}, for one line of a dispatch-log.ndjson. */
export function validateLogLine(json: unknown): readonly string[] {
  return validate(logLine, json);
}

function validate(check: ValidateFunction, json: unknown): readonly string[] {
  let value = json;
  if (typeof json === "string") {
    try {
      value = JSON.parse(json);
    } catch {
      return ["/ is not JSON"];
    }
  }
  if (check(value)) return [];
  return (check.errors ?? []).map(
    ({ instancePath, message, params }) => `${instancePath || "/"} ${message} ${JSON.stringify(params)}`,
  );
}

function readSchema(name: string): AnySchemaObject {
  const file = new URL(`../../packages/orchestrator/schemas/${name}.schema.json`, import.meta.url);
  return JSON.parse(readFileSync(file, "utf8")) as AnySchemaObject;
}
