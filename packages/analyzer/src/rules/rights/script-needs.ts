import type { NeededPermissions, ShellCommand } from "@yardmaster/core";
import { programOf, wordTexts } from "./script-commands.ts";

/** Any one of these is enough. */
export type Alternatives = readonly NeededPermissions[];

const read = { contents: { contents: "read" }, actions: { actions: "read" } } as const;
const contents: Alternatives = [{ contents: "write" }];
const actions: Alternatives = [{ actions: "write" }];
const issues: Alternatives = [{ issues: "write" }];
const pulls: Alternatives = [{ "pull-requests": "write" }];
/** Pull requests are issues, too. */
const either: Alternatives = [{ "pull-requests": "write" }, { issues: "write" }];
const nothing: Alternatives = [{}];

/**
 * What `gh` does with its token, by command. Sources: the manual of `gh`; docs.github.com, "Permissions required for
 * fine-grained personal access tokens", by the endpoints that the commands call.
 */
const ghCommands: Readonly<Record<string, Readonly<Record<string, Alternatives>>>> = {
  cache: { delete: actions, list: [read.actions] },
  issue: {
    ...{ close: either, comment: either, create: issues, delete: issues, develop: contents, edit: either },
    ...{ lock: either, pin: issues, reopen: either, unlock: either, unpin: issues },
    ...{ list: [{ issues: "read" }], status: [{ issues: "read" }], view: [{ issues: "read" }] },
  },
  label: { create: either, delete: either, edit: either, list: nothing },
  pr: {
    ...{ close: either, comment: either, create: pulls, edit: either, lock: either, merge: contents },
    ...{ ready: pulls, reopen: either, review: pulls, unlock: either, "update-branch": pulls },
    ...{ checkout: [read.contents], diff: [{ "pull-requests": "read" }], list: [{ "pull-requests": "read" }] },
    ...{ view: [{ "pull-requests": "read" }] },
  },
  release: {
    ...{ create: contents, delete: contents, "delete-asset": contents, edit: contents, upload: contents },
    ...{ download: [read.contents], list: [read.contents], view: [read.contents] },
  },
  run: {
    ...{ cancel: actions, delete: actions, rerun: actions },
    ...{ download: [read.actions], list: [read.actions], view: [read.actions], watch: [read.actions] },
  },
  workflow: { disable: actions, enable: actions, list: [read.actions], run: actions, view: [read.actions] },
};

/** What a command of `gh` needs in the repository of the run; undefined for what is not known, and for other repositories. */
export function ghNeeds(command: ShellCommand): { readonly name: string; readonly needs: Alternatives } | undefined {
  const [program, topic = "", verb = "", ...rest] = wordTexts(command);
  if (program !== "gh" || !Object.hasOwn(ghCommands, topic)) return undefined;
  const needs = ghCommands[topic]?.[verb];
  if (!needs || rest.some((text) => text === "--help" || text === "-h" || /github\.com\//.test(text))) return undefined;
  const raw = programOf(command).map((word) => word.raw);
  const option = raw.findIndex((text) => text === "-R" || text === "--repo");
  const named = option === -1 ? raw.find((text) => text.startsWith("--repo="))?.slice(7) : raw[option + 1];
  if (named !== undefined && !/^["']?\$\{?(?:GITHUB_REPOSITORY|GH_REPO)\b/.test(named)) return undefined;
  return { name: `gh ${topic} ${verb}`, needs };
}

/** `git push` to where the checkout came from. */
export function isGitPush(command: ShellCommand): boolean {
  const words = wordTexts(command);
  if (words[0] !== "git") return false;
  const at = words.findIndex((text, index) => index > 0 && !text.startsWith("-") && words[index - 1] !== "-c");
  if (words[at] !== "push" || words.includes("--dry-run") || words.includes("-n")) return false;
  if (words.slice(1, at).some((text) => text === "-C")) return false;
  const remote = words.slice(at + 1).find((text) => !text.startsWith("-"));
  return remote === undefined || remote === "origin";
}
