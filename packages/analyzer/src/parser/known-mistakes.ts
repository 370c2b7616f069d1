import type { TemplateSchema } from "@actions/workflow-parser/templates/schema/index";
import { MappingDefinition } from "@actions/workflow-parser/templates/schema/mapping-definition";
import { OneOfDefinition } from "@actions/workflow-parser/templates/schema/one-of-definition";
import { BooleanToken, NumberToken, StringToken } from "@actions/workflow-parser/templates/tokens/index";
import { InvariantError } from "@yardmaster/core";
import { eventFilters } from "../rules/filter-ignored.ts";
import { define, mapping, oneOf, text, withProperties } from "./schema-definitions.ts";
import {
  emptyExpression,
  entriesOf,
  isNull,
  respell,
  rewriteEntries,
  stepsOf,
  type TokenTree,
  valueAt,
} from "./token-tree.ts";

/** Something that GitHub runs and its package refuses. */
export interface KnownMistake {
  readonly id: string;
  /** What says that GitHub runs it, and when that was looked at. */
  readonly evidence: string;
  /** A workflow that GitHub runs and the package, as it is, refuses: where a newer one no longer does, the row goes. */
  readonly example: string;
  /** Lets the package's reader take it, on a schema of our own: what stands there is still read. */
  readonly patch?: (schema: TemplateSchema) => void;
  /** Takes what was read out of the way of the package's converter, which stops where it meets it. */
  readonly mend?: (workflow: TokenTree) => void;
}

const runner = "actions/runner, src/Sdk/WorkflowParser (the parser that GitHub runs), read 2026-11";
const relaxed = `${runner}: workflow-v1.0.json, "on-mapping-new"`;
const jobs = "jobs: { a: { runs-on: x, steps: [{ run: y }] } }";

