import {
  type Diagnostic,
  isMap,
  type ModelPath,
  type Output,
  type Policy,
  type PolicyWorkflow,
  type RepositoryFacts,
  viewWorkflow,
  workflowFileName,
} from "@yardmaster/core";
import { documentPath } from "../repository/document-path.ts";
import { workflowsFolder } from "../repository/read-generated.ts";
import { describeThrown } from "../sources/describe-thrown.ts";
import { guardGlobals } from "../sources/guard-globals.ts";
import type { LoadedDocument } from "../sources/load-sources.ts";
import type { Problem } from "../sources/problem.ts";
import type { LoadedPolicies } from "../sources/read-policies.ts";
import type { Surroundings, TextProblem } from "./check-files.ts";
import { factsOf, isWorkflow, publishedBy } from "./check-models.ts";
import { policyAwaits, policyBreached, policyThrows } from "./diagnostics.ts";

export interface CheckedPolicies {
  /** Breaches at their nodes, and policies that failed. */
  readonly problems: readonly TextProblem[];
  /** What they said may follow from other workflows, or from the disk. */
  readonly lookedAround: boolean;
}

interface Case extends Surroundings, Pick<RepositoryFacts, "action" | "settings" | "text"> {
  /** Absolute. */
  readonly root: string;
  /** Receives what policies print. */
  readonly stderr: Output;
  readonly spoil?: (() => void) | undefined;
}

/** Asks every policy of every workflow that the sources make. */
export async function checkPolicies(
  documents: readonly LoadedDocument[],
  { source, policies }: LoadedPolicies,
  around: Case,
): Promise<CheckedPolicies> {
  if (policies.length === 0) return { problems: [], lookedAround: false };
  const workflows = documents.filter(isWorkflow);
  const published = await publishedBy(around);
  const failed = new Set<Policy>();
  let lookedAround = false;
  const problems = workflows.flatMap((loaded) => {
    const { document } = loaded;
    const root = document.root ?? "";
    const subject: PolicyWorkflow = Object.defineProperty(
      Object.assign(viewWorkflow(document.model), {
        file: `${workflowsFolder}/${workflowFileName(document)}`,
        target: document.target,
        comments: document.comments,
      }),
      "facts",
      {
        get: () => {
          lookedAround = true;
          const own = documents.filter(isWorkflow).filter((other) => (other.document.root ?? "") === root);
          return factsOf(root, own, { ...around, published });
        },
      },
    ) as PolicyWorkflow;
    const place = { source: loaded.source, document: { source: loaded.source, index: loaded.index } };
    const file = documentPath(document);
    return policies.flatMap((policy) => {
      if (failed.has(policy)) return [];
      const asked = askPolicy(policy, subject, around);
      if (asked.failure) failed.add(policy);
      return [
        ...asked.breaches.map((diagnostic) => ({ diagnostic, ...place, file })),
        ...(asked.failure ? [{ ...asked.failure, source, file: source ?? file }] : []),
      ];
    });
  });
  return { problems, lookedAround };
}

interface Asked {
  readonly breaches: readonly Diagnostic[];
  readonly failure?: Pick<Problem, "diagnostic" | "stack">;
}

function askPolicy(
  policy: Policy,
  workflow: PolicyWorkflow,
  { root, stderr, spoil }: Pick<Case, "root" | "stderr" | "spoil">,
): Asked {
  const { name, description, severity, check } = policy;
  const breaches: Diagnostic[] = [];
  const said: Output = {
    ...stderr,
    write: (text) => {
      spoil?.();
      stderr.write(text);
    },
  };
  const guard = guardGlobals(said);
  try {
    const returned: unknown = check(workflow, (message, path = []) => {
      breaches.push({
        ...policyBreached({ policy: name, description, message: String(message) }),
        severity,
        ...at(path),
      });
    });
    const exit = guard.exitAttempt();
    if (exit) throw exit;
    if (!(returned instanceof Promise)) return { breaches };
    returned.catch(() => {}); // said already
    return { breaches, failure: { diagnostic: policyAwaits({ policy: name }) } };
  } catch (thrown) {
    const error = describeThrown(thrown, root);
    const stack = thrown instanceof Error ? thrown.stack : undefined;
    return { breaches, failure: { diagnostic: policyThrows({ policy: name, file: workflow.file, error }), stack } };
  } finally {
    guard.restore();
  }
}

/** What a policy gives may be anything. */
function at(path: ModelPath): Pick<Diagnostic, "place"> {
  const isPath = Array.isArray(path) && path.every((key) => !isMap(key) && ["string", "number"].includes(typeof key));
  return { place: { path: isPath ? path : [] } };
}
