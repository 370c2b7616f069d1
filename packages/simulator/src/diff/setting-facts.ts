import { isMap, type ModelPath, type Value } from "@yardmaster/core";
import type { Fact } from "./behaviour.ts";
import { canonicalData, scalarText } from "./canonical.ts";
import type { ChangeKind } from "./change.ts";
import { code } from "./code.ts";

/** One setting by its key, or each entry of a map for itself: `env.X`. */
export function settingFacts(
  kind: ChangeKind,
  key: string,
  value: Value | undefined,
  path: ModelPath,
): readonly Fact[] {
  if (value === undefined || value === null) return [];
  if (!isMap(value)) return [plain(kind, key, value, path)];
  return Object.entries(value).flatMap(([name, inner]) =>
    inner === undefined || (isMap(inner) && Object.keys(inner).length === 0)
      ? []
      : isMap(inner)
        ? settingFacts(kind, `${key}.${name}`, inner, [...path, name])
        : [plain(kind, `${key}.${name}`, inner, [...path, name])],
  );
}

function plain(kind: ChangeKind, key: string, value: Value, path: ModelPath): Fact {
  const text = typeof value === "object" ? canonicalData(value) : scalarText(value);
  return { kind, subject: code(key), path, value: text, shown: code(text) };
}

/** A group's name ignores case. Source: docs.github.com, "Workflow syntax", `concurrency`. */
export function concurrencyFacts(value: Value | undefined, path: ModelPath): readonly Fact[] {
  if (value === undefined || value === null) return [];
  const { group, queue = "single", ...rest } = isMap(value) ? value : { group: value };
  const cancels = isMap(value) ? value["cancel-in-progress"] : false;
  const { "cancel-in-progress": _, ...others } = rest as Readonly<Record<string, Value | undefined>>;
  const fact = (name: string, text: string): Fact => ({
    kind: "concurrency",
    subject: `${code(name)} of the concurrency`,
    path,
    value: name === "group" ? text.toLowerCase() : text,
    shown: code(text),
  });
  return [
    fact("group", scalarText(group)),
    fact("cancel-in-progress", scalarText(cancels ?? false)),
    fact("queue", scalarText(queue)),
    ...settingFacts("concurrency", "concurrency", others, path),
  ];
}
