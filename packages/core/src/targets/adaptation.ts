import type { Diagnostic, ModelPath } from "../diagnostics/diagnostic.ts";
import { isMap } from "../model/is-map.ts";
import type { Value, ValueMap } from "../model/model.ts";
import type { Target } from "../platform/target.ts";
import { targetLacks } from "./diagnostics.ts";
import { type FeatureId, features, hasFeature } from "./feature-table.ts";

/** One workflow on its way to a target. */
export interface Adaptation {
  readonly target: Target;
  readonly diagnostics: Diagnostic[];
}

/** Reports a feature at its place, unless the target has it. `reason` says why it could not be written otherwise. */
export function refuse(into: Adaptation, id: FeatureId, path: ModelPath, reason?: string): void {
  if (hasFeature(into.target, id)) return;
  into.diagnostics.push(targetLacks({ target: into.target, feature: features[id].name, reason }, { path }));
}

export function asMap(value: Value | undefined): ValueMap | undefined {
  return isMap(value) ? value : undefined;
}

export function asList(value: Value | undefined): readonly Value[] {
  return Array.isArray(value) ? value : [];
}

/** What a list, or a single text in its place, names. */
export function textsIn(value: Value | undefined): readonly string[] {
  const list = typeof value === "string" ? [value] : asList(value);
  return list.filter((item) => typeof item === "string");
}

/** Replaces the values of a map; a key whose value becomes undefined goes. The map itself comes back when none changes. */
export function mapEntries(
  map: ValueMap,
  replace: (key: string, value: Value | undefined) => Value | undefined,
): ValueMap {
  const entries = Object.entries(map).map(([key, value]) => [key, replace(key, value)] as const);
  if (entries.every(([key, value]) => value === map[key])) return map;
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}
