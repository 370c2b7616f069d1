import type { Expression } from "@yardmaster/core";
import { expressionOf } from "../author/expression-of.ts";
import { isAskedByLanguage, missing } from "../author/missing.ts";
import { captureOrigin } from "../author/origin.ts";
import { expr, shapeOf } from "./expr.ts";

export interface HandleOwner {
  /** How the author reads it: `gate.outputs`. */
  readonly readAs: string;
  /** `The job "gate" has no output`. */
  readonly lacks: string;
  /** What a name would stand for on GitHub. */
  readonly expression?: Expression;
}

/** Handles by name; a name that is not there is reported by what uses it, and not taken for a key that was left out. */
export function namedHandles<T extends object>(handles: T, owner: HandleOwner): T {
  const { readAs, lacks, expression: object = { kind: "context", name: readAs } } = owner;
  return new Proxy(handles, {
    get: (target, name, receiver) => {
      if (typeof name === "symbol" || Object.hasOwn(target, name) || isAskedByLanguage(name)) {
        const handle: unknown = Reflect.get(target, name, receiver);
        return captureOrigin() === undefined ? handle : readHere(handle);
      }
      const wrong = { read: `${readAs}.${name}`, lacks, name, known: Object.keys(target) };
      return missing({ kind: "property", object, name }, wrong);
    },
  });
}

/** A handle that findings place where it is read, and not where its job or step was made. */
function readHere(handle: unknown): unknown {
  const expression = expressionOf(handle);
  return expression ? expr(expression, shapeOf(handle)) : handle;
}
