import { textsIn, type ValueMap } from "@yardmaster/core";

/**
 * Of `workflow_dispatch`: values for the inputs that have to be given, and for no more.
 * @param settings of the event, as `on` has them.
 */
export function requiredInputs(settings: ValueMap): Readonly<Record<string, string | boolean | number>> {
  const inputs = Object.entries((settings.inputs ?? {}) as Record<string, ValueMap | null>);
  return Object.fromEntries(
    inputs.flatMap(([key, input]) => {
      if (input?.required !== true || input.default !== undefined) return [];
      const [option = "text"] = textsIn(input.options);
      return [[key, input.type === "boolean" ? true : input.type === "number" ? 1 : option]];
    }),
  );
}
