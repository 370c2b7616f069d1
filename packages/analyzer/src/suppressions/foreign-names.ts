/** What other linters call the faults that our codes name, where theirs is about the same thing and no more. */
export interface ForeignNames {
  /** Audits of zizmor. */
  readonly zizmor?: readonly string[];
  /** A regular expression for messages of actionlint, in Go's syntax. */
  readonly actionlint?: string;
}

/** By our code. Source: zizmor 1.32.0, docs/audits; actionlint 1.17.0, docs/checks. */
export const foreignNames: Readonly<Record<string, ForeignNames>> = {
  "action-runtime-retired": { actionlint: "^the runtime or service used by .+ is retired" },
  "app-token-all-permissions": { zizmor: ["github-app"] },
  "app-token-all-repositories": { zizmor: ["github-app"] },
  "bot-condition": { zizmor: ["bot-conditions"] },
  "checkout-credentials-kept": { zizmor: ["artipacked"] },
  "checkout-credentials-uploaded": { zizmor: ["artipacked"] },
  "command-deprecated": { actionlint: "^workflow command .+ was deprecated" },
  "concurrency-missing": { zizmor: ["concurrency-limits"] },
  "condition-always": { actionlint: "^constant expression .+ in condition" },
  "condition-with-text": { zizmor: ["unsound-condition"] },
  "container-password-written": { zizmor: ["hardcoded-container-credentials"] },
  "contains-in-literal": { zizmor: ["unsound-contains"] },
  "environment-injection": { zizmor: ["github-env"] },
  "expression-constant": { zizmor: ["obfuscation"] },
  "image-by-tag": { zizmor: ["unpinned-images"] },
  "image-moving": { zizmor: ["unpinned-images"] },
  injection: { zizmor: ["template-injection"], actionlint: "is potentially untrusted" },
  "injection-by-writer": { zizmor: ["template-injection"] },
  "injection-limited": { zizmor: ["template-injection"], actionlint: "is potentially untrusted" },
  "install-unlocked": { zizmor: ["adhoc-packages"] },
  "permission-unused": { zizmor: ["excessive-permissions"] },
  "permission-wide": { zizmor: ["excessive-permissions"] },
  "permissions-unstated": { zizmor: ["excessive-permissions"] },
  "permissions-unstated-outsiders": { zizmor: ["excessive-permissions"] },
  "permissions-write-all": { zizmor: ["excessive-permissions"] },
  "publish-token": { zizmor: ["use-trusted-publishing"] },
  "runner-label-retired": { actionlint: "^label .+ is unknown" },
  "runner-label-unknown": { actionlint: "^label .+ is unknown" },
  "script-expression": { zizmor: ["template-injection"] },
  "secret-outside-environment": { zizmor: ["secrets-outside-env"] },
  "secret-taken-apart": { zizmor: ["unredacted-secrets"] },
  "secrets-inherit": { zizmor: ["secrets-inherit"] },
  "secrets-inherit-local": { zizmor: ["secrets-inherit"] },
  "secrets-whole": { zizmor: ["overprovisioned-secrets"] },
  "self-hosted-fork": { zizmor: ["self-hosted-runner"] },
  "shell-cmd": { zizmor: ["misfeature"] },
  "shell-unknown": { actionlint: "^shell name .+ is invalid" },
  "ternary-unsound": { zizmor: ["unsound-ternary"] },
  "tool-version-floating": { zizmor: ["unpinned-tools"] },
  "unsecure-commands-allowed": { zizmor: ["insecure-commands"] },
  "uses-of-github-unpinned": { zizmor: ["unpinned-uses"] },
  "uses-on-branch": { zizmor: ["unpinned-uses"] },
  "uses-on-tag": { zizmor: ["unpinned-uses"] },
  "uses-path-hidden": { zizmor: ["obfuscation"] },
};
