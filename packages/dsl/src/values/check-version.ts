import type { Expression, ModelPath } from "@yardmaster/core";
import { versionAsNumber } from "./diagnostics.ts";
import type { Lowering } from "./lowering.ts";

/** What people name the version of by the name of the thing alone. */
const versioned = new Set(
  [
    "bun clang cmake crystal cuda dart deno django dotnet elixir erlang flutter gcc ghc go golang gradle haskell helm",
    "java jdk jre julia k8s kotlin kubernetes laravel llvm lua mariadb maven mongodb mysql nim nix node nodejs npm ocaml",
    "openssl otp perl php pnpm postgres postgresql pypy python pytorch rails redis ruby rust scala swift symfony",
    "terraform torch typescript xcode yarn zig",
  ].flatMap((line) => line.split(" ")),
);

/** Whether a number with a fraction under this name stands where a version may: TypeScript cannot tell 3.10 from 3.1. */
export function isVersionAsNumber(name: string, value: unknown): value is number {
  return typeof value === "number" && !Number.isInteger(value) && isVersionName(name);
}

/** Those of a value's numbers that are versions under this name, also where an expression may give them. */
export function versionsAsNumbers(name: string, value: number | Expression): readonly number[] {
  return (typeof value === "number" ? [value] : numbersOf(value)).filter((number) => isVersionAsNumber(name, number));
}

/** Reports a version that is written as a number; those of a matrix are reported together. */
export function checkVersion(value: number | Expression, path: ModelPath, into: Lowering): void {
  const name = nameOf(path);
  if (name === undefined || isInMatrix(path)) return;
  const values = versionsAsNumbers(name, value);
  if (values.length > 0) into.diagnostics.push(versionAsNumber({ name, values }, { path }));
}

function isInMatrix([jobs, , strategy, matrix]: ModelPath): boolean {
  return jobs === "jobs" && strategy === "strategy" && matrix === "matrix";
}

/** Of an axis, an input, a variable; a default belongs to its input. */
function nameOf(path: ModelPath): string | undefined {
  const names = path.filter((key) => typeof key === "string");
  return names.at(-1) === "default" ? names.at(-2) : names.at(-1);
}

/** Numbers that can be the value: what is only compared is none. */
function numbersOf(expression: Expression): readonly number[] {
  switch (expression.kind) {
    case "literal":
      return typeof expression.value === "number" ? [expression.value] : [];
    case "logical":
      return expression.operands.flatMap(numbersOf);
    case "call":
      return expression.arguments.flatMap(numbersOf);
    default:
      return [];
  }
}

function isVersionName(name: string): boolean {
  const words = name.replace(/([a-z0-9])([A-Z])/g, "$1-$2").toLowerCase();
  return /(?:^|[-_. ])versions?$/.test(words) || versioned.has(words) || versioned.has(words.replace(/s$/, ""));
}
