import { join } from "node:path";
import type { Files, Output, RepositoryFacts } from "@yardmaster/core";
import { checkDispatches } from "../documents/check-dispatches.ts";
import { checkFiles, type MadeFile, type Surroundings, type TextProblem } from "../documents/check-files.ts";
import { checkModels, type SuppressedProblem } from "../documents/check-models.ts";
import { checkPolicies } from "../documents/check-policies.ts";
import type { CheckText } from "../documents/check-text.ts";
import { dropRepeats } from "../documents/drop-repeats.ts";
import { createActionLookUp } from "../documents/look-up-action.ts";
import { readSettings } from "../repository/read-settings.ts";
import type { LoadedPolicies } from "../sources/read-policies.ts";
import type { PlacedDocument } from "./compiled-source.ts";

interface Case extends Surroundings {
  readonly documents: readonly PlacedDocument[];
  readonly made: readonly MadeFile[];
  readonly root: string;
  readonly files: Files;
  readonly checkText: CheckText;
  readonly policies: LoadedPolicies;
  /** Receives what policies print. */
  readonly stderr: Output;
  readonly spoil?: (() => void) | undefined;
}

export interface Judgement {
  readonly problems: readonly TextProblem[];
  /** What comments in the sources answer. */
  readonly suppressed: readonly SuppressedProblem[];
  /** What policies said may follow from other workflows, or from the disk. */
  readonly policiesLookedAround: boolean;
}

/**
 * What the rules and the policies say of the models, what the tasks, and what GitHub says of the texts; without what
 * `lint --pedantic` alone says.
 */
export async function judge({ documents, made, policies, ...around }: Case): Promise<Judgement> {
  const own = new Set(documents.map(({ path }) => path));
  const action = createActionLookUp({ ...around, made: own });
  const text = textIn(around);
  const known = { ...around, action, settings: readSettings(text), text };
  const printed = new Set(made.map(({ path }) => path));
  const models = await checkModels(documents, { ...known, printed });
  const ruled = [...models.problems, ...(await checkDispatches(documents, around))];
  const asked = await checkPolicies(documents, policies, known);
  const problems = [...ruled, ...dropRepeats(await checkFiles(made, around), ruled), ...asked.problems];
  return {
    problems: problems.filter(({ diagnostic }) => !diagnostic.isPedantic),
    suppressed: models.suppressed,
    policiesLookedAround: asked.lookedAround,
  };
}

/** Texts of a repository, by their paths from its root. */
function textIn({ root, files }: Pick<Case, "root" | "files">): RepositoryFacts["text"] {
  return (path) => {
    const [bytes] = files.readAll([join(root, path)]);
    return bytes && new TextDecoder().decode(bytes);
  };
}