/** Mistakes of `@actions/workflow-parser` 0.3.61. Only these are overruled, each at its place and in its shape. */
export const knownMistakes: readonly KnownMistake[] = [
  {
    id: "env-expression",
    evidence: `${runner}: WorkflowTemplateConverter.cs takes the \`env\` of a job and a step as any token`,
    example:
      'on: push\njobs: { a: { runs-on: x, env: "${{ fromJSON(vars.E) }}", steps: [{ run: y, env: "${{ fromJSON(vars.E) }}" }] } }',
    mend: (workflow) => {
      for (const { value: job } of entriesOf(valueAt(workflow, "jobs"))) {
        emptyExpression(job, "env");
        for (const step of stepsOf(job)) emptyExpression(step, "env");
      }
    },
  },
  {
    id: "services-expression",
    evidence: `${runner}: WorkflowTemplateConverter.cs, ConvertToJobServiceContainers; rhysd/actionlint testdata/ok/issue-402`,
    example: 'on: push\njobs: { a: { runs-on: x, services: "${{ fromJSON(vars.S) }}", steps: [{ run: y }] } }',
    mend: (workflow) => {
      for (const { value: job } of entriesOf(valueAt(workflow, "jobs"))) emptyExpression(job, "services");
    },
  },
  {
    id: "needs-in-other-case",
    evidence: `${runner}: WorkflowTemplateConverter.cs compares needed jobs by OrdinalIgnoreCase`,
    example:
      "on: push\njobs: { a: { runs-on: x, steps: [{ run: y }] }, b: { needs: A, runs-on: x, steps: [{ run: y }] } }",
    mend: (workflow) => {
      const all = entriesOf(valueAt(workflow, "jobs"));
      const spelled = new Map(all.map(({ key }) => [key.toLowerCase(), key]));
      const spell = (need: string): string => spelled.get(need.toLowerCase()) ?? need;
      for (const { value: job } of all) {
        rewriteEntries(job, ({ key, value }) => ({ key, value: key === "needs" ? respell(value, spell) : value }));
      }
    },
  },
  {
    id: "repository-dispatch-alone",
    evidence: `${relaxed}: "repository-dispatch-string"; the package has another event's name there`,
    example: `on: [push, repository_dispatch]\n${jobs}`,
    patch: (schema) => define(schema, text("repository-dispatch-string", { constant: "repository_dispatch" })),
  },
  {
    id: "repository-dispatch-type",
    evidence: `${relaxed}: "event-property-strings-relaxed" takes a text for a list`,
    example: `on: { repository_dispatch: { types: deploy } }\n${jobs}`,
    patch: (schema) => define(schema, more(schema, "repository-dispatch-mapping", { types: "event-names" })),
  },
  {
    id: "dispatch-inputs-empty",
    evidence: `${relaxed}: "workflow-dispatch-inputs-relaxed" and "workflow-dispatch-input-relaxed" take null`,
    example: `on: { workflow_dispatch: { inputs: } }\n${jobs}`,
    patch: (schema) => define(schema, ...nullable(schema, "workflow-dispatch-inputs")),
    mend: (workflow) => dropNull(valueAt(workflow, "on", "workflow_dispatch")),
  },
  {
    id: "dispatch-input-empty",
    evidence: `${relaxed}: "workflow-dispatch-input-relaxed" takes null; WorkflowTemplateConverter.cs reads it as a text`,
    example: `on: { workflow_dispatch: { inputs: { name: } } }\n${jobs}`,
    patch: (schema) => define(schema, ...nullable(schema, "workflow-dispatch-input")),
    mend: (workflow) => dropNull(valueAt(workflow, "on", "workflow_dispatch", "inputs")),
  },
  {
    id: "dispatch-input-keys-in-other-case",
    evidence: `${runner}: WorkflowTemplateConverter.cs looks an input's keys up by OrdinalIgnoreCase`,
    example: `on: { workflow_dispatch: { inputs: { NAME: { Type: string, REQUIRED: true } } } }\n${jobs}`,
    patch: (schema) => {
      const names = inputKeys.map((name) =>
        text(`workflow-dispatch-input-key-${name}`, { constant: name, ignoreCase: true }),
      );
      const input = mappingIn(schema, "workflow-dispatch-input");
      if (!input) throw new InvariantError("The schema has no mapping for inputs of workflow_dispatch.");
      const loose = { looseKeyType: "workflow-dispatch-input-key", looseValueType: "any" };
      define(
        schema,
        ...names,
        oneOf(
          "workflow-dispatch-input-key",
          names.map(({ key }) => key),
        ),
        Object.assign(withProperties(input, {}), loose),
      );
    },
    mend: (workflow) => {
      for (const { value: input } of entriesOf(valueAt(workflow, "on", "workflow_dispatch", "inputs"))) {
        rewriteEntries(input, ({ key, value }) => {
          const known = inputKeys.find((name) => name === key.toLowerCase());
          return known === undefined ? undefined : { key: known, value }; // another key was refused by the schema
        });
      }
    },
  },
  {
    id: "dispatch-input-type-unknown",
    evidence: `${relaxed}: "workflow-dispatch-input-mapping-relaxed" takes any text as a type`,
    example: `on: { workflow_dispatch: { inputs: { n: { type: int, default: 1 } } } }\n${jobs}`,
    patch: (schema) => define(schema, text("workflow-dispatch-input-type")),
  },
  {
    id: "text-input-default-scalar",
    evidence: `${relaxed}: "default" is a string there, and scalars become one; for workflow_call the same by ConvertToInputValueDefinedType`,
    example: `on: { workflow_dispatch: { inputs: { a: { type: string, default: true }, b: { default: 3 } } } }\n${jobs}`,
    mend: (workflow) => {
      for (const event of ["workflow_dispatch", "workflow_call"])
        for (const { value: input } of entriesOf(valueAt(workflow, "on", event, "inputs"))) {
          const type = valueAt(input, "type");
          if (type instanceof StringToken && notTexts.includes(type.value)) continue;
          rewriteEntries(input, (entry) =>
            entry.key === "default" && isScalarButText(entry.value) ? undefined : entry,
          );
        }
    },
  },
  {
    id: "dispatch-boolean-default-text",
    evidence: `${relaxed}: "default" is a string there, whatever the type; Juulsn/todo-issue#17 ran with "false"`,
    example: `on: { workflow_dispatch: { inputs: { a: { type: boolean, default: "true" } } } }\n${jobs}`,
    mend: (workflow) => {
      for (const { value: input } of entriesOf(valueAt(workflow, "on", "workflow_dispatch", "inputs"))) {
        const type = valueAt(input, "type");
        if (!(type instanceof StringToken && type.value === "boolean")) continue;
        rewriteEntries(input, (entry) => (entry.key === "default" && isBooleanText(entry.value) ? undefined : entry));
      }
    },
  },
  {
    id: "filters-of-other-events",
    evidence: `${relaxed}: "on-event-config-mapping-relaxed" has every filter under every event; the rule filter-ignored says so`,
    example: `on: { merge_group: { paths: [a] }, create: { tags: [v1] } }\n${jobs}`,
    patch: (schema) => {
      const filters = Object.fromEntries(eventFilters.map((name) => [name, `event-${name}`]));
      for (const [event, name] of eventDefinitions(schema)) {
        if (event === "workflow_call" || event === "schedule") continue;
        const own = mappingIn(schema, name);
        if (own) define(schema, withProperties(own, without(filters, Object.keys(own.properties))));
        else define(schema, mapping(`${name}-mapping`, filters), oneOf(name, ["null", `${name}-mapping`]));
      }
    },
  },
  {
    id: "activities-of-this-month",
    evidence: `${relaxed}: "types" are any texts there; the rules activity-type-unknown and -misspelled look at them`,
    example: `on: { pull_request: { types: [opened, brand_new] } }\n${jobs}`,
    patch: (schema) => {
      for (const [, name] of eventDefinitions(schema)) {
        const types = mappingIn(schema, name)?.properties.types?.type;
        const activity = types === undefined ? undefined : schema.getDefinition(types);
        if (!(activity instanceof OneOfDefinition)) continue;
        const [single] = activity.oneOf;
        if (single?.endsWith("-activity-type")) define(schema, text(single));
      }
    },
  },
];

