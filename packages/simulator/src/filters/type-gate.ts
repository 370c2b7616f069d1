import { platformEvents, textsIn } from "@yardmaster/core";
import { textOf } from "../events/payload-field.ts";
import { type Gate, leavesOpen, passes, refuses } from "./gate.ts";
import { listed } from "./listed.ts";

/** Activity types. Source: docs.github.com, "Workflow syntax", `on.<event_name>.types`. */
export const typeGate: Gate = ({ settings, path, event, rule }) => {
  const { types } = settings;
  const stated = textsIn(types);
  const isStated = types !== undefined && types !== null;
  const wanted = isStated ? stated : rule.defaultTypes;
  if (!wanted || !hasTypes(event.name)) return undefined;
  const at = isStated ? [...path, "types"] : path;
  const action = textOf(event.payload, "action");
  if (action === undefined) {
    return leavesOpen("type-unknown", "the activity type is not known", ["github.event.action"], at);
  }
  const reads = ["action"];
  if (wanted.includes(action)) {
    const text = isStated ? `\`types\` lists \`${action}\`` : `\`${action}\` counts without \`types\``;
    return { ...passes("types-match", text, at), reads };
  }
  const text = isStated
    ? `\`types\` lists ${listed(wanted)}, not \`${action}\``
    : `without \`types\`, \`${event.name}\` counts ${listed(wanted)}, not \`${action}\``;
  return { ...refuses(isStated ? "types-none-match" : "types-default", text, at), reads };
};

function hasTypes(name: string): boolean {
  if (!Object.hasOwn(platformEvents, name)) return false;
  const keys: readonly string[] = platformEvents[name as keyof typeof platformEvents].keys;
  return keys.includes("types");
}
