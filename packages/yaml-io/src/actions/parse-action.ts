import {
  type ActionMetadata,
  fail,
  isMap,
  type LockedInput,
  ok,
  type Result,
  type Value,
  type ValueMap,
} from "@yardmaster/core";
import { readYaml } from "../read/document.ts";
import { closedSet } from "./closed-set.ts";

type Parsed = Result<ActionMetadata, string>;

/**
 * Reads an `action.yml`, or the `workflow_call` of a reusable workflow. Never throws.
 * @param kind which of the two the file is to be: its path tells.
 * @returns on failure the rest of a sentence that begins with the file's name: `is not valid YAML (line 3): …`.
 */
export function parseAction(text: string, kind: "action" | "workflow"): Parsed {
  const { model, diagnostics } = readYaml(text);
  const [first] = diagnostics;
  if (first) return fail(`cannot be read${lineOf(first.place)}: ${first.message.replace(/\.$/, "")}`);
  if (!isMap(model)) return fail("is not a mapping");
  return kind === "action" ? readAction(model) : readWorkflow(model);
}

function readAction(model: ValueMap): Parsed {
  const runs = model.runs;
  if (!isMap(runs)) return fail("is no action's metadata: it has no `runs`");
  if (typeof runs.using !== "string" || runs.using === "")
    return fail("is no action's metadata: it has no `runs.using`");
  const declared = readDeclarations(model, ["inputs", "outputs"]);
  if (!declared.ok) return declared;
  const inputs = Object.entries(declared.value.inputs).map(([name, input]) => [name, readInput(input)] as const);
  return ok({
    ...descriptionOf(model),
    using: runs.using,
    inputs: fromEntries(inputs),
    ...outputsOf(declared.value.outputs),
  });
}

function readWorkflow(model: ValueMap): Parsed {
  const on = model.on;
  const isNamed = on === "workflow_call" || (Array.isArray(on) && on.includes("workflow_call"));
  const call = isMap(on) && Object.hasOwn(on, "workflow_call") ? (on.workflow_call ?? {}) : isNamed ? {} : undefined;
  if (!isMap(call)) return fail("is no reusable workflow: it has no `workflow_call` trigger");
  const declared = readDeclarations(call, ["inputs", "secrets", "outputs"]);
  if (!declared.ok) return declared;
  const { inputs, secrets, outputs } = declared.value;
  const read: [string, LockedInput][] = [];
  for (const [name, input] of Object.entries(inputs)) {
    const type = input.type;
    if (type !== "string" && type !== "boolean" && type !== "number") {
      return fail(`gives the input ${JSON.stringify(name)} no type of string, boolean or number`);
    }
    const { description, values, ...rest } = readInput(input);
    read.push([
      name,
      {
        ...rest,
        ...(description === undefined ? {} : { description }),
        type,
        ...(values && type === "string" ? { values } : {}),
      },
    ]);
  }
  return ok({
    kind: "workflow",
    ...(typeof model.name === "string" ? { description: model.name } : {}),
    using: "workflow_call",
    inputs: fromEntries(read),
    secrets: fromEntries(
      Object.entries(secrets).map(([name, secret]) => [
        name,
        { required: isTrue(secret.required), ...descriptionOf(secret) },
      ]),
    ),
    ...outputsOf(outputs),
  });
}

type Declarations<K extends string> = Readonly<Record<K, Readonly<Record<string, ValueMap>>>>;

/** Sections of named declarations; an empty one is none, and a declaration without content an empty one. */
function readDeclarations<K extends string>(model: ValueMap, keys: readonly K[]): Result<Declarations<K>, string> {
  const sections: Record<string, Readonly<Record<string, ValueMap>>> = {};
  for (const key of keys) {
    const section = model[key] ?? {};
    if (!isMap(section)) return fail(`has \`${key}\` that are not a mapping`);
    const odd = Object.entries(section).find(([name, value]) => name === "" || (value !== null && !isMap(value)));
    if (odd) return fail(`has \`${key}\` of which ${JSON.stringify(odd[0])} is not a mapping`);
    sections[key] = fromEntries(Object.entries(section).map(([name, value]) => [name, (value ?? {}) as ValueMap]));
  }
  return ok(sections as Declarations<K>);
}

function readInput(input: ValueMap): LockedInput {
  const fallback = input.default;
  const isScalar = typeof fallback === "string" || typeof fallback === "number" || typeof fallback === "boolean";
  const deprecated = input.deprecationMessage;
  const description = descriptionOf(input);
  const values = closedSet(description.description ?? "", isScalar ? String(fallback) : undefined);
  return {
    required: isTrue(input.required),
    ...(isScalar ? { default: fallback } : {}),
    ...(values ? { values } : {}),
    ...description,
    ...(typeof deprecated === "string" ? { deprecated } : {}),
  };
}

function outputsOf(
  outputs: Readonly<Record<string, ValueMap>>,
): Pick<ActionMetadata, "outputs" | "outputDescriptions"> {
  const described = Object.entries(outputs).flatMap(([name, output]) => {
    const { description } = descriptionOf(output);
    return description === undefined ? [] : [[name, description] as const];
  });
  return {
    outputs: Object.keys(outputs).sort(),
    ...(described.length > 0 ? { outputDescriptions: fromEntries(described) } : {}),
  };
}

function descriptionOf(model: ValueMap): { readonly description?: string } {
  const text = typeof model.description === "string" ? model.description.trim() : "";
  return text === "" ? {} : { description: text };
}

/** Metadata writes `required` as a boolean or as a text. */
function isTrue(value: Value | undefined): boolean {
  return value === true || (typeof value === "string" && value.toLowerCase() === "true");
}

function fromEntries<T>(entries: readonly (readonly [string, T])[]): Readonly<Record<string, T>> {
  return Object.fromEntries(entries);
}

function lineOf(place: unknown): string {
  const line = (place as { location?: { line?: number } } | undefined)?.location?.line;
  return line === undefined ? "" : ` (line ${line})`;
}
