import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { copyFolder, fetchHistory } from "./copy-repository.ts";
import { type ActionEnd, annotate, type Leg, nothingDone, refused, say } from "./execution.ts";
import { findProgram } from "./find-program.ts";
import { listFiles, matchFiles } from "./match-files.ts";

/** What a step gives to an action that this program stands in for. */
export interface KnownAction {
  readonly leg: Leg;
  /** By name in lower case, defaults left out. */
  readonly inputs: ReadonlyMap<string, string>;
  readonly prefix: string;
}

/** Actions that are played, by name in lower case. */
export function knownAction(name: string): ((action: KnownAction) => ActionEnd) | undefined {
  return known.get(name) ?? (name.startsWith("actions/setup-") ? setUp(name) : undefined);
}

const known = new Map<string, (action: KnownAction) => ActionEnd>([
  ["actions/checkout", checkOut],
  ["actions/cache", missCache],
  ["actions/cache/restore", missCache],
  ["actions/cache/save", keepNothing],
  ["actions/upload-artifact", uploadArtifact],
  ["actions/download-artifact", downloadArtifact],
]);

/** Copies what git would commit. Another repository, or another commit of this one, is not here. */
function checkOut({ leg, inputs, prefix }: KnownAction): ActionEnd {
  const { copy, run, root } = leg.execution;
  const { name } = run.repository;
  const repository = inputs.get("repository") || name;
  if (repository.toLowerCase() !== name.toLowerCase()) {
    return refused(`it checks out ${repository}, which is not here`);
  }
  const asked = inputs.get("ref") ?? "";
  const { sha, ref } = leg.placeOfRun;
  const isOfRun = ["", sha, ref, ref.replace(/^refs\/(?:heads|tags)\//, "")].includes(asked);
  if (!isOfRun) {
    return refused(`it checks out ${asked}, and the copy has ${ref} alone`);
  }
  const target = inside(leg, inputs.get("path") ?? "");
  if (target === undefined)
    return failed(leg, prefix, `Repository path '${inputs.get("path")}' is not under the workspace`);
  mkdirSync(target, { recursive: true });
  for (const entry of readdirSync(target)) rmSync(join(target, entry), { recursive: true, force: true });
  copyFolder(copy.folder, target);
  if (inputs.get("fetch-depth") === "0" && copy.hasGit) fetchHistory(root, target);
  const place = relative(leg.folders.workspace, target) || "the workspace";
  say(leg, prefix, `Copied ${name} into ${place}${copy.differs ? ", with what is not committed" : ""}`);
  return { ...nothingDone, outputs: { ref, commit: sha } };
}

/** Nothing is installed: what is on PATH is used, and said. */
function setUp(name: string): (action: KnownAction) => ActionEnd {
  const tool = name.slice("actions/setup-".length);
  return ({ leg, inputs, prefix }) => {
    const programs = toolPrograms.get(tool) ?? [tool];
    const found = findProgram(programs, leg.execution.path);
    const asked = [...inputs].find(([key]) => key.endsWith("version"))?.[1] || "any version";
    if (found === undefined) return refused(`it sets up ${tool}, and there is none on PATH`);
    say(leg, prefix, `Asked for ${tool} ${asked}; ${found} is used`);
    return nothingDone;
  };
}

const toolPrograms = new Map([
  ["python", ["python3", "python"]],
  ["java", ["java"]],
  ["dotnet", ["dotnet"]],
]);

function missCache({ leg, inputs, prefix }: KnownAction): ActionEnd {
  if (inputs.get("fail-on-cache-miss") === "true") {
    return failed(
      leg,
      prefix,
      `Failed to restore cache entry. Exiting as fail-on-cache-miss is set. Input key: ${inputs.get("key") ?? ""}`,
    );
  }
  say(leg, prefix, `Cache not found for input keys: ${inputs.get("key") ?? ""}`);
  return { ...nothingDone, outputs: { "cache-hit": "", "cache-primary-key": inputs.get("key") ?? "" } };
}

function keepNothing({ leg, prefix }: KnownAction): ActionEnd {
  say(leg, prefix, "Nothing is kept from one run to the next");
  return nothingDone;
}

/** Source: actions/toolkit, `packages/artifact/src/internal/upload/path-and-artifact-name-validation.ts`. */
const forbidden = /["":<>|*?\r\n\\/]/;

function uploadArtifact({ leg, inputs, prefix }: KnownAction): ActionEnd {
  const { workspace } = leg.folders;
  const name = inputs.get("name") || "artifact";
  if (forbidden.test(name)) return failed(leg, prefix, `The artifact name is not valid: ${name}.`);
  const target = join(leg.execution.artifacts, name);
  if (existsSync(target) && inputs.get("overwrite") !== "true") {
    return failed(
      leg,
      prefix,
      "Failed to CreateArtifact: an artifact with this name already exists on the workflow run",
    );
  }
  const patterns = (inputs.get("path") ?? "").split(/\r?\n/).map((line) => fromWorkspace(leg, line.trim()));
  const withHidden = inputs.get("include-hidden-files") === "true";
  const files = matchFiles(workspace, patterns).filter((path) => withHidden || !isHidden(path, patterns));
  if (files.length === 0) {
    const message = `No files were found with the provided path: ${inputs.get("path") ?? ""}. No artifacts will be uploaded.`;
    const wanted = inputs.get("if-no-files-found") ?? "warn";
    if (wanted === "error") return failed(leg, prefix, message);
    if (wanted === "warn") annotate(leg, prefix, { level: "warning", message });
    return nothingDone;
  }
  rmSync(target, { recursive: true, force: true });
  const base = commonFolder(workspace, patterns, files);
  for (const file of files) copyInto(join(workspace, file), join(target, file.slice(base.length)));
  say(leg, prefix, `Artifact ${name} has ${files.length === 1 ? "1 file" : `${files.length} files`}`);
  return {
    ...nothingDone,
    outputs: { "artifact-id": String(artifactIds++), "artifact-url": "", "artifact-digest": "" },
  };
}

let artifactIds = 1;

function downloadArtifact({ leg, inputs, prefix }: KnownAction): ActionEnd {
  const { artifacts } = leg.execution;
  const target = inside(leg, inputs.get("path") ?? "");
  if (target === undefined) return failed(leg, prefix, `The path ${inputs.get("path")} is outside of the workspace`);
  const names = existsSync(artifacts) ? readdirSync(artifacts).sort() : [];
  const name = inputs.get("name") ?? "";
  if (name !== "" && !names.includes(name)) {
    return failed(leg, prefix, `Unable to download artifact(s): Artifact not found for name: ${name}`);
  }
  const pattern = inputs.get("pattern") ?? "";
  const wanted = name !== "" ? [name] : names.filter((each) => pattern === "" || matchesName(each, pattern));
  const isFlat = name !== "" || inputs.get("merge-multiple") === "true";
  mkdirSync(target, { recursive: true });
  for (const each of wanted) {
    const from = join(artifacts, each);
    for (const file of listFiles(from, "")) copyInto(join(from, file), join(target, isFlat ? "" : each, file));
  }
  say(leg, prefix, `Downloaded ${wanted.length === 0 ? "no artifact" : wanted.join(", ")}`);
  return { ...nothingDone, outputs: { "download-path": target } };
}

function matchesName(name: string, pattern: string): boolean {
  const source = pattern
    .replace(/[.+^$()|[\]{}\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${source}$`, "s").test(name);
}

function copyInto(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  cpSync(from, to, { dereference: true });
}

/** The folder that all that was asked for lies in, with a slash at its end, or nothing: it is left out of the artifact. */
function commonFolder(workspace: string, patterns: readonly string[], files: readonly string[]): string {
  const roots = patterns
    .filter((pattern) => pattern !== "" && !pattern.startsWith("!") && !pattern.startsWith("#"))
    .map((pattern) => rootOf(workspace, pattern));
  const [first = [], ...rest] = roots.length > 0 ? roots : files.map((file) => file.split("/").slice(0, -1));
  const length = rest.reduce((common, each) => sharedLength(first.slice(0, common), each), first.length);
  return length === 0 ? "" : `${first.slice(0, length).join("/")}/`;
}

/** Names of folders in front of the first wildcard; of a file the folder that it lies in. */
function rootOf(workspace: string, pattern: string): readonly string[] {
  const names = pattern
    .replace(/^(?:\.\/+)+/, "")
    .split(/\/+/)
    .filter((name) => name !== "" && name !== ".");
  const wild = names.findIndex((name) => /[*?[]/.test(name));
  if (wild >= 0) return names.slice(0, wild);
  const isFolder = statSync(join(workspace, ...names), { throwIfNoEntry: false })?.isDirectory() ?? false;
  return isFolder ? names : names.slice(0, -1);
}

function sharedLength(a: readonly string[], b: readonly string[]): number {
  const differs = a.findIndex((name, index) => name !== b[index]);
  return differs < 0 ? a.length : differs;
}

function isHidden(path: string, patterns: readonly string[]): boolean {
  return path.split("/").some((name) => name.startsWith(".")) && !patterns.includes(path);
}

/** Absolute paths below the workspace, as patterns take them. */
function fromWorkspace({ folders }: Leg, pattern: string): string {
  const prefix = `${folders.workspace}${sep}`;
  return pattern.startsWith(prefix) ? pattern.slice(prefix.length) : pattern;
}

function inside({ folders }: Leg, path: string): string | undefined {
  const target = resolve(folders.workspace, path);
  return target === folders.workspace || target.startsWith(`${folders.workspace}${sep}`) ? target : undefined;
}

function failed(leg: Leg, prefix: string, message: string): ActionEnd {
  annotate(leg, prefix, { level: "error", message });
  return { ...nothingDone, outcome: "failure" };
}
