import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Output } from "@yardmaster/core";
import type { PartialMap } from "@yardmaster/core/evaluation";
import {
  createSecretMasker,
  type GivenOutcomes,
  type SimulatedEvent,
  type SimulatedRepository,
  simulate,
} from "@yardmaster/simulator";
import { copyFolder, copyRepository, type RepositoryCopy } from "./copy-repository.ts";
import { executeRun, type RunExecution } from "./execute-run.ts";
import type { Execution } from "./execution.ts";
import { listFiles } from "./match-files.ts";
import type { Mocks } from "./read-mocks.ts";
import type { Graces } from "./run-process.ts";

export interface ExecutionOptions {
  /** Absolute. */
  readonly root: string;
  readonly repository: SimulatedRepository;
  readonly event: SimulatedEvent;
  /** Of jobs that somebody speaks of: these are not executed. */
  readonly outcomes?: GivenOutcomes;
  /** Values by name. `GITHUB_TOKEN` is the token of every job. */
  readonly secrets: Readonly<Record<string, string>>;
  /** What a runner sets in place of what is made up here: `GITHUB_API_URL`. */
  readonly variables: Readonly<Record<string, string>>;
  readonly mocks: Mocks;
  readonly unmocked: "refuse" | "skip";
  readonly anySystem: boolean;
  readonly keep: boolean;
  /** Absolute; undefined: artifacts go with the rest. */
  readonly artifactsFolder?: string;
  /** Undefined: all that the event starts. */
  readonly workflows?: readonly string[];
  /** Where shells and programs are looked for. */
  readonly path: string;
  readonly output: Output;
  readonly signal: AbortSignal;
  readonly graces?: Graces;
}

export interface FinishedExecution extends RunExecution {
  /** By name, each with its files. */
  readonly artifacts: Readonly<Record<string, readonly string[]>>;
  /** Absolute, of one that is kept. */
  readonly folder?: string;
  /** Paths that are not in the copy. */
  readonly leftOut: readonly string[];
  readonly isCancelled: boolean;
}

/** Executes what an event starts in a temporary copy, of which nothing is left unless somebody asks for it. */
export async function execute(options: ExecutionOptions): Promise<FinishedExecution> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "yardmaster-exec-")));
  const artifacts = join(folder, "artifacts");
  try {
    mkdirSync(artifacts);
    const masker = createSecretMasker();
    for (const value of Object.values(options.secrets)) masker.add(value);
    const token = options.secrets.GITHUB_TOKEN ?? noToken;
    masker.add(token);
    const copy = copyRepository(options.root, join(folder, "repository"), options.event.ref);
    const execution: Execution = {
      root: options.root,
      folder,
      copy,
      run: {
        repository: options.repository,
        event: options.event,
        github: { ...runFacts(options, token), ...standOnCopy(options, copy) },
        secrets: Object.fromEntries(
          Object.entries(options.secrets).map(([name, value]) => [name.toUpperCase(), value]),
        ),
      },
      mocks: options.mocks,
      unmocked: options.unmocked,
      path: options.path,
      variables: options.variables,
      masker,
      missingSecrets: new Set(),
      print: (prefix, line) => options.output.write(`${prefix === "" ? line : `${masker.mask(prefix)} | ${line}`}\n`),
      signal: options.signal,
      ...(options.graces ? { graces: options.graces } : {}),
      artifacts,
      system: systemOf(process.platform),
      architecture: process.arch,
      node: process.execPath,
    };
    const run = await executeRun(execution, options);
    if (options.artifactsFolder !== undefined) copyFolder(artifacts, options.artifactsFolder);
    return {
      ...run,
      artifacts: Object.fromEntries(
        readdirSync(artifacts)
          .sort()
          .map((name) => [name, listFiles(join(artifacts, name), "")]),
      ),
      ...(options.keep ? { folder } : {}),
      leftOut: copy.leftOut,
      isCancelled: options.signal.aborted,
    };
  } finally {
    if (!options.keep) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** It opens nothing anywhere. */
const noToken = `ghs_${"0".repeat(36)}`;

/** What of `github` only a run knows. Variables that somebody gives count here as well. */
function runFacts({ variables, repository }: ExecutionOptions, token: string) {
  const server = variables.GITHUB_SERVER_URL ?? "https://github.com";
  const api = variables.GITHUB_API_URL ?? "https://api.github.com";
  return {
    run_id: variables.GITHUB_RUN_ID ?? "1",
    run_number: variables.GITHUB_RUN_NUMBER ?? "1",
    retention_days: "90",
    server_url: server,
    api_url: api,
    graphql_url: variables.GITHUB_GRAPHQL_URL ?? `${api}/graphql`,
    repositoryUrl: `git://${server.replace(/^https?:\/\//, "")}/${repository.name}.git`,
    token,
  };
}

/** A run stands on the copy where nobody says on which commit it does. */
function standOnCopy({ repository, event }: ExecutionOptions, { sha }: RepositoryCopy): PartialMap {
  const isOpen = simulate(repository, event).workflows.some(({ run }) => run?.sha === "");
  return isOpen ? { sha, workflow_sha: sha } : {};
}

function systemOf(platform: NodeJS.Platform): Execution["system"] {
  return platform === "win32" ? "windows" : platform === "darwin" ? "macos" : "linux";
}
