import {
  asMap,
  type Diagnostic,
  type Escape,
  type Finding,
  overruleRaw,
  placeNodes,
  type RepositoryFacts,
  type YamlTree,
} from "@yardmaster/core";
import { dropRepeated } from "../documents/drop-repeats.ts";
import { actionModel, workflowModel } from "../documents/read-model.ts";
import type { ScriptPrograms } from "../host/script-programs.ts";
import { notLinted } from "./diagnostics.ts";
import { heed, nodeOf } from "./heed.ts";
import { judgeScripts } from "./judge-scripts.ts";
import { openReader } from "./open-reader.ts";
import { placeInDocument } from "./place-in-document.ts";
import type { LintedFile } from "./read-subject.ts";
import type { RepositoryReader } from "./repository-reader.ts";
import { type RepositoryTexts, textsInMemory } from "./repository-texts.ts";

export interface LintInput {
  /** Texts by their paths from the root: those to judge, and those that they call or use. */
  readonly texts: ReadonlyMap<string, string>;
  /** Of the texts, those to judge. Without it, all. */
  readonly judged?: ReadonlySet<string>;
  /** What else is known of the repository. */
  readonly facts?: Partial<RepositoryFacts>;
}

/**
 * What GitHub's parser and then the rules find in YAML files of one repository, whoever wrote them: by file, and within one
 * by place. Never throws for any text.
 */
export async function lintFiles({ texts, judged, facts }: LintInput): Promise<readonly Finding[]> {
  const wanted = [...texts.keys()].filter((file) => !judged || judged.has(file));
  return lintRepository(textsInMemory(texts), wanted, facts);
}

/** What the author of a generated file let through by `raw`. */
export type EscapesOf = (file: string) => readonly Escape[];

/**
 * The same of files wherever they are.
 * @param judged paths from the root; what is not there is left out.
 * @param programs that judge the scripts as well.
 */
export async function lintRepository(
  texts: RepositoryTexts,
  judged: readonly string[],
  facts?: Partial<RepositoryFacts>,
  escapes: EscapesOf = () => [],
  programs?: ScriptPrograms,
): Promise<readonly Finding[]> {
  return (await openLinter(texts, judged, facts, programs))(judged, escapes);
}

/** Judges some of the files of a repository, as often as it is asked; what it has read, it keeps. */
export type Linter = (judged: readonly string[], escapes?: EscapesOf) => Promise<readonly Finding[]>;

/** @param candidates every file that may be asked for. */
export async function openLinter(
  texts: RepositoryTexts,
  candidates: readonly string[],
  facts?: Partial<RepositoryFacts>,
  programs?: ScriptPrograms,
): Promise<Linter> {
  const reader = await openReader(texts, candidates, facts);
  return async (judged, escapes = () => []) => {
    const found: Finding[] = [];
    const files = judged.flatMap((path) => reader.read(path) ?? []);
    const ofScripts = programs && (await judgeScripts(files, programs));
    for (const linted of files) {
      found.push(...(await lintFile(linted, reader, escapes(linted.file), ofScripts?.get(linted.file) ?? [])));
    }
    return found;
  };
}

async function lintFile(
  linted: LintedFile,
  { read, facts }: RepositoryReader,
  escapes: readonly Escape[],
  ofScripts: readonly Diagnostic[],
): Promise<readonly Finding[]> {
  const { file, document } = linted;
  const locate = (diagnostic: Diagnostic): Finding => {
    const finding = placeNodes(diagnostic, (path) => placeInDocument({ path }, document, file));
    const place = placeInDocument(diagnostic.place, document, file);
    const named = diagnostic.place && "path" in diagnostic.place ? diagnostic.place.path : undefined;
    const path = named ?? document.tree.pathAt(place.line, place.column);
    return { ...finding, place, ...(path ? { path } : {}) };
  };
  const tree = (path: string) => read(path)?.document.tree;
  const diagnostics =
    document.diagnostics.length > 0
      ? ofFirstLine(document.diagnostics)
      : await heed([...(await judge(linted, tree, facts, escapes)), ...ofScripts], document);
  return diagnostics.map(locate).sort(byPlace);
}

async function judge(
  { file, document, kind }: LintedFile,
  tree: (path: string) => YamlTree | undefined,
  facts: RepositoryFacts,
  escapes: readonly Escape[],
): Promise<readonly Diagnostic[]> {
  const { checkAction, checkActionModel, checkDependabot, checkModel, checkWorkflow } = await import(
    "@yardmaster/analyzer"
  );
  if (kind === "other") return [notLinted({ file }, { file })];
  if (kind === "dependabot") return checkDependabot({ file, model: asMap(document.model) ?? {} });
  if (kind === "action") {
    const model = actionModel(document.model);
    const ruled = model ? checkActionModel({ file, model }, facts) : [];
    return merge(await checkAction({ file, tree: document.tree, escapes }), ruled, document.tree);
  }
  const model = workflowModel(document.model);
  const ruled = (model ? checkModel({ file, model }, facts) : []).map((one) => overruleRaw(one, escapes));
  const local = (path: string) => tree(path.replace(/^[.$]\//, ""));
  return merge(await checkWorkflow({ file, tree: document.tree, escapes }, local), ruled, document.tree);
}

/** Where a text is no YAML, what is wrong on the lines behind the first follows from it, and there may be dozens. */
function ofFirstLine(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const lineOf = ({ place }: Diagnostic) => (place && "location" in place ? place.location.line : 0);
  const lines = diagnostics.filter(({ code }) => code === "yaml-syntax").map(lineOf);
  const first = Math.min(...lines);
  return diagnostics.filter((one) => one.code !== "yaml-syntax" || lineOf(one) === first);
}

/** GitHub's verdict first, but for what a rule says better of the same node. */
function merge(github: readonly Diagnostic[], ruled: readonly Diagnostic[], tree: YamlTree): readonly Diagnostic[] {
  return [...dropRepeated(github, ruled, (diagnostic) => nodeOf(diagnostic, tree)), ...ruled];
}

function byPlace(a: Finding, b: Finding): number {
  const [left, right] = [a, b].map(({ place }) => (place && "line" in place ? place : { line: 0, column: 0 }));
  return (
    (left?.line ?? 0) - (right?.line ?? 0) || (left?.column ?? 0) - (right?.column ?? 0) || (a.code < b.code ? -1 : 1)
  );
}
