/** All the texts that an input takes, and where the action's own code or page says so. */
export interface ClosedSet {
  readonly values: readonly string[];
  /** A file of the action's repository, at a release or its main branch. */
  readonly source: string;
}

/**
 * Inputs of much used actions whose metadata tells a closed set only in prose, or not at all. A set has every text that
 * any maintained major version takes: to refuse what is right is worse than to take what a version no longer has. Inputs
 * whose sets grow with each release (distributions of Java, architectures) are left open.
 */
export const closedSets: Readonly<Record<string, Readonly<Record<string, ClosedSet>>>> = {
  "actions/checkout": {
    submodules: { values: ["true", "false", "recursive"], source: "src/input-helper.ts, `submodulesString`" },
  },
  "actions/configure-pages": {
    static_site_generator: {
      values: ["nuxt", "next", "gatsby", "sveltekit"],
      source: "src/set-pages-config.js, `getConfigParserSettings`",
    },
  },
  "actions/github-script": {
    "result-encoding": { values: ["json", "string"], source: "src/main.ts, `switch (encoding)`" },
  },
  "actions/setup-dotnet": {
    "dotnet-quality": {
      values: ["daily", "signed", "validated", "preview", "ga"],
      source: "src/setup-dotnet.ts, `qualityOptions`",
    },
  },
  "actions/setup-java": {
    cache: {
      values: ["maven", "gradle", "sbt"],
      source: "action.yml, `cache`; src/cache.ts, `supportedPackageManager`",
    },
  },
  "actions/setup-node": {
    cache: { values: ["npm", "pnpm", "yarn"], source: "src/cache-utils.ts, `getPackageManagerInfo`" },
  },
  "actions/setup-python": {
    cache: {
      values: ["pip", "pipenv", "poetry"],
      source: "src/cache-distributions/cache-factory.ts, `PackageManagers`",
    },
  },
  "actions/upload-artifact": {
    "compression-level": {
      values: ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"],
      source: "src/upload/input-helper.ts, `compressionLevel`",
    },
    "if-no-files-found": {
      values: ["warn", "error", "ignore"],
      source: "src/upload/input-helper.ts, `NoFileOptions`",
    },
  },
  "actions/upload-artifact/merge": {
    "compression-level": {
      values: ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"],
      source: "src/merge/input-helper.ts, `compressionLevel`",
    },
  },
  "actions/dependency-review-action": {
    "fail-on-severity": { values: ["low", "moderate", "high", "critical"], source: "src/schemas.ts, `SEVERITIES`" },
  },
  "astral-sh/setup-uv": {
    "enable-cache": { values: ["auto", "true", "false"], source: "action.yml, `enable-cache`" },
    "resolution-strategy": { values: ["highest", "lowest"], source: "action.yml, `resolution-strategy`" },
  },
  "docker/login-action": {
    ecr: { values: ["auto", "true", "false"], source: "action.yml, `ecr`" },
  },
  "docker/metadata-action": {
    context: { values: ["workflow", "git"], source: "src/context.ts, `ContextSource`" },
  },
  "github/codeql-action/analyze": {
    upload: {
      values: ["always", "failure-only", "never", "true", "false"],
      source: "analyze/action.yml, `upload`; src/actions-util.ts, `getUploadValue`",
    },
  },
  "github/codeql-action/init": {
    "build-mode": { values: ["none", "autobuild", "manual"], source: "src/util.ts, `BuildMode`" },
  },
  "golangci/golangci-lint-action": {
    "install-mode": { values: ["binary", "goinstall", "none"], source: "src/install.ts, `InstallMode`" },
  },
};