const inputKeys = ["description", "type", "required", "default", "options"];
/** Types of inputs whose defaults are no texts. */
const notTexts = ["boolean", "number"];

function more(schema: TemplateSchema, key: string, properties: Readonly<Record<string, string>>): MappingDefinition {
  return withProperties(schema.getDefinition(key) as MappingDefinition, properties);
}

/** A mapping that may be left empty, and the mapping itself under a name of its own. */
function nullable(schema: TemplateSchema, key: string): readonly (MappingDefinition | ReturnType<typeof oneOf>)[] {
  const inner = Object.assign(withProperties(schema.getDefinition(key) as MappingDefinition, {}), {
    key: `${key}-mapping`,
  });
  return [inner, oneOf(key, ["null", inner.key])];
}

function without(filters: Readonly<Record<string, string>>, keys: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(filters).filter(([name]) => !keys.includes(name)));
}

/** Events by name, each with the name of its definition. */
function eventDefinitions(schema: TemplateSchema): readonly (readonly [string, string])[] {
  const events = schema.getDefinition("on-mapping-strict") as MappingDefinition;
  return Object.entries(events.properties).map(([event, { type }]) => [event, type]);
}

/** The mapping among the forms of a definition. */
function mappingIn(schema: TemplateSchema, name: string): MappingDefinition | undefined {
  const definition = schema.getDefinition(name);
  if (definition instanceof MappingDefinition) return definition;
  const forms = definition instanceof OneOfDefinition ? definition.oneOf : [];
  return forms.map((form) => schema.getDefinition(form)).find((form) => form instanceof MappingDefinition);
}

function dropNull(holder: TokenTree | undefined): void {
  rewriteEntries(holder, (entry) => (isNull(entry.value) ? undefined : entry));
}

function isBooleanText(token: TokenTree): boolean {
  return token instanceof StringToken && /^(?:true|false)$/i.test(token.value);
}

function isScalarButText(token: TokenTree): boolean {
  return token instanceof BooleanToken || token instanceof NumberToken;
}
