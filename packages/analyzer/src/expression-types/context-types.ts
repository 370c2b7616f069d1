import {
  asMap,
  contextProperties,
  isMap,
  type JobView,
  platformEvents,
  type RepositorySettings,
} from "@yardmaster/core";
import type { TypedDocument, TypedWorkflow } from "./document.ts";
import { eventInputsType } from "./input-types.ts";
import {
  anyType,
  booleanType,
  numberType,
  objectOf,
  oneOf,
  type ScalarType,
  textType,
  type ValueType,
} from "./value-type.ts";

/** `workflow_call` starts nothing: a called workflow has the event of its caller. `dynamic` is what GitHub runs itself. */
const eventNames = oneOf([...Object.keys(platformEvents).filter((name) => name !== "workflow_call"), "dynamic"]);

const githubTypes = tableTypes("github");
const jobTypes = tableTypes("job");
export const runnerType: ValueType = objectOf(tableTypes("runner"), { of: "context", name: "runner" });
export const envType: ValueType = objectOf([], { of: "context", name: "env" }, textType);
export const strategyType: ValueType = objectOf(
  [
    ["fail-fast", booleanType],
    ["job-index", numberType],
    ["job-total", numberType],
    ["max-parallel", numberType],
  ],
  { of: "context", name: "strategy" },
);

/** The payload of an event is another matter: what it holds depends on the event, and nobody lists all of it. */
export function githubType(document: TypedDocument): ValueType {
  const inputs = document.kind === "workflow" ? eventInputsType(document) : undefined;
  const event = objectOf(inputs ? [["inputs", inputs]] : [], { of: "context", name: "github.event" }, anyType);
  return objectOf([...githubTypes, ["event_name", eventNames], ["ref_protected", anyType], ["event", event]], {
    of: "context",
    name: "github",
  });
}

/** @param job undefined in an action, which may run in any job. */
export function jobType(job: JobView | undefined): ValueType {
  const container = objectOf(
    [
      ["id", textType],
      ["network", textType],
    ],
    { of: "context", name: "job.container" },
  );
  const service = objectOf(
    [
      ["id", textType],
      ["network", textType],
      ["ports", objectOf([], { of: "context", name: "ports" }, textType)],
    ],
    { of: "context", name: "job.services.<id>" },
  );
  const services = job?.keys.services;
  const known = isMap(services) ? Object.keys(services) : [];
  const isOpen = !job || (services !== undefined && services !== null && !isMap(services));
  return objectOf(
    [
      ...jobTypes,
      ["container", container],
      [
        "services",
        objectOf(
          known.map((id) => [id, service] as const),
          { of: "context", name: "job.services" },
          isOpen ? service : undefined,
        ),
      ],
    ],
    { of: "context", name: "job" },
  );
}

export function varsType({ variables }: RepositorySettings): ValueType {
  return objectOf((variables ?? []).map(textNamed), { of: "vars" }, variables ? undefined : textType);
}

/**
 * Secrets have names where the settings declare them, or where a workflow that is only called does and nobody hands it all of
 * his own by `inherit`.
 */
export function secretsType({ events, facts }: TypedWorkflow, isInherited: boolean): ValueType {
  const call = events.get("workflow_call");
  const declared = Object.keys(asMap(call?.secrets) ?? {});
  const known = facts.settings.secrets ?? (events.size === 1 && declared.length > 0 && !isInherited ? [] : undefined);
  return objectOf(
    [...(known ?? []), ...declared, "GITHUB_TOKEN"].map(textNamed),
    { of: "secrets" },
    known ? undefined : textType,
  );
}

function tableTypes(context: keyof typeof contextProperties): readonly (readonly [string, ValueType])[] {
  const table: Readonly<Record<string, readonly string[] | undefined>> = contextProperties[context];
  return Object.entries(table).map(([name, values]) => [name, values ? oneOf(values) : textType] as const);
}

function textNamed(name: string): readonly [string, ScalarType] {
  return [name, textType];
}
