import { type ActionFact, nothingKnown, type RepositoryFacts } from "@yardmaster/core";
import { parseAction } from "@yardmaster/yaml-io";
import { actionModel } from "../documents/read-model.ts";
import { readSettings } from "../repository/read-settings.ts";
import { type LintedFile, readSubject } from "./read-subject.ts";
import type { RepositoryTexts } from "./repository-texts.ts";
import { WorkflowFacts } from "./workflow-facts.ts";

/** Reads each file once, and only those that somebody asks for. */
export interface RepositoryReader {
  readonly read: (path: string) => LintedFile | undefined;
  readonly facts: RepositoryFacts;
}

/**
 * @param judged paths of further files that may be workflows.
 * @param given what is known otherwise, in place of what the files say.
 */
export function createReader(
  texts: RepositoryTexts,
  judged: readonly string[],
  given: Partial<RepositoryFacts> = {},
): RepositoryReader {
  const known = new Map<string, LintedFile | undefined>();
  const read = (path: string): LintedFile | undefined => {
    if (known.has(path)) return known.get(path);
    const text = texts.text(path);
    const linted = text === undefined ? undefined : readSubject(path, text);
    known.set(path, linted);
    return linted;
  };
  const actions = new Map<string, ActionFact>();
  let settings: RepositoryFacts["settings"] | undefined;
  return {
    read,
    facts: {
      ...nothingKnown,
      workflows: new WorkflowFacts([...new Set([...texts.workflows, ...judged])], read),
      action: (folder) => {
        const fact = actions.get(folder) ?? findAction(folder, texts, read);
        actions.set(folder, fact);
        return fact;
      },
      files: texts.files,
      text: texts.text,
      get settings() {
        settings ??= readSettings(texts.text);
        return settings;
      },
      ...given,
    },
  };
}

function findAction(folder: string, texts: RepositoryTexts, read: RepositoryReader["read"]): ActionFact {
  const under = (name: string) => (folder === "" ? name : `${folder}/${name}`);
  for (const path of [under("action.yml"), under("action.yaml")]) {
    const linted = read(path);
    if (!linted) continue;
    const parsed = parseAction(linted.document.text, "action");
    const model = actionModel(linted.document.model);
    if (!parsed.ok) return { unreadable: { path, reason: parsed.error } };
    if (model) return { metadata: parsed.value, file: path, model };
  }
  return texts.isWhole && texts.text(under("Dockerfile")) === undefined ? "missing" : "unknown";
}
