import type { SimulatedRepository } from "@yardmaster/simulator";
import type { Host } from "../program/host.ts";
import type { GivenFacts } from "./given-facts.ts";

/** Where what nobody said of a repository comes from, as parts of a sentence. */
export interface RepositoryNotes {
  /** `repository octo/app`. */
  readonly fromGit: readonly string[];
  /** `a public repository`. */
  readonly assumed: readonly string[];
}

export interface TakenFacts {
  readonly taken: Pick<SimulatedRepository, "name" | "defaultBranch" | "visibility">;
  readonly notes: RepositoryNotes;
}

/** What nobody said of a repository: what git knows, else what most repositories are. */
export function takeFacts(root: string, given: GivenFacts, host: Host): TakenFacts {
  const isAsked = given.name === undefined || given.defaultBranch === undefined;
  const { name, defaultBranch, defaultBranchBy } = (isAsked ? host.git?.origin(root) : undefined) ?? {};
  const fromGit: string[] = [];
  const assumed: string[] = [];
  if (given.name === undefined) {
    if (name === undefined) assumed.push(`the name ${unknownName}`);
    else fromGit.push(`repository ${name}`);
  }
  if (given.defaultBranch === undefined) {
    const branch = `default branch ${defaultBranch ?? "main"}`;
    if (defaultBranchBy === "origin") fromGit.push(branch);
    else assumed.push(branch);
  }
  if (given.visibility === undefined) assumed.push("a public repository");
  return {
    taken: { name: name ?? unknownName, defaultBranch: defaultBranch ?? "main", visibility: "public" },
    notes: { fromGit, assumed },
  };
}

/** Of a repository of which nobody says what it is called. */
export const unknownName = "owner/repository";
