import {
  actionName,
  asMap,
  defineDiagnostic,
  type ModelPath,
  type ShellCommand,
  type StepView,
  type Value,
  type ValueMap,
} from "@yardmaster/core";
import { commandsOf, wordTexts } from "../rights/script-commands.ts";
import { secretsIn } from "../rights/secret-expressions.ts";
import type { Rule, StepHolder } from "../rule.ts";

export const publishToken = defineDiagnostic({
  code: "publish-token",
  severity: "warning",
  confidence: "medium",
  message: (p: { secret: string; registry: string }) =>
    `The secret ${p.secret} publishes to ${p.registry}, which takes GitHub's own identity of the job in its place (trusted publishing): whoever gets hold of the secret can publish from anywhere, until somebody revokes it.`,
  hint: (p) =>
    `Register the repository and the workflow at ${p.registry} as a trusted publisher, give the job \`id-token: write\`, and drop the secret.`,
});

/** Sources: zizmor's audit `use-trusted-publishing`, CodeQL's `actions/npm-token-in-publish`; the registries' documents. */
export const publishTokens: Rule = {
  reports: [publishToken],
  step(step, holder, report) {
    const found = step.uses ? tokenOfAction(step) : tokenOfScript(step, holder);
    if (found) report(publishToken, { secret: found.secret, registry: found.registry }, found.path);
  },
};

interface FoundToken {
  readonly secret: string;
  readonly registry: string;
  readonly path: ModelPath;
}

const pypi = /^https:\/\/(?:upload|test)\.pypi\.org\/legacy\/?$/;

/** Inputs that take a token, where they publish to a public registry that knows trusted publishing. */
const actionInputs: Readonly<
  Record<string, { input: string; registry: string; isElsewhere: (given: ValueMap) => boolean }>
> = {
  "pypa/gh-action-pypi-publish": {
    input: "password",
    registry: "PyPI",
    isElsewhere: (given) => differs(given["repository-url"] ?? given.repository_url, pypi),
  },
  "rubygems/configure-rubygems-credentials": {
    input: "api-token",
    registry: "rubygems.org",
    isElsewhere: (given) => differs(given["gem-server"], /^https:\/\/rubygems\.org\/?$/),
  },
  "js-devtools/npm-publish": {
    input: "token",
    registry: "npm",
    isElsewhere: (given) => differs(given.registry, npm),
  },
};

function tokenOfAction({ uses, keys, path }: StepView): FoundToken | undefined {
  const known = uses?.kind === "repository" ? actionInputs[actionName(uses)] : undefined;
  const given = asMap(keys.with) ?? {};
  const secret = known && secretOf(given[known.input]);
  if (!known || secret === undefined || known.isElsewhere(given)) return undefined;
  return { secret, registry: known.registry, path: [...path, "with", known.input] };
}

interface Publisher {
  readonly registry: string;
  readonly isPublishing: (words: readonly string[]) => boolean;
  /** Variables that hold the token. */
  readonly variables: readonly string[];
}

const isTrial = (words: readonly string[]) => words.includes("--dry-run") || words.includes("-n");
const isElsewhere = (words: readonly string[]) =>
  words.some((text) => /^--(?:registry|index|host|publish-url|repository-url|repository)\b/.test(text)) ||
  (words.includes("upload") && words.includes("-r")); // of `twine`
const publishes =
  (...verbs: readonly string[]) =>
  (words: readonly string[]) =>
    verbs.every((verb) => words.includes(verb)) && !isTrial(words) && !isElsewhere(words);

const publishers: Readonly<Record<string, Publisher>> = {
  npm: { registry: "npm", isPublishing: publishes("publish"), variables: ["NODE_AUTH_TOKEN", "NPM_TOKEN"] },
  pnpm: { registry: "npm", isPublishing: publishes("publish"), variables: ["NODE_AUTH_TOKEN", "NPM_TOKEN"] },
  yarn: {
    registry: "npm",
    isPublishing: publishes("npm", "publish"),
    variables: ["YARN_NPM_AUTH_TOKEN", "NODE_AUTH_TOKEN", "NPM_TOKEN"],
  },
  cargo: { registry: "crates.io", isPublishing: publishes("publish"), variables: ["CARGO_REGISTRY_TOKEN"] },
  gem: { registry: "rubygems.org", isPublishing: publishes("push"), variables: ["GEM_HOST_API_KEY"] },
  twine: { registry: "PyPI", isPublishing: publishes("upload"), variables: ["TWINE_PASSWORD"] },
  uv: { registry: "PyPI", isPublishing: publishes("publish"), variables: ["UV_PUBLISH_TOKEN", "UV_PUBLISH_PASSWORD"] },
};

function tokenOfScript(step: StepView, { job, steps, document }: StepHolder): FoundToken | undefined {
  const { script } = step;
  if (!script || !/\b(?:publish|upload|push)\b/.test(script.text)) return undefined;
  for (const command of commandsOf(script)) {
    const publisher = publisherOf(command);
    if (!publisher || (publisher.registry === "npm" && steps.some(isOfOtherRegistry))) continue;
    const around: readonly [ValueMap, ModelPath][] = job
      ? [
          [job.keys, job.path],
          [document.model, []],
        ]
      : [];
    for (const [{ env }, path] of [[step.keys, step.path] as const, ...around]) {
      if (asMap(env)?.TWINE_REPOSITORY_URL !== undefined || asMap(env)?.TWINE_REPOSITORY !== undefined)
        return undefined;
      for (const name of publisher.variables) {
        const secret = secretOf(asMap(env)?.[name]);
        if (secret !== undefined) return { secret, registry: publisher.registry, path: [...path, "env", name] };
      }
    }
  }
  return undefined;
}

function publisherOf(command: ShellCommand): Publisher | undefined {
  let words = wordTexts(command);
  if ((words[0] === "python" || words[0] === "python3") && words[1] === "-m") words = words.slice(2);
  const [program = "", ...rest] = words;
  const publisher = Object.hasOwn(publishers, program) ? publishers[program] : undefined;
  // `npm run publish` runs a script of the package.
  if (!publisher || rest.includes("run")) return undefined;
  return publisher.isPublishing(rest) ? publisher : undefined;
}

const npm = /^https:\/\/registry\.npmjs\.org\/?$/;

function isOfOtherRegistry({ keys }: StepView): boolean {
  return differs(asMap(keys.with)?.["registry-url"], npm);
}

function differs(value: Value | undefined, own: RegExp): boolean {
  return value !== undefined && (typeof value !== "string" || !own.test(value));
}

function secretOf(value: Value | undefined): string | undefined {
  return secretsIn(value).find((secret) => secret !== "GITHUB_TOKEN");
}
