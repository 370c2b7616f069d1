import type { Finding, WorkflowFact } from "@yardmaster/core";
import type { SimulatedRepository } from "@yardmaster/simulator";
import type { Host } from "../program/host.ts";
import { readWorkflows } from "./read-workflows.ts";

export interface ReadRepository {
  /** Absolute. */
  readonly root: string;
  readonly repository: SimulatedRepository;
  /** Of the sources. */
  readonly findings: readonly Finding[];
  readonly isUnreadable: boolean;
}

/**
 * A repository as simulations take it.
 * @param folder absolute.
 * @returns undefined where neither the folder nor one above it has workflows, or sources of some.
 */
export async function readRepository(folder: string, host: Host): Promise<ReadRepository | undefined> {
  const read = await readWorkflows(folder, host);
  if (!read) return undefined;
  const { root, input, findings, isUnreadable } = read;
  const workflows = new Map<string, WorkflowFact>(input.workflows);
  const repository = {
    name: "owner/repository",
    defaultBranch: "main",
    visibility: "public",
    workflows,
    settings: {},
  } as const;
  return { root, repository, findings, isUnreadable };
}
