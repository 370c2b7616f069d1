import {
  inferType,
  type ObjectType,
  type Problem,
  type Property,
  type Scope,
  scopeAt,
  type TypedDocument,
  typeOfValue,
  unite,
  type ValueType,
} from "@yardmaster/analyzer";
import {
  asList,
  asMap,
  contextsOf,
  type Expression,
  eventsOf,
  isMap,
  type ModelPath,
  printExpression,
  type RepositoryFacts,
  type ValueMap,
  valueAt,
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
  /** What is wrong with an expression on GitHub, too: it reads what is not there. */
  readonly mistakeIn: (expression: Expression) => string | undefined;
}

export function typesAt(path: ModelPath, { file, plan }: ModuleWriter): StaticTypes {
  const document = typedDocument(file, plan.facts);
  if (!document) return { typeOf: () => anything, misreads: () => false, mistakeIn: () => undefined };
  const scope = scopeAt(document, path);
  const ofLanguage = languageScope(scope, path, file.model);
  return {
    typeOf: (expression) => inferType(expression, ofLanguage, () => undefined),
    misreads: (expression) => problemsIn(expression, ofLanguage).some(isMisread),
    mistakeIn: (expression) => mistakeIn(expression, scope),
  };
}

function problemsIn(expression: Expression, scope: Scope): readonly Problem[] {
  const problems: Problem[] = [];
  inferType(expression, scope, (problem) => {
    problems.push(problem);
  });
  return problems;
}

function isMisread(problem: Problem): boolean {
  return problem.of === "no-object" || (problem.of === "unknown" && closedSources.has(problem.source.of));
}

const closedSources = new Set(["context", "matrix", "value"]);

function mistakeIn(expression: Expression, scope: Scope): string | undefined {
  for (const problem of problemsIn(expression, scope)) {
    if (problem.of !== "unknown") continue;
    const read = `\`${printExpression(problem.part)}\` is always empty`;
    switch (problem.source.of) {
      case "no-matrix":
        return `${read}: the job has no matrix.`;
      case "matrix":
        return `${read}: no leg of the matrix has "${problem.name}".`;
      case "needs":
        return `${read}: the job does not need "${problem.name}".`;
      case "context":
        return `${read}: there is no property "${problem.name}".`;
    }
  }
  return readsMatrix(expression) && isAbsent(scope("matrix")) ? "The job has no matrix." : undefined;
}

function readsMatrix(expression: Expression): boolean {
  return contextsOf(expression).includes("matrix");
}

function isAbsent(type: ValueType): boolean {
  return type.kind === "object" && type.source.of === "no-matrix";
}

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
function languageScope(scope: Scope, path: ModelPath, model: ValueMap): Scope {
  return (context) => {
    const type = scope(context);
    if (type.kind !== "object") return type;
    if (context === "github") return { ...type, properties: new Map([...type.properties, ...githubTypes(model)]) };
    if (context === "matrix") return { ...type, properties: axisTypes(type, path, model) };
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

/** Each axis by its own values: which legs there are makes no difference. */
function axisTypes({ properties }: ObjectType, path: ModelPath, model: ValueMap): ReadonlyMap<string, Property> {
  const matrix = asMap(valueAt([...path.slice(0, 2), "strategy", "matrix"], model));
  const { include = [], exclude: _, ...axes } = matrix ?? {};
  const rows = asList(include).map(asMap);
  return new Map(
    [...properties].map(([key, { name, type }]) => {
      const values = axes[name] ?? null;
      if (type.kind !== "any" || !(values === null || Array.isArray(values))) return [key, { name, type }];
      const added = rows.flatMap((row) => (row?.[name] === undefined ? [] : [row[name]]));
      // What `include` alone gives, legs may lack.
      return [key, { name, type: unite([...(values ?? [null]), ...added].map(typeOfValue)) }];
    }),
  );
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
