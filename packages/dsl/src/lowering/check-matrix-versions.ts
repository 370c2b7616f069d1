import type { ModelPath } from "@yardmaster/core";
import { bareValue } from "../author/bare-value.ts";
import { expressionOf } from "../author/expression-of.ts";
import { versionsAsNumbers } from "../values/check-version.ts";
import { versionAsNumber } from "../values/diagnostics.ts";
import { isPlainObject } from "../values/lower.ts";
import type { Lowering } from "../values/lowering.ts";

interface Found {
  readonly value: number;
  readonly path: ModelPath;
}

/** Reports versions that are written as numbers once a name, however many legs have them. */
export function checkMatrixVersions(matrix: unknown, path: ModelPath, into: Lowering): void {
  const found = new Map<string, Found[]>();
  collect(matrix, "matrix", path, found);
  for (const [name, [first, ...others]] of found) {
    if (!first) continue;
    const values = [...new Set([first, ...others].map(({ value }) => value))];
    into.diagnostics.push(versionAsNumber({ name, values }, { path: first.path }));
  }
}

/** Values of a list have its name. */
function collect(value: unknown, name: string, path: ModelPath, found: Map<string, Found[]>): void {
  const bare = bareValue(value);
  const expression = expressionOf(bare);
  if (expression || typeof bare === "number") {
    const numbers = versionsAsNumbers(name, expression ?? (bare as number));
    found.set(name, [...(found.get(name) ?? []), ...numbers.map((each) => ({ value: each, path }))]);
  } else if (Array.isArray(bare)) {
    for (const [index, inner] of bare.entries()) collect(inner, name, [...path, index], found);
  } else if (typeof bare === "object" && bare !== null && isPlainObject(bare)) {
    for (const [key, inner] of Object.entries(bare)) collect(inner, key, [...path, key], found);
  }
}
