import {
  inferType,
  type ObjectType,
  type Property,
  type Scope,
  scopeAt,
  type TypedDocument,
  type ValueType,
} from "@yardmaster/analyzer";
import {
  type Expression,
  eventsOf,
  isMap,
  type ModelPath,
  type RepositoryFacts,
  type ValueMap,
  viewAction,
  viewWorkflow,
  type WorkflowModel,
} from "@yardmaster/core";
import type { ImportedFile } from "../writing/import-plan.ts";
import type { ModuleWriter } from "../writing/module-writer.ts";

/** What the language takes expressions for, as far as the document tells. */
export interface StaticTypes {
  readonly typeOf: (expression: Expression) => ValueType;
  /** Whether a property is read of what has none such. */
  readonly misreads: (expression: Expression) => boolean;
}

export function typesAt(path: ModelPath, { file, plan }: ModuleWriter): StaticTypes {
  const document = typedDocument(file, plan.facts);
  if (!document) return { typeOf: () => anything, misreads: () => false };
  const scope = languageScope(scopeAt(document, path), file.model);
  return {
    typeOf: (expression) => inferType(expression, scope, () => undefined),
    misreads: (expression) => {
      let isWrong = false;
      inferType(expression, scope, (problem) => {
        const isOfObject = problem.of === "unknown" && closedSources.has(problem.source.of);
        if (isOfObject || problem.of === "no-object") isWrong = true;
      });
      return isWrong;
    },
  };
}

const closedSources = new Set(["context", "matrix", "value"]);

const anything: ValueType = { kind: "any" };
const documents = new WeakMap<ValueMap, { readonly document: TypedDocument | undefined }>();

function typedDocument({ kind, model }: ImportedFile, facts: RepositoryFacts): TypedDocument | undefined {
  let known = documents.get(model);
  if (!known) {
    known = { document: takeApart(kind, model, facts) };
    documents.set(model, known);
  }
  return known.document;
}

function takeApart(kind: "workflow" | "action", model: ValueMap, facts: RepositoryFacts): TypedDocument | undefined {
  if (kind === "action") return { kind, facts, ...viewAction(model) };
  const { jobs, on } = model;
  const isWhole = on !== undefined && isMap(jobs) && Object.values(jobs).every(isMap);
  return isWhole ? { kind, facts, ...viewWorkflow(model as WorkflowModel) } : undefined;
}

/** Names of events and some texts are narrower in the language than on GitHub. */
function languageScope(scope: Scope, model: ValueMap): Scope {
  return (context) => {
    const type = scope(context);
    if (type.kind !== "object") return type;
    if (context === "github") return { ...type, properties: new Map([...type.properties, ...githubTypes(model)]) };
    return context === "inputs" ? { ...type, properties: inputTypes(type) } : type;
  };
}

function githubTypes({ on }: ValueMap): ReadonlyMap<string, Property> {
  const events = on === undefined ? [] : [...eventsOf(on).keys()];
  const types: Readonly<Record<string, ValueType>> = {
    event_name: { kind: "scalar", kinds: ["text"], values: events },
    ref_protected: { kind: "scalar", kinds: ["boolean"], values: [true, false] },
    ref_type: { kind: "scalar", kinds: ["text"], values: ["branch", "tag"] },
    event: anything,
  };
  return new Map(Object.entries(types).map(([name, type]) => [name, { name, type }]));
}

/** As they are declared: what they are where nobody gave them is not looked at. */
function inputTypes({ properties }: ObjectType): ReadonlyMap<string, Property> {
  return new Map([...properties].map(([key, { name, type }]) => [key, { name, type: declaredType(type) }]));
}

function declaredType(type: ValueType): ValueType {
  if (type.kind !== "scalar") return type;
  const kinds = type.kinds.includes("number") ? (["number"] as const) : type.kinds.filter((kind) => kind !== "null");
  const values = type.values?.filter((value) => value !== "" && value !== null);
  return { kind: "scalar", kinds, ...(values ? { values } : {}) };
}
