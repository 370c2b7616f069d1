import { asList, asMap, count, type Value, type WorkflowView } from "@yardmaster/core";
import { type PartialMap, type PartialValue, Unknown } from "@yardmaster/core/evaluation";
import type { SimulatedEvent } from "../trace/event.ts";
import type { Reason } from "../trace/trace.ts";
import { entryNamed } from "./called-inputs.ts";

/** What a manual run is given. */
export interface DispatchInputs {
  /** `inputs`: booleans and numbers are such. */
  readonly inputs: PartialMap;
  /** `github.event.inputs`: all are texts. */
  readonly texts: PartialMap;
}

/**
 * Inputs of `workflow_dispatch`, those that nobody gave with their defaults.
 * Source: docs.github.com, "Contexts reference", `inputs`, and "Events that trigger workflows", `workflow_dispatch`.
 */
export function dispatchInputs({ payload }: SimulatedEvent, { events }: WorkflowView): DispatchInputs {
  const declared = Object.entries(asMap(events.get("workflow_dispatch")?.inputs) ?? {});
  const given = asMap(payload.inputs) ?? {};
  const inputs: [string, PartialValue][] = [];
  const texts: [string, PartialValue][] = [];
  for (const [name, declaration] of declared) {
    const type = asMap(declaration)?.type ?? "string";
    const [, value = null] = entryNamed(given, name) ?? ["", asMap(declaration)?.default];
    const text = value === null ? unset(name, type) : String(value);
    texts.push([name, text]);
    inputs.push([name, text instanceof Unknown ? text : typed(text, type)]);
  }
  return { inputs: Object.fromEntries(inputs), texts: Object.fromEntries(texts) };
}

/**
 * Why GitHub answers a dispatch with an error in place of a run. Source: docs.github.com, REST, "Create a workflow dispatch
 * event", whose answers are 422.
 */
export function refuseDispatch({ payload }: SimulatedEvent, { events }: WorkflowView): Reason | undefined {
  const declared = asMap(events.get("workflow_dispatch")?.inputs) ?? {};
  const given = asMap(payload.inputs) ?? {};
  const refuse = (code: string, text: string, name: string): Reason => ({
    code,
    text,
    path: ["on", "workflow_dispatch", "inputs", name],
  });
  for (const [name, declaration] of Object.entries(declared)) {
    const { required, type, default: standard, options } = asMap(declaration) ?? {};
    const [, value] = entryNamed(given, name) ?? [];
    if (value === undefined) {
      if (required !== true || (standard !== undefined && standard !== null) || type === "boolean") continue;
      return refuse("dispatch-input-missing", `the input \`${name}\` is required`, name);
    }
    const wrong = wrongText(String(value), type, options);
    if (wrong) return refuse("dispatch-input-type", `the input \`${name}\` is \`${String(value)}\`, ${wrong}`, name);
  }
  const surplus = Object.keys(given).find((name) => !entryNamed(declared, name));
  if (surplus === undefined) return undefined;
  return {
    code: "dispatch-input-undeclared",
    text: `there is no input \`${surplus}\``,
    path: ["on", "workflow_dispatch"],
  };
}

function wrongText(text: string, type: Value | undefined, options: Value | undefined): string | undefined {
  if (type === "boolean") return text === "true" || text === "false" ? undefined : "and has to be true or false";
  if (type === "number") return text.trim() === "" || Number.isNaN(Number(text)) ? "which is no number" : undefined;
  if (type !== "choice") return undefined;
  const allowed = asList(options).map(String);
  return allowed.includes(text) ? undefined : `which is none of its ${count(allowed.length, "option")}`;
}

/** An unticked box is false; what a list or a number without a default starts with is not documented. */
function unset(name: string, type: Value): string | Unknown {
  if (type === "boolean") return "false";
  return type === "choice" || type === "number" ? new Unknown([`inputs.${name}`]) : "";
}

function typed(text: string, type: Value): PartialValue {
  if (type === "boolean") return text === "true";
  return type === "number" && text.trim() !== "" && !Number.isNaN(Number(text)) ? Number(text) : text;
}
