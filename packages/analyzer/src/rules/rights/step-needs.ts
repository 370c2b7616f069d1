import {
  actionName,
  actionPermissions,
  alternativePermissions,
  asMap,
  inputPermissions,
  isMap,
  type JobView,
  type ShellCommand,
  type StepView,
  type ValueMap,
} from "@yardmaster/core";
import { commandExcerpt, commandsOf, wordTexts } from "./script-commands.ts";
import { type Alternatives, ghNeeds, isGitPush } from "./script-needs.ts";

/** Something in a step that uses the job's token, and what it needs for that. */
export interface TokenUse {
  /** For messages: `actions/checkout`, or `gh pr comment`. */
  readonly user: string;
  /** As it is written in the step's `uses` or `run`. */
  readonly excerpt: string;
  readonly isScript: boolean;
  readonly needs: Alternatives;
}

/** What a step is known to do with the job's token. */
export function tokenUses(step: StepView, job: JobView, workflow: ValueMap): readonly TokenUse[] {
  return step.uses ? usesOfAction(step) : usesOfScript(step, job, workflow);
}

function usesOfAction({ uses, keys }: StepView): readonly TokenUse[] {
  if (uses?.kind !== "repository" || givesOtherToken(asMap(keys.with))) return [];
  const name = actionName(uses);
  const user = uses.text.slice(0, uses.text.lastIndexOf("@"));
  const use = (needs: Alternatives): TokenUse => ({ user, excerpt: uses.text, isScript: false, needs });
  if (needsIdentity(name, asMap(keys.with))) return [use([{ "id-token": "write" }])];
  const needs = Object.hasOwn(actionPermissions, name) ? actionPermissions[name] : undefined;
  if (!needs || Object.keys(needs).length === 0) return [];
  if (!alternativePermissions.has(name)) return [use([needs])];
  return [use(Object.entries(needs).flatMap(([scope, level]) => (level === "write" ? [{ [scope]: level }] : [])))];
}

function needsIdentity(name: string, inputs: ValueMap | undefined): boolean {
  const known = Object.hasOwn(inputPermissions, name) ? inputPermissions[name] : undefined;
  if (!known || !inputs) return false;
  return known.given.every((input) => isGiven(inputs[input])) && !known.unless.some((input) => isGiven(inputs[input]));
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && value !== "" && value !== false && value !== "false";
}

/** A token of somebody else, a key, or another repository, for which the job's token says nothing. */
function givesOtherToken(inputs: ValueMap | undefined): boolean {
  return Object.entries(inputs ?? {}).some(([input, value]) => {
    if (/^(?:repository|ssh-key|deploy_key|personal_token)$/i.test(input)) return isGiven(value);
    return /(?:^|[-_])token$|^token$/i.test(input) && isGiven(value) && !namesJobToken(value);
  });
}

const jobToken = /\b(?:github\.token|secrets\.GITHUB_TOKEN)\b/i;

function namesJobToken(value: unknown): boolean {
  return typeof value === "string" && jobToken.test(value);
}

function usesOfScript(step: StepView, job: JobView, workflow: ValueMap): readonly TokenUse[] {
  const { script } = step;
  if (!script || !/\bgh\b|\bgit\b/.test(script.text)) return [];
  const commands = commandsOf(script);
  const isOfGh = ghToken(step, job, workflow);
  const isOfGit = commands.some(isGitPush) && pushesWithJobToken(step, job);
  return commands.flatMap((command): readonly TokenUse[] => {
    const excerpt = commandExcerpt(script, command);
    if (isOfGit && isGitPush(command))
      return [{ user: "git push", excerpt, isScript: true, needs: [{ contents: "write" }] }];
    const known = isOfGh ? ghNeeds(command) : undefined;
    return known ? [{ user: known.name, excerpt, isScript: true, needs: known.needs }] : [];
  });
}

/** Whether `gh` has the job's token in a step: it takes `GH_TOKEN` before `GITHUB_TOKEN`. */
function ghToken({ keys, script }: StepView, job: JobView, workflow: ValueMap): boolean {
  if (/\bG(?:H|ITHUB)_TOKEN=|\bgh auth\b|\bGH_(?:REPO|HOST)=/.test(script?.text ?? "")) return false;
  const around = [keys, job.keys, workflow];
  const isElsewhere = around.some(({ env }) => {
    const { GH_REPO, GH_HOST } = asMap(env) ?? {};
    return GH_HOST !== undefined || (GH_REPO !== undefined && !/\bgithub\.repository\b/.test(String(GH_REPO)));
  });
  if (isElsewhere) return false;
  for (const name of ["GH_TOKEN", "GITHUB_TOKEN"]) {
    for (const { env } of around) {
      const value = asMap(env)?.[name];
      if (value !== undefined) return namesJobToken(value);
    }
  }
  return false;
}

