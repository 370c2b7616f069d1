import { isPolicy, type Policy } from "@yardmaster/core";
import { policiesMissing, policyInvalid } from "./diagnostics.ts";
import type { Evaluated } from "./evaluate-bundle.ts";
import { isPolicyModule } from "./list-sources.ts";
import type { Problem } from "./problem.ts";

/** What a repository asks of its workflows. */
export interface LoadedPolicies {
  /** The module that exports them; undefined where there is none. */
  readonly source: string | undefined;
  readonly policies: readonly Policy[];
}

export function readPolicies(
  modules: readonly Evaluated[],
  sources: readonly string[],
): { readonly loaded: LoadedPolicies; readonly problems: readonly Problem[] } {
  const position = sources.findIndex(isPolicyModule);
  const source = sources[position];
  const module = modules[position];
  if (source === undefined || !module || !("documents" in module)) {
    return { loaded: { source, policies: [] }, problems: [] };
  }
  const { policies } = module;
  if (!Array.isArray(policies)) {
    const problem = { diagnostic: policiesMissing({ source }), source };
    return { loaded: { source, policies: [] }, problems: [problem] };
  }
  const given: readonly unknown[] = policies.flat(Number.POSITIVE_INFINITY);
  const wrong = given.flatMap((entry, index) => (isPolicy(entry) ? [] : [index]));
  return {
    loaded: { source, policies: given.filter(isPolicy) },
    problems: wrong.map((index) => ({ diagnostic: policyInvalid({ source, index }), source })),
  };
}
