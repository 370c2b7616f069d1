import { join } from "node:path";
import { sourcesFolder, workflowsFolder } from "@yardmaster/compiler";
import { ok, type Result } from "@yardmaster/core";
import { lockFile } from "@yardmaster/pins";
import { readHeader } from "@yardmaster/yaml-io";
import type { Host } from "../../program/host.ts";
import { findCompiler } from "../../types/find-compiler.ts";
import { findInitRoot } from "./find-init-root.ts";
import type { InitFile } from "./init-file.ts";
import { findPackageManager, type PackageManager } from "./package-manager.ts";
import { planLineFiles } from "./plan-line-files.ts";
import {
  compilerWarning,
  otherScripts,
  planBots,
  planManifest,
  planTypes,
  typesFile,
  typesWarning,
} from "./plan-settings.ts";
import { type KnownWorkflows, planSources } from "./plan-sources.ts";
import { type Project, readProject } from "./project.ts";
import type { StarterJob } from "./starter-job.ts";

export interface InitPlan {
  /** Absolute. */
  readonly root: string;
  readonly manager: PackageManager;
  /** In the order in which they are written: what others need comes first. */
  readonly files: readonly InitFile[];
  readonly jobs: readonly StarterJob[];
  /** Workflows that nobody generates, from the root. */
  readonly handWritten: readonly string[];
  /** What somebody should know before it is written, each a sentence. */
  readonly notes: readonly string[];
}

/** What `init` would write, but for what the sources make. @returns a sentence for what cannot be read or edited. */
export async function planInit(host: Host): Promise<Result<InitPlan, string>> {
  const { root, isGit } = await findInitRoot(host.cwd, host.files);
  const project = readProject(
    {
      root,
      further: [lockFile, "generated/actions.ts", typesFile],
      branch: (isGit ? await branchOf(root, host) : undefined) ?? "main",
      listed: await listFiles(root, isGit, host),
    },
    host.files,
  );
  const known = await readWorkflows(root, host);
  const manifest = planManifest(project);
  const lines = planLineFiles(project);
  if (!manifest.ok) return manifest;
  if (!lines.ok) return lines;
  const sources = planSources(project, known);
  if (!sources.ok) return sources;
  const manager = findPackageManager(project);
  const files = [...lines.value, planTypes(project), ...sources.value.files, planBots(project), manifest.value];
  return ok({
    ...{ root, manager, files, jobs: sources.value.jobs, handWritten: known.handWritten },
    notes: [
      ...(isGit ? [] : [`${root} is in no git repository. GitHub reads workflows at the root of one.`]),
      ...sources.value.jobs.flatMap(({ notes }) => notes),
      ...nestedNotes(project, sources.value.jobs),
      ...otherScripts(project).map(
        (name) => `package.json has a script ${JSON.stringify(name)} of its own, which stays.`,
      ),
      ...managerNotes(manager),
      ...[typesWarning(project), compilerWarning(await findCompiler(root, host.files))].filter(
        (note) => note !== undefined,
      ),
    ],
  });
}

/** Before the first commit git knows of no branch, and only the name of the one to come stands in a file. */
async function branchOf(root: string, { git, files }: Host): Promise<string | undefined> {
  const known = git?.origin(root).defaultBranch ?? git?.head(root)?.branch?.replace(/^refs\/heads\//, "");
  if (known !== undefined || !(await files.isFolder(join(root, ".git")))) return known;
  const head = await files.read(join(root, ".git/HEAD"));
  return head && /^ref: refs\/heads\/(.+)/.exec(new TextDecoder().decode(head))?.[1];
}

async function listFiles(root: string, isGit: boolean, { files, git }: Host): Promise<readonly string[]> {
  const known = isGit ? git?.files(root) : undefined;
  if (known) return known;
  const folders = ["tests", "test"];
  const inside = await Promise.all(
    folders.map(async (folder) => ({ folder, names: await files.list(join(root, folder), "direct") })),
  );
  return inside.flatMap(({ folder, names }) => names.map((name) => `${folder}/${name}`));
}

async function readWorkflows(root: string, { files }: Host): Promise<KnownWorkflows> {
  const yaml = (await files.list(join(root, workflowsFolder), "direct")).filter((name) => /\.ya?ml$/.test(name));
  const workflows = readTexts(
    yaml.map((name) => `${workflowsFolder}/${name}`),
    root,
    files,
  );
  const modules = (await files.list(join(root, sourcesFolder), "linked")).filter((name) =>
    /\.[cm]?[jt]sx?$/.test(name),
  );
  const sources = readTexts(
    modules.map((name) => `${sourcesFolder}/${name}`),
    root,
    files,
  );
  const texts = [...workflows.values(), ...sources.values()];
  return {
    handWritten: [...workflows].flatMap(([path, text]) => (readHeader(text) ? [] : [path])),
    sources,
    isChecked: texts.some((text) => /yardmaster check|check:workflows/.test(text)),
  };
}

function readTexts(paths: readonly string[], root: string, files: Host["files"]): ReadonlyMap<string, string> {
  const contents = files.readAll(paths.map((path) => join(root, path)));
  return new Map(paths.map((path, index) => [path, new TextDecoder().decode(contents[index])]));
}

const manifests = /\/(?:package\.json|pyproject\.toml|setup\.py|go\.mod|Cargo\.toml|pom\.xml|build\.gradle(?:\.kts)?)$/;
const shownFolders = 5;

/** Programs in folders below the root have no job: what tests them is not known. */
function nestedNotes({ listed }: Project, jobs: readonly StarterJob[]): readonly string[] {
  const nested = listed.filter(
    (path) => manifests.test(path) && !/(?:^|\/)(?:node_modules|vendor|testdata|fixtures)\//.test(path),
  );
  if (jobs.length === 0 || nested.length === 0) return [];
  const more = nested.length > shownFolders ? ` and ${nested.length - shownFolders} more` : "";
  return [`\`ci\` tests what the root says; below it there are ${nested.slice(0, shownFolders).join(", ")}${more}.`];
}

function managerNotes({ name, others }: PackageManager): readonly string[] {
  if (others.length === 0) return [];
  return [`Besides the lock file of ${name} there is ${others.join(", ")}: ${name} is taken.`];
}
