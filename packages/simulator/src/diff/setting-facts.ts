import { isMap, type ModelPath, type Value } from "@yardmaster/core";
import type { Fact } from "./behaviour.ts";
import { canonicalData, scalarText, writtenText } from "./canonical.ts";
import type { ChangeKind } from "./change.ts";
import { code } from "./code.ts";

/** One setting by its key, or each entry of a map for itself: `env.X`. @param name of the setting, or what holds it first. */
export function settingFacts(
  kind: ChangeKind,
  name: string | readonly string[],
  value: Value | undefined,
  path: ModelPath,
): readonly Fact[] {
  const names = typeof name === "string" ? [name] : name;
  if (value === undefined || value === null) return [];
  if (!isMap(value)) return [plain(kind, names, value, path)];
  return Object.entries(value).flatMap(([key, inner]) =>
    inner === undefined ? [] : settingFacts(kind, [...names, key], inner ?? "", [...path, key]),
  );
}

function plain(kind: ChangeKind, names: readonly string[], value: Value, path: ModelPath): Fact {
  const text = typeof value === "object" ? canonicalData(value) : scalarText(value);
  const written = writtenText(value);
  const key = JSON.stringify(names);
  return { kind, subject: code(names.join(".")), key, path, value: text, shown: code(written), text: written };
}

/** A group's name ignores case. Source: docs.github.com, "Workflow syntax", `concurrency`. */
export function concurrencyFacts(value: Value | undefined, path: ModelPath): readonly Fact[] {
  if (value === undefined || value === null) return [];
  const { group, queue = "single", ...rest } = isMap(value) ? value : { group: value };
  const cancels = isMap(value) ? value["cancel-in-progress"] : false;
  const { "cancel-in-progress": _, ...others } = rest as Readonly<Record<string, Value | undefined>>;
  const fact = (name: string, given: Value): Fact => ({
    kind: "concurrency",
    subject: `${code(name)} of the concurrency`,
    path,
    value: name === "group" ? scalarText(given).toLowerCase() : scalarText(given),
    shown: code(writtenText(given)),
    text: writtenText(given),
  });
  return [
    fact("group", group ?? null),
    fact("cancel-in-progress", cancels ?? false),
    fact("queue", queue ?? "single"),
    ...settingFacts("concurrency", "concurrency", others, path),
  ];
}
