import { type Diagnostic, type Expression, reportMistake } from "@yardmaster/core";
import { propertyUnknown, type WrongRead } from "./diagnostics.ts";
import { expressionKey } from "./expression-key.ts";

/** What a read of something that is not there gives: a handle that whoever uses it reports. */
interface Missing {
  readonly diagnostic: Diagnostic;
  /** Where it was read. */
  readonly stack: string | undefined;
  isReported: boolean;
}

const missingKey = Symbol.for("yardmaster.missing");

/**
 * In place of `undefined`, which would be taken for a key that was left out. It stands for the expression that the author
 * meant; the mistake is reported once, where it was read, by whatever uses it. A read that nothing uses is harmless.
 */
export function missing(expression: Expression, wrong: WrongRead): unknown {
  const { stack } = new Error("read");
  return missingHandle(expression, { diagnostic: propertyUnknown(wrong), stack, isReported: false });
}

/** Reports the value if it is one that nothing was found for. */
export function reportMissing(value: object): void {
  const missed = (value as { [missingKey]?: Missing })[missingKey];
  if (!missed || missed.isReported) return;
  missed.isReported = true;
  reportMistake(missed.diagnostic, missed.stack);
}

/** Whether JavaScript itself asks for the name, as `await`, `JSON.stringify` and tools that print a value do. */
export function isAskedByLanguage(name: string): boolean {
  return name === "then" || name === "toJSON" || name in Object.prototype;
}

function missingHandle(expression: Expression, missed: Missing): unknown {
  // A function, so that a call of it is a use like any other.
  const target = Object.assign(() => undefined, { [expressionKey]: expression, [missingKey]: missed });
  return new Proxy(target, {
    get: (_target, name) => {
      if (name === expressionKey) return expression;
      if (name === missingKey) return missed;
      if (name === Symbol.toPrimitive || name === "toString" || name === "valueOf" || name === "toJSON") {
        return () => {
          reportMissing(target);
          return missed.diagnostic.message;
        };
      }
      if (typeof name === "symbol" || isAskedByLanguage(name)) return undefined;
      return missingHandle({ kind: "property", object: expression, name }, missed);
    },
    apply: () => {
      reportMissing(target);
      return missingHandle(expression, missed);
    },
  });
}
