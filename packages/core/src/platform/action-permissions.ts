/** By scope, the least level that is enough. */
export type NeededPermissions = Readonly<Record<string, "read" | "write">>;

/**
 * What actions do with the job's token, by `owner/repo` or `owner/repo/folder` in lower case. Sources: the "permissions"
 * sections of the actions' own READMEs; CodeQL, `actions/ql/lib/ext/config/actions_permissions.yml`. An action that is not
 * here is unknown, not harmless; one whose needs follow from its inputs is in {@link inputPermissions}.
 */
export const actionPermissions: Readonly<Record<string, NeededPermissions>> = {
  "actions/ai-inference": { models: "read" },
  "actions/attest": { attestations: "write", "id-token": "write" },
  "actions/attest-build-provenance": { attestations: "write", "id-token": "write" },
  "actions/attest-sbom": { attestations: "write", "id-token": "write" },
  "actions/cache": {},
  "actions/cache/restore": {},
  "actions/cache/save": {},
  "actions/checkout": { contents: "read" },
  "actions/configure-pages": { pages: "read" },
  "actions/create-github-app-token": {},
  "actions/create-release": { contents: "write" },
  "actions/delete-package-versions": { packages: "write" },
  "actions/dependency-review-action": { contents: "read" },
  "actions/deploy-pages": { "id-token": "write", pages: "write" },
  "actions/download-artifact": {},
  "actions/first-interaction": { issues: "write", "pull-requests": "write" },
  "actions/labeler": { contents: "read", "pull-requests": "write" },
  "actions/publish-action": { contents: "write" },
  "actions/publish-immutable-action": { contents: "read", "id-token": "write", packages: "write" },
  "actions/setup-dotnet": {},
  "actions/setup-go": {},
  "actions/setup-java": {},
  "actions/setup-node": {},
  "actions/setup-python": {},
  "actions/stale": { issues: "write", "pull-requests": "write" },
  "actions/upload-artifact": {},
  "actions/upload-artifact/merge": {},
  "actions/upload-pages-artifact": {},
  "actions/upload-release-asset": { contents: "write" },
  "amannn/action-semantic-pull-request": { "pull-requests": "read" },
  "astral-sh/setup-uv": {},
  "dart-lang/setup-dart": {},
  "denoland/setup-deno": {},
  "docker/build-push-action": {},
  "docker/metadata-action": {},
  "docker/setup-buildx-action": {},
  "docker/setup-qemu-action": {},
  "dorny/test-reporter": { checks: "write" },
  "dtolnay/rust-toolchain": {},
  "endbug/add-and-commit": { contents: "write" },
  "erlef/setup-beam": {},
  "github/codeql-action/analyze": { actions: "read", contents: "read", "security-events": "write" },
  "github/codeql-action/autobuild": {},
  "github/codeql-action/init": { actions: "read", contents: "read" },
  "github/codeql-action/upload-sarif": { "security-events": "write" },
  "google-github-actions/release-please-action": { contents: "write", "pull-requests": "write" },
  "googleapis/release-please-action": { contents: "write", "pull-requests": "write" },
  "gradle/actions/dependency-submission": { contents: "write" },
  "gradle/actions/wrapper-validation": {},
  "hashicorp/setup-terraform": {},
  "jamesives/github-pages-deploy-action": { contents: "write" },
  "marocchino/sticky-pull-request-comment": { "pull-requests": "write" },
  "microsoft/setup-msbuild": {},
  "ncipollo/release-action": { contents: "write" },
  "nuget/setup-nuget": {},
  "oven-sh/setup-bun": {},
  "peter-evans/create-pull-request": { contents: "write", "pull-requests": "write" },
  "peter-evans/repository-dispatch": { contents: "write" },
  "pnpm/action-setup": {},
  "ruby/setup-ruby": {},
  "scalacenter/sbt-dependency-submission": { contents: "write" },
  "shivammathur/setup-php": {},
  "sigstore/cosign-installer": {},
  "softprops/action-gh-release": { contents: "write" },
  "stefanzweifel/git-auto-commit-action": { contents: "write" },
  "swatinem/rust-cache": {},
  "thollander/actions-comment-pull-request": { "pull-requests": "write" },
};

/** Actions that need one or the other of what they write, as their inputs, or what they are run on, have it. */
export const alternativePermissions: ReadonlySet<string> = new Set([
  "actions/first-interaction",
  "actions/labeler",
  "actions/stale",
]);

/**
 * Actions that sign in with the job's identity when they are given these inputs and none of the others: `id-token: write`.
 * Sources: the actions' own READMEs.
 */
export const inputPermissions: Readonly<
  Record<string, { readonly given: readonly string[]; readonly unless: readonly string[] }>
> = {
  "aws-actions/configure-aws-credentials": {
    given: ["role-to-assume"],
    unless: ["aws-access-key-id", "web-identity-token-file", "role-chaining"],
  },
  "azure/login": { given: ["client-id", "tenant-id"], unless: ["creds", "auth-type"] },
  "google-github-actions/auth": { given: ["workload_identity_provider"], unless: ["credentials_json"] },
};
