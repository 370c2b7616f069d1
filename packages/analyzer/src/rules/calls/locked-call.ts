import { actionName, asMap, defineDiagnostic, nearestNames, type Value } from "@yardmaster/core";
import type { Rule } from "../rule.ts";

interface Parameters {
  readonly uses: string;
  /** `input` or `secret`. */
  readonly what: string;
  readonly name: string;
}

export const lockedCallUnknown = defineDiagnostic({
  code: "locked-call-unknown",
  severity: "error",
  message: (p: Parameters & { nearest: readonly string[] }) =>
    `GitHub refuses the call: \`${p.uses}\` declares no ${p.what} ${JSON.stringify(p.name)} at the commit of the lock.`,
  hint: ({ nearest }) =>
    nearest.length > 0 ? `Write ${nearest.map((name) => JSON.stringify(name)).join(" or ")}.` : "Leave it out.",
});

export const lockedCallMissing = defineDiagnostic({
  code: "locked-call-missing",
  severity: "error",
  message: (p: Parameters) =>
    `GitHub refuses the call: \`${p.uses}\` requires the ${p.what} ${JSON.stringify(p.name)}, and this job does not give it.`,
  hint: (p) => `Give \`${p.name}\`.`,
});

/** A call of another repository's workflow at the commit of the lock, which says what it takes. */
export const lockedCalls: Rule = {
  reports: [lockedCallUnknown, lockedCallMissing],
  job({ uses, keys, path }, { facts }, report) {
    if (uses?.kind !== "repository") return;
    const metadata = facts.published(actionName(uses), uses.ref);
    if (!metadata?.isExact || metadata.kind !== "workflow") return;
    const { text } = uses;
    const sides = [
      { what: "input", key: "with", given: keys.with, declared: metadata.inputs },
      { what: "secret", key: "secrets", given: keys.secrets, declared: metadata.secrets ?? {} },
    ];
    for (const { what, key, given, declared } of sides) {
      if (!isWritten(given)) continue; // `inherit`, or an expression
      const names = Object.keys(asMap(given) ?? {});
      const known = Object.keys(declared);
      for (const name of names.filter((one) => !includes(known, one))) {
        const parameters = { uses: text, what, name, nearest: nearestNames(name, known) };
        report(lockedCallUnknown, parameters, [...path, key, name], { at: "key" });
      }
      for (const [name, one] of Object.entries(declared)) {
        const isMissing = one.required && !("default" in one) && !includes(names, name);
        if (isMissing) report(lockedCallMissing, { uses: text, what, name }, [...path, "uses"]);
      }
    }
  },
};

function isWritten(given: Value | undefined): boolean {
  return given === undefined || given === null || asMap(given) !== undefined;
}

function includes(names: readonly string[], name: string): boolean {
  return names.some((other) => other.toLowerCase() === name.toLowerCase());
}
