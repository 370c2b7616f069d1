import type { ActionMetadata, LockedInput } from "@yardmaster/core";
import { publishedTable } from "./published-table.ts";

/**
 * Metadata of a widely used action at the major version that a ref names. `using` is empty where it is not known.
 * @param name `owner/repo` or `owner/repo/folder`.
 * @param ref tag or branch.
 * @returns undefined for what is not in the table: other actions, versions newer than it, and those that take any input.
 */
export function publishedAction(name: string, ref: string): ActionMetadata | undefined {
  const version = versionAt(name, ref);
  if (!version) return undefined;
  version.metadata ??= metadataOf(version);
  return version.metadata === "unknown" ? undefined : version.metadata;
}

/** Whether a widely used action runs, at that version, on a Node.js that GitHub's runners no longer have: 12 or 16. */
export function hasRetiredRuntime(name: string, ref: string): boolean {
  return versionAt(name, ref)?.using === "retired";
}

/** The same for Node.js 20, as far as that is known: of GitHub's and Docker's own actions. */
export function runsOnNode20(name: string, ref: string): boolean {
  return node20Majors[name.toLowerCase()]?.includes(majorOf(ref)) ?? false;
}

/** From `runs.using` of their metadata. */
const node20Majors: Readonly<Record<string, readonly string[]>> = {
  "actions/cache": ["4"],
  "actions/cache/restore": ["4"],
  "actions/cache/save": ["4"],
  "actions/checkout": ["4"],
  "actions/download-artifact": ["4", "5", "6"],
  "actions/github-script": ["7"],
  "actions/setup-dotnet": ["4"],
  "actions/setup-go": ["5"],
  "actions/setup-java": ["4"],
  "actions/setup-node": ["4"],
  "actions/setup-python": ["5"],
  "actions/stale": ["9"],
  "actions/upload-artifact": ["4", "5"],
  "docker/build-push-action": ["5", "6"],
  "docker/login-action": ["3"],
  "docker/metadata-action": ["5"],
  "docker/setup-buildx-action": ["3"],
  "docker/setup-qemu-action": ["3"],
  "github/codeql-action/analyze": ["3"],
  "github/codeql-action/init": ["3"],
};

interface PublishedVersion {
  readonly using: string;
  /** Undefined where any may stand. */
  readonly inputs: readonly string[] | undefined;
  readonly outputs: readonly string[] | undefined;
  metadata?: ActionMetadata | "unknown";
}

type Versions = ReadonlyMap<string, PublishedVersion>;

/** Lines of the table by the action; each is taken apart when it is first asked for. */
let linesByName: ReadonlyMap<string, readonly string[]> | undefined;
const versionsByName = new Map<string, Versions>();

function versionAt(name: string, ref: string): PublishedVersion | undefined {
  linesByName ??= splitTable();
  const key = name.toLowerCase();
  const lines = linesByName.get(key);
  if (!lines) return undefined;
  const versions = versionsByName.get(key) ?? versionsOf(lines);
  versionsByName.set(key, versions);
  return versions.get(majorOf(ref)) ?? versions.get(ref);
}

/** `4` of `v4`, `v4.3.6` and `v4.x`. */
function majorOf(ref: string): string {
  return /^v?(\d+)(?:\.[\dx]+)*$/.exec(ref)?.[1] ?? ref;
}

function splitTable(): ReadonlyMap<string, readonly string[]> {
  const byName = new Map<string, string[]>();
  let lines: string[] = [];
  for (const line of publishedTable.split("\n")) {
    if (line.startsWith(" ")) lines.push(line.slice(1));
    else {
      lines = [];
      byName.set(line, lines);
    }
  }
  byName.delete("");
  return byName;
}

function versionsOf(lines: readonly string[]): Versions {
  const versions = new Map<string, PublishedVersion>();
  let before: PublishedVersion | undefined;
  for (const line of lines) {
    const [names = "", using = "", inputs = "", outputs = ""] = line.split("|");
    before = { using, inputs: namesIn(inputs, before?.inputs), outputs: namesIn(outputs, before?.outputs) };
    for (const name of names.split(" ")) versions.set(name, before);
  }
  return versions;
}

/** @param before those of the line before, which this one may only change. */
function namesIn(text: string, before: readonly string[] | undefined): readonly string[] | undefined {
  if (text === "*") return undefined;
  if (text === "=") return before;
  const words = text.split(" ").filter((word) => word !== "");
  if (!/^[+-]/.test(text)) return words;
  const marked = (mark: string) => words.filter((word) => word.startsWith(mark)).map((word) => word.slice(1));
  const gone = marked("-");
  return [...(before ?? []).filter((name) => !gone.includes(name)), ...marked("+")];
}

function metadataOf({ using, inputs, outputs }: PublishedVersion): ActionMetadata | "unknown" {
  if (!inputs || !outputs) return "unknown";
  const declared = inputs.map((text): [string, LockedInput] => {
    const [, name = "", required, deprecated] = /^(.*?)(!?)(~?)$/.exec(text) ?? [];
    return [name, { required: required === "!", ...(deprecated === "~" ? { deprecated: "" } : {}) }];
  });
  return { using, inputs: Object.fromEntries(declared), outputs };
}