/** The job has one checkout, of its own repository by its own token, that keeps its credentials, and nothing changes them. */
function pushesWithJobToken(step: StepView, { steps }: JobView): boolean {
  const before = steps.slice(0, steps.indexOf(step));
  const checkouts = before.filter(({ uses }) => uses?.kind === "repository" && actionName(uses) === "actions/checkout");
  const [checkout] = checkouts;
  if (checkouts.length !== 1 || !checkout) return false;
  const inputs = asMap(checkout.keys.with);
  if (checkout.keys.with !== undefined && !isMap(checkout.keys.with)) return false;
  if (
    givesOtherToken(inputs) ||
    inputs?.["persist-credentials"] === false ||
    inputs?.["persist-credentials"] === "false"
  )
    return false;
  return ![...before, step].some(
    ({ keys, script, uses }) =>
      /\bremote (?:set-url|add)\b|\binsteadOf\b|\bextraheader\b|\bgit clone\b|\bgh auth setup-git\b|\bcd |\bssh-agent\b|\bGIT_/.test(
        script?.text ?? "",
      ) ||
      keys["working-directory"] !== undefined ||
      (uses?.kind === "repository" && /ssh|git-config|import-gpg/i.test(uses.repository)),
  );
}

/** Whether a step may use the write level of a scope beyond what {@link tokenUses} knows. */
export function mayUse(step: StepView, job: JobView, workflow: ValueMap, scope: string): boolean {
  const { uses, script, keys } = step;
  if (uses) return uses.kind !== "repository" || mayActionUse(step, scope);
  if (!script) return keys.run !== undefined;
  if (scope === "id-token" && signing.test(script.text)) return true;
  if (scope === "contents" && pushing.test(script.text)) return true;
  const commands = commandsOf(script);
  if (!commands.length || !commands.every((command) => isKnown(command))) return true;
  return scope !== "id-token" && seesJobToken(step, job, workflow) && !commands.every(isHarmless);
}

/** Whether somebody else's code in a step gets the job's token: an action that is not known, or a script that is given it. */
export function handsOutToken(step: StepView, job: JobView, workflow: ValueMap): boolean {
  if (step.uses) return step.uses.kind !== "repository" || !Object.hasOwn(actionPermissions, actionName(step.uses));
  return step.script !== undefined && seesJobToken(step, job, workflow);
}

function seesJobToken({ keys, script }: StepView, job: JobView, workflow: ValueMap): boolean {
  if (jobToken.test(script?.text ?? "")) return true;
  return [keys, job.keys, workflow].some(
    ({ env }) => Object.values(asMap(env) ?? {}).some(namesJobToken) || !isPlain(env),
  );
}

function mayActionUse({ uses, keys }: StepView, scope: string): boolean {
  if (uses?.kind !== "repository") return true;
  const name = actionName(uses);
  if (name === "actions/dependency-review-action" && isGiven(asMap(keys.with)?.["comment-summary-in-pr"])) return true;
  if (name === "actions/labeler" && scope === "issues") return true; // labels that are not there yet
  // A release may be made with a discussion, an attestation pushed to a registry.
  if (scope === "discussions" || scope === "packages") return !harmlessSetups.test(name);
  return !Object.hasOwn(actionPermissions, name);
}

const harmlessSetups = /^actions\/(?:checkout|cache|setup-|upload-|download-)/;

function isPlain(env: unknown): boolean {
  return env === undefined || isMap(env);
}

/** What may push, by the credentials of a checkout, or sign in, by the identity of the job. */
const pushing =
  /push|release|publish|deploy|commit|tag|bump|version|changeset|semantic|pages|sync|\.\/|\.sh\b|\bmake\b|\bjust\b|mkdocs|mike\b/i;
const signing =
  /publish|cosign|sigstore|oidc|ID_TOKEN|\baws\b|gcloud|\baz\b|vault|attest|sign|deploy|upload|twine|pulumi|terraform|goreleaser|release|codecov|push|\.\/|\.sh\b|\bmake\b|\bjust\b/i;

/** A script of nothing but shell built-ins and the like: it stands for another one, or does not do anything yet. */
export function isPlaceholder({ script }: StepView): boolean {
  const commands = script ? commandsOf(script) : [];
  return commands.length > 0 && commands.every(isHarmless);
}

/** What a program does with a token that it was not given is known of few: nothing. */
function isKnown(command: ShellCommand): boolean {
  return isHarmless(command) || ghNeeds(command) !== undefined || tools.has(wordTexts(command)[0] ?? "");
}

function isHarmless(command: ShellCommand): boolean {
  const [program] = wordTexts(command);
  return program === undefined || harmless.has(program) || ghNeeds(command) !== undefined;
}

const harmless = new Set(
  (
    "echo printf cat cd ls mkdir cp mv rm test [ [[ true false exit set export local read sleep date jq grep sed awk head " +
    "tail tr cut sort uniq wc for while case xargs tee touch chmod find pwd"
  ).split(" "),
);
/** Build tools and package managers. */
const tools = new Set(
  (
    "npm npx yarn pnpm corepack node bun deno pip pip3 pipx python python3 pytest tox nox uv uvx poetry hatch ruff black mypy " +
    "go cargo rustup rustc mvn gradle sbt dotnet bundle gem rake ruby php composer phpunit hugo jekyll mdbook cmake ninja " +
    "apt apt-get brew choco git tar zip unzip curl wget"
  ).split(" "),
);
