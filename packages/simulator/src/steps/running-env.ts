import { type StepView, scriptWrites } from "@yardmaster/core";
import { type PartialMap, type PartialValue, Unknown } from "@yardmaster/core/evaluation";
import type { GivenStep } from "../trace/facts.ts";
import type { NamesRead } from "./names-read.ts";

/**
 * The variables that a job's steps share: those of its workflow and of the job, and what steps wrote to `GITHUB_ENV`. An
 * action may write any name, and so may a script that runs more than it shows. What is declared is taken to stay as it is
 * unless a script visibly writes it, or something that cannot be read; what is declared nowhere is not known behind such a step.
 */
export interface RunningEnv {
  readonly values: PartialMap;
  /** Whether others may be there. */
  readonly isOpen: boolean;
  /** In place of all: nobody knows which names there are. */
  readonly unknown?: Unknown;
}

/** Later maps overwrite earlier ones. */
export function mergeEnv(env: RunningEnv, more: PartialMap | Unknown, ignoresCase: boolean): RunningEnv {
  if (more instanceof Unknown) return { ...env, unknown: more };
  const names = Object.keys(more);
  if (names.length === 0) return env;
  return { ...env, values: { ...withoutTwins(env.values, ignoresCase ? names : []), ...more } };
}

/** As `env` reads it; the same object for the same variables. */
export function envContext(env: RunningEnv, read: () => NamesRead): PartialMap | Unknown {
  if (!env.isOpen && !env.unknown) return env.values;
  const known = contexts.get(env);
  if (known) return known;
  const made = env.unknown ? new Unknown(["env"]) : openContext(env.values, read().get("env"));
  contexts.set(env, made);
  return made;
}

const contexts = new WeakMap<RunningEnv, PartialMap | Unknown>();

function openContext(values: PartialMap, names: ReadonlySet<string> | undefined): PartialMap | Unknown {
  if (!names) return values;
  if (names.has("*")) return new Unknown(["env"]);
  const known = new Set(Object.keys(values).map((name) => name.toLowerCase()));
  const others = [...names].filter((name) => !known.has(name.toLowerCase()));
  if (others.length === 0) return values;
  return { ...Object.fromEntries(others.map((name) => [name, new Unknown([`env.${name}`])])), ...values };
}

/** As a trace shows it. */
export function shownEnv({ values, unknown }: RunningEnv): PartialMap {
  return unknown ? { ...values, "*": unknown } : values;
}

/**
 * Behind a step that ran, or may have.
 * @param given what it wrote, as somebody says: then it wrote nothing else.
 */
export function envAfter(
  env: RunningEnv,
  step: StepView,
  given: GivenStep | undefined,
  isCertain: boolean,
): RunningEnv {
  if (given?.env) {
    const entries = Object.entries(given.env).map(([name, value]): [string, PartialValue] => [
      name,
      isCertain ? value : new Unknown([`env.${name}`]),
    ]);
    return { ...env, values: { ...env.values, ...Object.fromEntries(entries) } };
  }
  // It writes no variable in either way that the runner has, and what is not declared is not known already.
  if (env.isOpen && step.script && !/github_env|set-env/i.test(step.script.text)) return env;
  const writes = writesOf(step);
  if (writes.mayBeAny) {
    const values = Object.keys(env.values).map((name) => [name, new Unknown([`env.${name}`])]);
    return { ...env, values: Object.fromEntries(values), isOpen: true };
  }
  if (writes.names.length === 0) return writes.isOpen && !env.isOpen ? { ...env, isOpen: true } : env;
  const unknown = writes.names.map((name): [string, PartialValue] => [name, new Unknown([`env.${name}`])]);
  return { ...env, values: { ...env.values, ...Object.fromEntries(unknown) }, isOpen: env.isOpen || writes.isOpen };
}

interface EnvWrites {
  readonly names: readonly string[];
  readonly isOpen: boolean;
  /** It visibly writes something, and which variable that is cannot be read: it may be one that is declared. */
  readonly mayBeAny?: boolean;
}

const nothing: EnvWrites = { names: [], isOpen: false };
const anything: EnvWrites = { names: [], isOpen: true };
const written = new WeakMap<StepView, EnvWrites>();

function writesOf(step: StepView): EnvWrites {
  const { script, uses } = step;
  if (!script) return uses ? anything : nothing;
  const known = written.get(step);
  if (known) return known;
  const language = languages[script.shell ?? "other"];
  let found = anything;
  if (
    language !== undefined &&
    (language !== "shell" || /github_env|::set-env/i.test(script.text) || isShort(script.text))
  ) {
    const { names, isComplete, hasUnread } = scriptWrites(script.text, language, "GITHUB_ENV", script.shellScript);
    found = { names: [...names], isOpen: !isComplete, mayBeAny: hasUnread };
  }
  written.set(step, found);
  return found;
}

/** Long scripts run something that may write any name, nearly all of them, and are long to read. */
function isShort(text: string): boolean {
  return text.length <= 2_000;
}

const languages: Readonly<Record<string, "shell" | "powershell" | "python" | undefined>> = {
  bash: "shell",
  sh: "shell",
  pwsh: "powershell",
  powershell: "powershell",
  python: "python",
};

function withoutTwins(values: PartialMap, names: readonly string[]): PartialMap {
  if (names.length === 0) return values;
  const taken = new Set(names.map((name) => name.toLowerCase()));
  return Object.fromEntries(Object.entries(values).filter(([name]) => !taken.has(name.toLowerCase())));
}
