/** What modules find without importing it, and that may differ from run to run: time, chance, machine and network. */
const watchedNames = [
  "process",
  "Date",
  "Intl",
  "Math",
  "fetch",
  "performance",
  "crypto",
  "navigator",
  "WebSocket",
  "Worker",
  "WebAssembly",
  "setTimeout",
  "setInterval",
  "setImmediate",
  "queueMicrotask",
  "Function",
  "globalThis",
  "global",
  "require",
] as const;

export interface Surroundings {
  /** Parameters of a function around the modules, which stand before the globals of these names. */
  readonly names: readonly string[];
  readonly values: readonly unknown[];
}

/**
 * The same globals, each telling when a module uses it: what it makes then is not a function of its text alone. `new Date(0)`
 * counts as well, since it may be printed in the host's zone.
 * @param require what the modules load other modules by.
 */
export function watchSurroundings(require: unknown, onUse: () => void): Surroundings {
  const globals = globalThis as unknown as Readonly<Record<string, unknown>>;
  const whole = watchGlobals(globals, onUse);
  const values = watchedNames.map((name) => {
    if (name === "globalThis" || name === "global") return whole;
    if (name === "Math") return watchMath(onUse);
    if (name === "Function") return watch(Function, onUse, true);
    return watch(name === "require" ? require : globals[name], onUse);
  });
  return { names: watchedNames, values };
}

/** @param isCallOnly reading a property tells nothing, as of a class that values are compared with. */
function watch(value: unknown, onUse: () => void, isCallOnly = false): unknown {
  if ((typeof value !== "object" && typeof value !== "function") || value === null) return value;
  const told =
    <A extends unknown[], T>(act: (...given: A) => T) =>
    (...given: A): T => {
      onUse();
      return act(...given);
    };
  return new Proxy(value, {
    apply: told((target, self, given) => Reflect.apply(target as () => unknown, self, given)),
    construct: told((target, given) => Reflect.construct(target as () => unknown, given) as object),
    ...(isCallOnly
      ? {}
      : {
          // Values that are of the class are told by its prototype, which is the same for everybody.
          get: (target, name) => {
            if (name !== "prototype" && name !== Symbol.hasInstance) onUse();
            return Reflect.get(target, name) as unknown;
          },
          set: told((target, name, next) => Reflect.set(target, name, next)),
          has: told((target, name) => Reflect.has(target, name)),
          ownKeys: told((target) => Reflect.ownKeys(target)),
        }),
  });
}

function watchMath(onUse: () => void): Math {
  return Object.create(Math, {
    random: {
      get: () => {
        onUse();
        return Math.random;
      },
    },
  }) as Math;
}

/** The language's own keys are symbols. */
function watchGlobals(globals: object, onUse: () => void): unknown {
  return new Proxy(globals, {
    get: (target, name) => {
      if (typeof name !== "symbol") onUse();
      return Reflect.get(target, name) as unknown;
    },
    set: (target, name, value) => {
      if (typeof name !== "symbol") onUse();
      return Reflect.set(target, name, value);
    },
    has: (target, name) => {
      if (typeof name !== "symbol") onUse();
      return Reflect.has(target, name);
    },
  });
}
