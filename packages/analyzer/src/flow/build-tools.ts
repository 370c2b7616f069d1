import { actionName, asMap, type StepView } from "@yardmaster/core";
import { type ShellCommand, shellCommands } from "./shell-commands.ts";

/**
 * Programs that run what files of the tree they work on tell them to, with any arguments but those that only print.
 * Sources: boostsecurityio's "Living off the pipeline"; CodeQL, `poisonable_steps.yml`; poutine, `untrusted_checkout_exec`.
 */
const buildTools: ReadonlySet<string> = new Set(
  (
    "ant asv bazel bazelisk buck2 bun bundle cargo checkov cmake composer ctest deno earthly eslint flake8 goreleaser " +
    "gomplate gradle gradlew hatch invoke jest just lerna make meson mkdocs mocha msbuild mvn mvnw mypy ninja nox nx " +
    "phpstan phpunit playwright pnpm poetry pre-commit prettier pylint pytest rake rspec rubocop sbt scons " +
    "sonar-scanner stylelint swift terraform terragrunt tflint tofu tox turbo uv vitest webpack xcodebuild yarn"
  ).split(" "),
);

/** Programs that do so with certain arguments alone: the first words behind their name. */
const buildCommands: Readonly<Record<string, RegExp>> = {
  npm: /^(?:ci|i|install|run|run-script|test|t|start|build|exec|pack|publish|rebuild|version)\b/,
  npx: /^(?!--version)/,
  pip: /^(?:install|wheel|download)\b.*(?:(?:^|\s)\.{1,2}(?:[/[\s]|$)|-r\s|--requirement|-e\s|--editable)/,
  pip3: /^(?:install|wheel|download)\b.*(?:(?:^|\s)\.{1,2}(?:[/[\s]|$)|-r\s|--requirement|-e\s|--editable)/,
  pipx: /^(?:install|run)\b.*\s\./,
  go: /^(?:generate|run|test|tool|vet)\b/,
  dotnet: /^(?:build|run|test|publish|pack|restore|msbuild)\b/,
  docker: /^(?:build|buildx build|compose|bake|buildx bake)\b/,
  "docker-compose": /^(?:build|up|run)\b/,
  "golangci-lint": /^run\b/,
  rails: /^(?:db|assets|test)/,
  java: /-jar\s/,
  awk: /-f\s/,
  sed: /-f\s/,
};

/** Arguments that only print something of the program. */
const onlyPrints = /^(?:--?version|-v|-V|version|--?help|config get|cache clean|--print-directory)\s*$/;

/** Published actions that run what the tree tells them to. */
const buildActions: Readonly<Record<string, RegExp | undefined>> = {
  "actions/jekyll-build-pages": undefined,
  "bahmutov/npm-install": undefined,
  "borales/actions-yarn": undefined,
  "bridgecrewio/checkov-action": undefined,
  "cypress-io/github-action": undefined,
  "devcontainers/ci": undefined,
  "docker/bake-action": undefined,
  "docker/build-push-action": undefined,
  "golangci/golangci-lint-action": undefined,
  "goreleaser/goreleaser-action": undefined,
  "gradle/gradle-build-action": undefined,
  "oxsecurity/megalinter": undefined,
  "pre-commit/action": undefined,
  "pypa/cibuildwheel": undefined,
  "sonarsource/sonarcloud-github-action": undefined,
  "super-linter/super-linter": undefined,
};

export interface CodeRun {
  /** What runs it, as the subject of a sentence. */
  readonly by: string;
  /** The line of the script. */
  readonly excerpt?: string;
}

/** What in a step runs files of the workspace: a build tool, a script of the tree, or an action that does either. */
export function runsTree(step: StepView): CodeRun | undefined {
  const { script, uses, keys } = step;
  if (script) return firstRun(shellCommands(script.text));
  if (uses?.kind === "local" && !uses.isOfCommit) return { by: uses.text };
  if (uses?.kind !== "repository") return undefined;
  const name = actionName(uses);
  const inputs = asMap(keys.with);
  if (name === "ruby/setup-ruby" && String(inputs?.["bundler-cache"]) === "true") return { by: name };
  if (name === "gradle/actions/setup-gradle" && inputs?.arguments !== undefined) return { by: name };
  const [root = "", folder = ""] = name.split(/(?<=^[^/]+\/[^/]+)\//);
  return Object.hasOwn(buildActions, root) && folder === "" ? { by: name } : undefined;
}

function firstRun(commands: readonly ShellCommand[]): CodeRun | undefined {
  for (const command of commands) {
    const inner = firstRun(command.words.flatMap(({ substitutions }) => substitutions));
    if (inner) return inner;
    const words = command.words.map(({ text }) => text);
    const start = words.findIndex((word) => !/^[A-Za-z_]\w*\+?=/.test(word) && !wrappers.has(word));
    const [program = "", ...rest] = start === -1 ? [] : words.slice(start);
    if (runs(program, rest)) return { by: `\`${[program, ...rest].slice(0, 2).join(" ")}\``, excerpt: command.line };
  }
  return undefined;
}

/** Programs that start the one behind them. */
const wrappers: ReadonlySet<string> = new Set(["sudo", "time", "exec", "env", "nice", "command", "xvfb-run", "-E"]);

function runs(program: string, rest: readonly string[]): boolean {
  const words = rest.join(" ");
  const name = program.replace(/^.*\//, "");
  if (onlyPrints.test(words)) return false;
  if (/^\.{1,2}\//.test(program)) return true;
  if (buildTools.has(name)) return true;
  const inline = /^(?:ba|z|da)?sh$/.test(name) ? rest.findIndex((word) => /^-[a-z]*c$/.test(word)) : -1;
  if (inline !== -1) return firstRun(shellCommands(rest[inline + 1] ?? "")) !== undefined;
  if (name === "source" || name === "." || /^(?:ba|z|da|fi)?sh$/.test(name)) return isOfTree(rest.find(isNoOption));
  if (/^(?:python[\d.]*|node|ruby|perl|php|tsx|ts-node|Rscript)$/.test(name)) {
    if (/^-m\s+(?:pip|build|pytest|tox|nox|unittest|mypy|pylint|poetry|setup)\b/.test(words)) {
      return !/^-m\s+pip\s/.test(words) || (buildCommands.pip?.test(words.replace(/^-m\s+pip\s+/, "")) ?? false);
    }
    return isOfTree(rest.find(isNoOption)) && /\.\w+$/.test(rest.find(isNoOption) ?? "");
  }
  return buildCommands[name]?.test(words) ?? false;
}

function isNoOption(word: string): boolean {
  return !word.startsWith("-");
}

/** A relative path; what lies elsewhere is not of the tree. */
function isOfTree(word: string | undefined): boolean {
  return word !== undefined && word !== "" && !/^(?:[/~$]|[A-Za-z]:|-$|https?:)/.test(word);
}
