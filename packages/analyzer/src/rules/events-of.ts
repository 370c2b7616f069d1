import { asList, asMap, type Value, type ValueMap } from "@yardmaster/core";

/** The events of a workflow in any of the three forms of `on`, each with its settings; of a schedule there are none here. */
export function eventsOf(on: Value): ReadonlyMap<string, ValueMap> {
  if (typeof on === "string") return new Map([[on, {}]]);
  const listed = asList(on).flatMap((name): [string, ValueMap][] => (typeof name === "string" ? [[name, {}]] : []));
  const mapped = Object.entries(asMap(on) ?? {}).map(([name, settings]): [string, ValueMap] => [
    name,
    asMap(settings) ?? {},
  ]);
  return new Map([...listed, ...mapped]);
}
