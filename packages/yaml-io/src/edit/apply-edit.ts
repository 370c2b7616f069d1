import { isMap, type ModelPath, type Scalar, type Value, type ValueMap } from "@yardmaster/core";

/** A new value for a node, which may be missing so far, or another name for a key. */
export type NodeEdit =
  | { readonly path: ModelPath; readonly value: Scalar }
  | { readonly path: ModelPath; readonly key: string };

/** The model after an edit; undefined where there is nothing that it could be done to. */
export function applyEdit(model: Value, edit: NodeEdit, path: ModelPath = edit.path): Value | undefined {
  const [key, ...rest] = path;
  if (key === undefined) return "value" in edit ? edit.value : undefined;
  if (Array.isArray(model)) {
    const list = model as readonly Value[];
    const item = typeof key === "number" ? list[key] : undefined;
    const edited = item === undefined ? undefined : applyEdit(item, edit, rest);
    return edited === undefined ? undefined : list.map((other, index) => (index === key ? edited : other));
  }
  if (!isMap(model) || typeof key !== "string") return undefined;
  const map = model as ValueMap;
  if ("key" in edit && rest.length === 0) return renamed(map, key, edit.key);
  const child = map[key] ?? ("value" in edit ? (rest.length === 0 ? null : {}) : undefined);
  const edited = child === undefined ? undefined : applyEdit(child, edit, rest);
  return edited === undefined ? undefined : { ...map, [key]: edited };
}

function renamed(map: ValueMap, from: string, to: string): Value | undefined {
  if (!Object.hasOwn(map, from) || Object.hasOwn(map, to)) return undefined;
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key === from ? to : key, value]));
}
