import { asList, asMap, isMap, type Value, type ValueMap } from "@yardmaster/core";
import type { TypedAction, TypedDocument, TypedWorkflow } from "./document.ts";
import { anyType, booleanType, numberType, objectOf, oneOf, textType, unite, type ValueType } from "./value-type.ts";

/** The `inputs` of a workflow or an action. Whoever starts it otherwise than by the event that declares one, gives null. */
export function inputsType(document: TypedDocument): ValueType {
  if (document.kind === "action") return inputsOfAction(document);
  const { events } = document;
  const declared = ["workflow_call", "workflow_dispatch"].flatMap((event) => {
    const settings = events.get(event);
    return settings ? [{ event, inputs: settings.inputs }] : [];
  });
  if (declared.some(({ inputs }) => inputs !== undefined && inputs !== null && !isMap(inputs))) return anyType;
  const byName = new Map<string, { readonly name: string; readonly types: ValueType[] }>();
  for (const { event, inputs } of declared) {
    for (const [name, input] of Object.entries(asMap(inputs) ?? {})) {
      const known = byName.get(name.toLowerCase()) ?? { name, types: [] };
      known.types.push(event === "workflow_call" ? typeOfCallInput(input) : typeOfDispatchInput(input));
      byName.set(name.toLowerCase(), known);
    }
  }
  const nothing = oneOf([null]);
  return objectOf(
    [...byName.values()].map(({ name, types }) => {
      const isAlways = types.length === events.size;
      return [name, unite(isAlways ? types : [...types, nothing])] as const;
    }),
    { of: "inputs" },
  );
}

/** `github.event.inputs`: texts all of them. Undefined where the event may be another workflow's. */
export function eventInputsType({ events }: TypedWorkflow): ValueType | undefined {
  const dispatch = events.get("workflow_dispatch");
  if (!dispatch || events.has("workflow_call")) return undefined;
  const { inputs } = dispatch;
  if (inputs !== undefined && inputs !== null && !isMap(inputs)) return undefined;
  return objectOf(
    Object.entries(asMap(inputs) ?? {}).map(([name, input]) => [name, textOfDispatchInput(input)] as const),
    { of: "event-inputs" },
  );
}

function inputsOfAction({ model: { inputs } }: TypedAction): ValueType {
  if (inputs !== undefined && inputs !== null && !isMap(inputs)) return anyType;
  return objectOf(
    Object.entries(asMap(inputs) ?? {}).map(([name, input]) => [name, textOfActionInput(input)] as const),
    { of: "inputs" },
  );
}

function textOfActionInput(input: Value | undefined): ValueType {
  return /^(?:true|false)$/i.test(String(asMap(input)?.default)) ? { ...textType, isBooleanText: true } : textType;
}

function typeOfCallInput(input: Value | undefined): ValueType {
  const type = asMap(input)?.type;
  if (type === "boolean") return booleanType;
  return type === "number" ? numberType : type === "string" ? textType : anyType;
}

function typeOfDispatchInput(input: Value | undefined): ValueType {
  const { type } = asMap(input) ?? {};
  if (type === "boolean") return booleanType;
  // Whoever starts it by REST can give a number as text.
  return type === "number" ? { kind: "scalar", kinds: ["number", "text"] } : (choices(asMap(input)) ?? textType);
}

function textOfDispatchInput(input: Value | undefined): ValueType {
  if (asMap(input)?.type === "boolean") return oneOf(["true", "false", null]);
  return choices(asMap(input)) ?? { kind: "scalar", kinds: ["text", "null"] };
}

/** One of the options, or empty where nothing was chosen. */
function choices(input: ValueMap | undefined): ValueType | undefined {
  const options = asList(input?.options);
  if (input?.type !== "choice" || options.length === 0) return undefined;
  const texts = options.map((option) => (typeof option === "object" ? undefined : String(option)));
  if (texts.some((text) => text === undefined || text.includes("${{"))) return undefined;
  return oneOf(["", ...texts.filter((text) => text !== undefined)]);
}
