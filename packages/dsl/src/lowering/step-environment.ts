import { AuthoringError, type Expression, isMap } from "@yardmaster/core";
import { bareValue } from "../author/bare-value.ts";
import { expressionOf } from "../author/expression-of.ts";
import { commented, uncomment } from "../author/noted.ts";
import { raw, rawOf } from "../author/raw.ts";
import { expr } from "../expressions/expr.ts";
import { environmentWhole } from "./step-diagnostics.ts";

type Keys = Readonly<Record<string, unknown>>;

/** Names of the variables in an `env` that is a map; none of one that is computed at run time. */
export function environmentNames(env: unknown): readonly string[] {
  const map = bareValue(env);
  return isPlainMap(map) ? Object.keys(map) : [];
}

/**
 * A step's keys with the variables of its script in its `env`.
 * @throws AuthoringError when `env` is one expression, which no entry can join.
 */
export function withVariables(keys: Keys, variables: Readonly<Record<string, Expression>>): Keys {
  const added = Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, expr(value)] as const));
  if (Object.keys(added).length === 0) return keys;
  const hatch = rawOf(keys.raw);
  const own = hatch && bareValue(hatch.value);
  if (!isPlainMap(own) || own.env === undefined) return { ...keys, env: join(keys.env, added) };
  return { ...keys, raw: raw({ ...own, env: join(own.env, added) }, hatch?.why ?? "") };
}

function join(env: unknown, added: Keys): unknown {
  const { value, comments } = uncomment(env);
  const hatch = rawOf(value);
  if (!hatch && value !== undefined && value !== null && !isPlainMap(value)) {
    throw new AuthoringError(environmentWhole({ names: Object.keys(added) }));
  }
  const joined = hatch ? raw(join(hatch.value, added), hatch.why) : { ...(value as Keys | undefined), ...added };
  return comments.length > 0 ? commented(joined, comments) : joined;
}

function isPlainMap(value: unknown): value is Keys {
  return isMap(value) && !expressionOf(value);
}
