import { dirname, join } from "node:path";
import type { DispatchTable, EffectsInput } from "@yardmaster/analyzer";
import { compile, dataFolder, findRepository, workflowsFolder } from "@yardmaster/compiler";
import { type RepositoryTexts, readTexts, textsOnDisk } from "@yardmaster/compiler/lint";
import { asList, asMap, type Files, type Finding, type Task, type Value } from "@yardmaster/core";
import type { Host } from "../program/host.ts";

export interface ReadWorkflows {
  /** Absolute. */
  readonly root: string;
  readonly input: EffectsInput;
  /** Of the sources. */
  readonly findings: readonly Finding[];
  readonly isUnreadable: boolean;
  /** Files among the workflows that are none. */
  readonly unread: readonly string[];
}

/**
 * The workflows of a repository as its sources make them, else as they stand on the disk.
 * @param folder absolute.
 * @returns undefined where neither the folder nor one above it has workflows, or sources of some.
 */
export async function readWorkflows(folder: string, host: Host): Promise<ReadWorkflows | undefined> {
  const made = await makeTexts(folder, host);
  if (!made) return undefined;
  const { root, texts, findings, isUnreadable } = made;
  const { workflows, unreadable } = readTexts(texts);
  const tables = await readTables(made, host.files);
  return { root, input: { workflows, tables }, findings, isUnreadable, unread: [...unreadable.keys()] };
}

export interface MadeTexts {
  /** Absolute. */
  readonly root: string;
  readonly texts: RepositoryTexts;
  /** Paths of what its sources make. */
  readonly made: readonly string[];
  /** Of the sources. */
  readonly findings: readonly Finding[];
  readonly isUnreadable: boolean;
}

/** The files of a repository as `gen` would leave them. @returns as {@link readWorkflows}. */
export async function makeTexts(folder: string, host: Host): Promise<MadeTexts | undefined> {
  const { files } = host;
  const repository = await findRepository(folder, files);
  const root = repository?.root ?? (await findWorkflows(folder, files));
  if (root === undefined) return undefined;
  const onDisk = await textsOnDisk(root, true, host);
  if (!repository) return { root, texts: onDisk, made: [], findings: [], isUnreadable: false };
  // What GitHub's parser says of the texts is for `check`.
  const compiled = await compile(root, host, { genCommand: repository.genCommand, checkText: async () => [] });
  const made = new Map(compiled.files.map(({ path, text }) => [path, text]));
  const deleted = compiled.plan.flatMap(({ kind, path }) => (kind === "delete-orphan" ? [path] : []));
  const gone = new Set(deleted.filter((path) => !made.has(path)));
  const workflows = [...onDisk.workflows, ...[...made.keys()].filter(isWorkflow)];
  const texts: RepositoryTexts = {
    ...onDisk,
    text: (path) => (gone.has(path) ? undefined : (made.get(path) ?? onDisk.text(path))),
    workflows: [...new Set(workflows)].filter((path) => !gone.has(path)),
  };
  return { root, texts, made: [...made.keys()], findings: compiled.findings, isUnreadable: compiled.isUnreadable };
}

async function findWorkflows(folder: string, files: Files): Promise<string | undefined> {
  if (await files.isFolder(join(folder, workflowsFolder))) return folder;
  const parent = dirname(folder);
  return parent === folder ? undefined : findWorkflows(parent, files);
}

function isWorkflow(path: string): boolean {
  return path.startsWith(`${workflowsFolder}/`) && /^[^/]+\.ya?ml$/.test(path.slice(workflowsFolder.length + 1));
}

/** A consumer's own table of tasks is where its workflow says; these are the names that the documents give. */
const tableFile = ".github/orchestrator-tasks.json";

async function readTables({ root, texts, made }: MadeTexts, files: Files): Promise<readonly DispatchTable[]> {
  const listed = (await files.list(join(root, dataFolder), "direct")).map((name) => `${dataFolder}/${name}`);
  const data = [...listed, ...made].filter((path) => /^generated\/[^/]+\.json$/.test(path));
  return [...new Set([...data, tableFile])].flatMap((file) => {
    const tasks = tasksIn(texts.text(file) ?? "");
    return tasks.length > 0 ? [{ file, tasks }] : [];
  });
}

/** Other data may hold anything. */
function tasksIn(text: string): readonly Task[] {
  const tasks = asList(asMap(parseJson(text))?.tasks);
  return tasks.every(isTask) ? (tasks as unknown as readonly Task[]) : [];
}

function isTask(value: Value): boolean {
  const task = asMap(value);
  const dispatch = asMap(task?.dispatch);
  const target = dispatch?.event === "workflow_dispatch" ? dispatch.workflow : dispatch?.type;
  return typeof task?.name === "string" && typeof target === "string" && Array.isArray(dispatch?.repositories);
}

function parseJson(text: string): Value | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
