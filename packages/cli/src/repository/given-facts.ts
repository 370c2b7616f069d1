import type { SimulatedRepository } from "@yardmaster/simulator";

/** What a person says of a repository: it comes before what git and its files say. */
export type GivenFacts = Partial<
  Pick<SimulatedRepository, "name" | "defaultBranch" | "visibility" | "settings" | "calledElsewhere" | "runs">
>;
