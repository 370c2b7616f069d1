import { join } from "node:path";
import type { Files, RepositoryFacts } from "@yardmaster/core";
import { checkDispatches } from "../documents/check-dispatches.ts";
import { checkFiles, type MadeFile, type Surroundings, type TextProblem } from "../documents/check-files.ts";
import { checkModels, type SuppressedProblem } from "../documents/check-models.ts";
import type { CheckText } from "../documents/check-text.ts";
import { dropRepeats } from "../documents/drop-repeats.ts";
import { createActionLookUp } from "../documents/look-up-action.ts";
import { readSettings } from "../repository/read-settings.ts";
import type { PlacedDocument } from "./compiled-source.ts";

interface Case extends Surroundings {
  readonly documents: readonly PlacedDocument[];
  readonly made: readonly MadeFile[];
  readonly root: string;
  readonly files: Files;
  readonly checkText: CheckText;
}

export interface Judgement {
  readonly problems: readonly TextProblem[];
  /** What comments in the sources answer. */
  readonly suppressed: readonly SuppressedProblem[];
}

/**
 * What the rules say of the models, what the tasks, and what GitHub says of the texts; without what
 * `lint --pedantic` alone says.
 */
export async function judge({ documents, made, ...around }: Case): Promise<Judgement> {
  const own = new Set(documents.map(({ path }) => path));
  const action = createActionLookUp({ ...around, made: own });
  const text = textIn(around);
  const models = await checkModels(documents, { ...around, action, settings: readSettings(text), text });
  const ruled = [...models.problems, ...(await checkDispatches(documents, around))];
  const problems = [...ruled, ...dropRepeats(await checkFiles(made, around), ruled)];
  return { problems: problems.filter(({ diagnostic }) => !diagnostic.isPedantic), suppressed: models.suppressed };
}

/** Texts of a repository, by their paths from its root. */
function textIn({ root, files }: Pick<Case, "root" | "files">): RepositoryFacts["text"] {
  return (path) => {
    const [bytes] = files.readAll([join(root, path)]);
    return bytes && new TextDecoder().decode(bytes);
  };
}
