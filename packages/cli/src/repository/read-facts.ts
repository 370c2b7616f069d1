import { dirname, join } from "node:path";
import { workflowModel } from "@yardmaster/compiler/lint";
import { fail, ok, type Result, type WorkflowFact } from "@yardmaster/core";
import type { SimulatedSettings } from "@yardmaster/simulator";
import { readYaml } from "@yardmaster/yaml-io";
import type { Host } from "../program/host.ts";
import type { GivenFacts } from "./given-facts.ts";
import { type JsonFile, readJsonFile } from "./json-file.ts";
import { checkShape, type Shape } from "./shape.ts";

const text: Shape = { kind: "text" };
const texts: Shape = { kind: "list", of: text };
const variables: Shape = { kind: "names", of: text, about: "Values in `vars`, by name." };

const settings: Readonly<Record<string, Shape>> = {
  variables,
  secrets: { ...texts, about: "Names in `secrets`. Without it, any may be there." },
  dependabotSecrets: { ...texts, about: "Names of Dependabot's secrets. Without it, any may be there." },
  environments: {
    kind: "names",
    about: "Environments by name.",
    of: {
      kind: "map",
      keys: {
        variables,
        secrets: texts,
        refs: { ...texts, about: "Patterns of branches and tags that may deploy. Without it, all." },
        needsApproval: { kind: "flag" },
      },
    },
  },
  defaultPermissions: {
    kind: "choice",
    values: ["restricted", "permissive"],
    about: "What a token has where nothing states `permissions`.",
  },
  forkPullRequests: {
    kind: "map",
    keys: { sendsWriteToken: { kind: "flag" }, sendsSecrets: { kind: "flag" } },
    about: "What a private repository lets pull requests of its forks have.",
  },
  forkApproval: {
    kind: "choice",
    values: ["first-time-new", "first-time", "all-outside", "none"],
    about: "Whose pull requests wait for an approval.",
  },
  policies: {
    kind: "list",
    of: { kind: "map", keys: { workflows: texts, events: texts, actors: texts } },
    about: "Actions policies: what may start which workflow, by whom.",
  },
};

/** Of `--facts FILE`. */
export const factsShape: Shape = {
  kind: "map",
  keys: {
    name: { kind: "text", about: "`owner/name`." },
    defaultBranch: { kind: "text" },
    visibility: { kind: "choice", values: ["public", "internal", "private"] },
    ...settings,
    runs: {
      kind: "list",
      about: "Runs that are under way or wait, the oldest first.",
      of: {
        kind: "map",
        keys: { workflow: text, group: text, status: { kind: "choice", values: ["in_progress", "pending"] } },
        required: ["workflow", "group", "status"],
      },
    },
    calledElsewhere: {
      kind: "names",
      of: text,
      about: "Workflows of other repositories: files, seen from this one, by the text of `uses`.",
    },
  },
};

type WrittenFacts = Partial<
  SimulatedSettings &
    Omit<GivenFacts, "settings" | "calledElsewhere"> & { calledElsewhere: Readonly<Record<string, string>> }
>;

/** @returns sentences, each with its line, where the file says what nobody understands. */
export async function readFacts(name: string, host: Host): Promise<Result<GivenFacts, readonly string[]>> {
  const read = await readJsonFile(name, host);
  if (!read.ok) return fail([read.error]);
  const problems = checkShape(read.value.value, factsShape);
  if (problems.length > 0) return fail(problems.map(({ path, text }) => sentence(read.value, path, text)));
  const {
    name: repository,
    defaultBranch,
    visibility,
    runs,
    calledElsewhere,
    ...rest
  } = read.value.value as WrittenFacts;
  if (repository !== undefined && !/^[\w.-]+\/[\w.-]+$/.test(repository)) {
    return fail([sentence(read.value, ["name"], `has to be OWNER/NAME, and is ${JSON.stringify(repository)}`)]);
  }
  const called = await readCalled(calledElsewhere ?? {}, read.value, host);
  if (!called.ok) return called;
  return ok({
    ...(repository === undefined ? {} : { name: repository }),
    ...(defaultBranch === undefined ? {} : { defaultBranch }),
    ...(visibility === undefined ? {} : { visibility }),
    ...(runs === undefined ? {} : { runs }),
    ...(calledElsewhere === undefined ? {} : { calledElsewhere: called.value }),
    settings: rest,
  });
}

async function readCalled(
  given: Readonly<Record<string, string>>,
  file: JsonFile,
  host: Host,
): Promise<Result<ReadonlyMap<string, WorkflowFact>, readonly string[]>> {
  const facts = new Map<string, WorkflowFact>();
  const problems: string[] = [];
  for (const [uses, path] of Object.entries(given)) {
    const bytes = await host.files.read(join(dirname(file.path), path));
    const model = bytes && workflowModel(readYaml(new TextDecoder().decode(bytes), path).model);
    const inner = /^[^/]+\/[^/]+\/(.+?)@/.exec(uses)?.[1] ?? uses;
    if (model) facts.set(uses, { file: inner, model });
    else {
      const problem = bytes
        ? `names ${JSON.stringify(path)}, which is no workflow`
        : `names ${JSON.stringify(path)}, which is not there`;
      problems.push(sentence(file, ["calledElsewhere", uses], problem));
    }
  }
  return problems.length > 0 ? fail(problems) : ok(facts);
}

export function sentence(file: JsonFile, path: readonly (string | number)[], text: string): string {
  const key = path.length === 0 ? "the file" : `\`${path.join(".")}\``;
  return `${file.at(path)} ${key} ${text}.`;
}
