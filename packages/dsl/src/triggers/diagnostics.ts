import { defineDiagnostic, nearestNames } from "@yardmaster/core";
import { listed, sentence, someOf } from "../author/wording.ts";

export const tokenIsNoSecret = defineDiagnostic({
  code: "token-is-no-secret",
  severity: "error",
  message: () => "`secrets.GITHUB_TOKEN` is no secret of the repository's settings.",
  hint: () => "Write `github.token`: it is the same token.",
});

interface InputParameters {
  /** `actions/checkout`. */
  readonly target: string;
  readonly kind: "input" | "secret";
  readonly name: string;
}

export const inputUnknown = defineDiagnostic({
  code: "input-unknown",
  severity: "error",
  message: (p: InputParameters & { known: readonly string[] }) =>
    `${sentence(p.target)} has no ${p.kind} ${JSON.stringify(p.name)}.`,
  hint: (p) => {
    const near = nearestNames(p.name, p.known);
    if (near.length > 0) return `Did you mean ${listed(near, "or")}?`;
    return p.known.length === 0 ? `It takes no ${p.kind}s.` : `It takes ${someOf(p.known)}.`;
  },
});

export const inputMissing = defineDiagnostic({
  code: "input-missing",
  severity: "error",
  message: (p: InputParameters) => `${sentence(p.target)} needs the ${p.kind} ${JSON.stringify(p.name)}.`,
  hint: (p) => (p.kind === "secret" ? "Pass it under `secrets`." : `Give \`${p.name}\` a value.`),
});

export const payloadTooLarge = defineDiagnostic({
  code: "payload-too-large",
  severity: "error",
  message: (p: { keys: number; limit: number }) =>
    `The client payload has ${p.keys} keys at its top, and GitHub takes at most ${p.limit}.`,
  hint: () => "Put what belongs together into an object of its own. The whole stays below 64 KB.",
});
