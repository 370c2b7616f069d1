import type { ActionsLock, Diagnostic, Value, ValueMap } from "@yardmaster/core";
import { type ParsedWorkflow, parseWorkflowText } from "@yardmaster/yaml-io";
import { githubLockDiffers, githubLockUnreadable } from "./diagnostics.ts";

/** GitHub's own lock, made by `gh actions-lock`; a public preview since 2026-10. */
export const githubLockFile = ".github/workflows/actions.lock";

/** Where our lock states the commit of an action, for people. */
type LockPlace = (action: string) => string;

/**
 * Compares the commits of GitHub's lock with ours: an action that both name has one commit in both, where it stands for
 * our version or for a generated workflow. Other versions, which hand-written workflows use, are none of ours.
 * @param generated paths of the files that the sources make.
 */
export function checkGitHubLock(
  text: string,
  lock: ActionsLock,
  placeOf: LockPlace,
  generated: ReadonlySet<string>,
): readonly Diagnostic[] {
  const parsed = parseWorkflowText(text, githubLockFile);
  const unreadable = (problem: string): readonly Diagnostic[] => [
    githubLockUnreadable({ file: githubLockFile, problem }, { file: githubLockFile }),
  ];
  if (parsed.model === undefined) return unreadable("it is no YAML");
  const { model } = parsed;
  if (!isMap(model)) return unreadable("it is no map");
  const version = String(model.version ?? "").replace(/^v/, "");
  if (!/^(?:0|1)(?:\.\d+)*$/.test(version)) {
    return unreadable(
      `its version is ${JSON.stringify(model.version ?? null).slice(0, 40)}, and 1 is the one that is known`,
    );
  }
  if (!isMap(model.dependencies)) return unreadable("it has no `dependencies`");
  const ours = usedByGenerated(model.workflows, generated);
  return Object.entries(model.dependencies).flatMap(([key, dependency]) =>
    compare(key, dependency, { lock, placeOf, isOurs: ours.has(key), parsed }),
  );
}

function compare(
  key: string,
  dependency: Value | undefined,
  p: { lock: ActionsLock; placeOf: LockPlace; isOurs: boolean; parsed: ParsedWorkflow },
): readonly Diagnostic[] {
  const at = key.lastIndexOf("@");
  const repository = key.slice(0, at).toLowerCase();
  const ref = key.slice(at + 1);
  const sha = /^sha1-([0-9a-f]{40})$/.exec(isMap(dependency) ? String(dependency.commit) : "")?.[1];
  if (at < 1 || sha === undefined) return [];
  return Object.entries(p.lock.actions).flatMap(([action, locked]) => {
    const name = action.toLowerCase();
    const isSame = name === repository || name.startsWith(`${repository}/`);
    const stands = p.isOurs || ref === locked.sha || ref === locked.version;
    if (!isSame || !stands || sha === locked.sha) return [];
    const range = p.parsed.ranges(["dependencies", key, "commit"]);
    const place = range ? { location: { file: githubLockFile, ...range } } : { file: githubLockFile };
    return githubLockDiffers({ action, sha, locked: p.placeOf(action), lockedSha: locked.sha }, place);
  });
}

/** The dependencies that GitHub's lock lists for files of ours; their names there may lack the folder. */
function usedByGenerated(workflows: Value | undefined, generated: ReadonlySet<string>): ReadonlySet<string> {
  if (!isMap(workflows)) return new Set();
  const lists = Object.entries(workflows).flatMap(([file, list]) => {
    const isOurs = generated.has(file) || generated.has(`.github/workflows/${file}`);
    return isOurs && Array.isArray(list) ? list.map(String) : [];
  });
  return new Set(lists);
}

function isMap(value: Value | undefined): value is ValueMap {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
