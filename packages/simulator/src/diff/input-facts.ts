import { asMap, type ModelPath, type Value, type ValueMap } from "@yardmaster/core";
import type { Fact } from "./behaviour.ts";
import { canonicalData, scalarText, writtenText } from "./canonical.ts";
import { code } from "./code.ts";
import { textsOf } from "./trigger-facts.ts";

/** What callers and people who start it by hand may give, have to give, and get. */
export function inputFacts(events: ReadonlyMap<string, ValueMap>): readonly Fact[] {
  return ["workflow_dispatch", "workflow_call"].flatMap((event) => {
    const settings = events.get(event);
    return settings ? contractFacts(settings, ["on", event], ` of ${code(event)}`) : [];
  });
}

/** The same of an action's metadata. */
export function contractFacts({ inputs, secrets, outputs }: ValueMap, at: ModelPath, of: string): readonly Fact[] {
  return [
    ...entries(inputs).map(([name, value]) => given("input", name, value, [...at, "inputs", name], of)),
    ...entries(secrets).map(([name, value]) => given("secret", name, value, [...at, "secrets", name], of)),
    ...entries(outputs).map(([name, value]): Fact => {
      const text = scalarText(value.value);
      const subject = `output ${code(name.toLowerCase())}${of}`;
      return {
        kind: "inputs",
        subject,
        path: [...at, "outputs", name],
        value: text,
        shown: text === "" ? "there" : code(writtenText(value.value)),
      };
    }),
  ];
}

const types = new Set(["string", "boolean", "number", "choice", "environment"]);

function entries(map: Value | undefined): readonly (readonly [string, ValueMap])[] {
  return Object.entries(asMap(map) ?? {}).map(([name, value]) => [name, asMap(value) ?? {}]);
}

/** Without a default, a required input that nobody gives refuses the start; descriptions do nothing. */
function given(what: string, name: string, keys: ValueMap, path: ModelPath, of: string): Fact {
  const {
    required,
    type = "string",
    default: standard,
    options,
    description: _,
    deprecationMessage: __,
    ...others
  } = keys;
  const isRequired = required === true || required === "true";
  const parts = [
    isRequired ? "required" : "optional",
    ...(what === "secret" ? [] : [typeof type === "string" && types.has(type) ? type : code(writtenText(type))]),
    ...(standard === undefined || standard === null ? [] : [`default ${code(writtenText(standard))}`]),
    ...(options === undefined ? [] : [`one of ${textsOf(options).map(code).join(", ")}`]),
  ];
  const value = canonicalData([isRequired, type, standard ?? null, options ?? null, others]);
  return {
    kind: "inputs",
    subject: `${what} ${code(name.toLowerCase())}${of}`,
    path,
    value,
    shown: parts.join(", "),
    weigh: "guard",
  };
}
