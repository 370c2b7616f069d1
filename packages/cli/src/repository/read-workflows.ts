import { dirname, join } from "node:path";
import type { AnalyzedWorkflow, DispatchTable, EffectsInput } from "@yardmaster/analyzer";
import { compile, dataFolder, findRepository, workflowsFolder } from "@yardmaster/compiler";
import { workflowModel } from "@yardmaster/compiler/lint";
import { asList, asMap, type Files, type Finding, type Task, type Value } from "@yardmaster/core";
import { readYaml } from "@yardmaster/yaml-io";
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
  const { files } = host;
  const repository = await findRepository(folder, files);
  const root = repository?.root ?? (await findWorkflows(folder, files));
  if (root === undefined) return undefined;
  const texts = await readTexts(root, files);
  if (!repository) return { root, ...read(texts), findings: [], isUnreadable: false };
  // What GitHub's parser says of the texts is for `check`.
  const made = await compile(root, host, { genCommand: repository.genCommand, checkText: async () => [] });
  for (const { kind, path } of made.plan) if (kind === "delete-orphan") texts.delete(path);
  for (const { path, text } of made.files) if (isRead(path)) texts.set(path, text);
  return { root, ...read(texts), findings: made.findings, isUnreadable: made.isUnreadable };
}

async function findWorkflows(folder: string, files: Files): Promise<string | undefined> {
  if (await files.isFolder(join(folder, workflowsFolder))) return folder;
  const parent = dirname(folder);
  return parent === folder ? undefined : findWorkflows(parent, files);
}

/** A consumer's own table of tasks is where its workflow says; these are the names that the documents give. */
const tableFile = ".github/orchestrator-tasks.json";

async function readTexts(root: string, files: Files): Promise<Map<string, string>> {
  const listed = await Promise.all(
    [workflowsFolder, dataFolder].map(async (folder) =>
      (await files.list(join(root, folder), "direct")).map((name) => `${folder}/${name}`),
    ),
  );
  const paths = [...listed.flat(), tableFile].filter(isRead);
  const contents = files.readAll(paths.map((path) => join(root, path)));
  const decoder = new TextDecoder();
  return new Map(paths.flatMap((path, index) => (contents[index] ? [[path, decoder.decode(contents[index])]] : [])));
}

function isRead(path: string): boolean {
  if (path === tableFile) return true;
  return path.startsWith(`${workflowsFolder}/`) ? /\.ya?ml$/.test(path) : /^generated\/[^/]+\.json$/.test(path);
}

function read(texts: ReadonlyMap<string, string>): Pick<ReadWorkflows, "input" | "unread"> {
  const workflows = new Map<string, AnalyzedWorkflow>();
  const tables: DispatchTable[] = [];
  const unread: string[] = [];
  for (const [file, text] of texts) {
    if (file.endsWith(".json")) {
      const tasks = tasksIn(text);
      if (tasks.length > 0) tables.push({ file, tasks });
      continue;
    }
    const { model: value, diagnostics } = readYaml(text, file);
    const model = diagnostics.length > 0 ? undefined : workflowModel(value);
    if (model) workflows.set(file, { file, model });
    else unread.push(file);
  }
  return { input: { workflows, tables }, unread };
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
