import { asMap, type StepView, wordsOfCommand } from "@yardmaster/core";

/** What the workspace holds when a step begins. */
export type Workspace = "unknown" | "checkout";

/**
 * Whether the workspace is certainly nothing but a plain checkout of the running commit when a step begins: nothing before
 * it can have made a file.
 */
export function workspacesOf(steps: readonly StepView[]): readonly Workspace[] {
  let now: Workspace = "unknown";
  return steps.map((step) => {
    const before = now;
    if (isPlainCheckout(step)) now = "checkout";
    else if (!makesNoFile(step)) now = "unknown";
    return before;
  });
}

function isPlainCheckout({ uses, keys }: StepView): boolean {
  if (uses?.kind !== "repository" || !/^actions\/checkout$/i.test(`${uses.owner}/${uses.repository}`)) return false;
  if (keys.if !== undefined) return false;
  const { repository, path, ref, submodules = false } = asMap(keys.with) ?? {};
  const isPlain = repository === undefined && path === undefined && ref === undefined;
  return isPlain && (submodules === false || submodules === "false");
}

/** Actions that put tools and nothing else on a runner. */
const settingUp =
  /^(?:actions\/setup-(?:node|python|go|java|dotnet)|ruby\/setup-ruby|astral-sh\/setup-uv|pnpm\/action-setup)$/i;

function makesNoFile({ uses, script, keys }: StepView): boolean {
  if (uses) return uses.kind === "repository" && settingUp.test(`${uses.owner}/${uses.repository}`);
  if (script) return script.shellScript?.commands.every(isQuiet) ?? false;
  return keys.parallel === undefined && keys.run === undefined && keys.uses === undefined;
}

type Command = NonNullable<NonNullable<StepView["script"]>["shellScript"]>["commands"][number];

/** A command that writes no file, but for those of the runner. */
export function isQuiet(command: Command): boolean {
  const [name] = wordsOfCommand(command);
  const isWriting = command.redirections.some(
    ({ operator, target }) => operator.includes(">") && !/^&?\d$|^-$|\/dev\/|GITHUB_|^\d$/.test(target.raw),
  );
  return !isWriting && (!name || (quiet.has(name.text) && name.values.length === 0));
}

const quiet = new Set(
  (
    ": [ [[ test true false echo printf export set unset shopt read local declare exit return for cat ls pwd env which type " +
    "command date head tail grep sort uniq wc cut tr jq sleep id whoami uname nproc df free hostname stat file du basename " +
    "dirname realpath sha256sum md5sum cmp diff expr seq apt-get"
  ).split(" "),
);
