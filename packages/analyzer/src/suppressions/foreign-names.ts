/** What other linters call the faults that our codes name, where theirs is about the same thing and no more. */
export interface ForeignNames {
  /** Audits of zizmor. */
  readonly zizmor?: readonly string[];
  /** A regular expression for messages of actionlint, in Go's syntax. */
  readonly actionlint?: string;
}

/** By our code. Source: zizmor 1.32.0, docs/audits; actionlint 1.17.0, docs/checks. */
export const foreignNames: Readonly<Record<string, ForeignNames>> = {
  "app-token-all-permissions": { zizmor: ["github-app"] },
  "app-token-all-repositories": { zizmor: ["github-app"] },
  "bot-condition": { zizmor: ["bot-conditions"] },
  "command-deprecated": { actionlint: "^workflow command .+ was deprecated" },
  "concurrency-missing": { zizmor: ["concurrency-limits"] },
  "condition-constant": { actionlint: "^constant expression .+ in condition" },
  injection: { zizmor: ["template-injection"], actionlint: "is potentially untrusted" },
  "injection-by-writer": { zizmor: ["template-injection"] },
  "injection-limited": { zizmor: ["template-injection"], actionlint: "is potentially untrusted" },
  "install-unlocked": { zizmor: ["adhoc-packages"] },
  "publish-token": { zizmor: ["use-trusted-publishing"] },
  "runner-label-retired": { actionlint: "^label .+ is unknown" },
  "runner-label-unknown": { actionlint: "^label .+ is unknown" },
  "secret-outside-environment": { zizmor: ["secrets-outside-env"] },
  "secret-taken-apart": { zizmor: ["unredacted-secrets"] },
  "secrets-inherit": { zizmor: ["secrets-inherit"] },
  "secrets-inherit-local": { zizmor: ["secrets-inherit"] },
  "secrets-whole": { zizmor: ["overprovisioned-secrets"] },
  "self-hosted-fork": { zizmor: ["self-hosted-runner"] },
  "shell-unknown": { actionlint: "^shell name .+ is invalid" },
  "tool-version-floating": { zizmor: ["unpinned-tools"] },
  "unsecure-commands-allowed": { zizmor: ["insecure-commands"] },
};
