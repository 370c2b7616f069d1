import { contextsOf, type Expression, expressionSites, type ModelPath, walkExpression } from "@yardmaster/core";
import { valueType } from "../expressions/diagnostics.ts";
import type { Shape, ValueType } from "../expressions/shape.ts";
import { contextNotTaken } from "./diagnostics.ts";
import type { Lowering } from "./lowering.ts";

/** Keys that take one type alone, by {@link siteOf}. What a plain value may be, GitHub's parser says. */
const typesAt: Readonly<Record<string, ValueType>> = {
  "concurrency.cancel-in-progress": "boolean",
  "jobs.*.cancel-timeout-minutes": "number",
  "jobs.*.concurrency.cancel-in-progress": "boolean",
  "jobs.*.continue-on-error": "boolean",
  "jobs.*.environment.deployment": "boolean",
  "jobs.*.if": "boolean",
  "jobs.*.snapshot.if": "boolean",
  "jobs.*.steps.*.continue-on-error": "boolean",
  "jobs.*.steps.*.if": "boolean",
  "jobs.*.steps.*.timeout-minutes": "number",
  "jobs.*.strategy.fail-fast": "boolean",
  "jobs.*.strategy.max-parallel": "number",
  "jobs.*.timeout-minutes": "number",
};

/** Keys that become one text: a list or a map has none. */
const scalarSite = /(?:^|\.)(?:env|with|outputs|secrets)\.\*$|(?:^|[.-])(?:name|group|url|image|working-directory)$/;
const scalarTypes: readonly ValueType[] = ["text", "number", "boolean"];

/** Functions that every key takes. */
const generalFunctions = new Set([
  "case",
  "contains",
  "endsWith",
  "format",
  "fromJSON",
  "join",
  "startsWith",
  "toJSON",
]);

/** Reports a value of a type that its key never takes, and an expression of contexts or functions that it does not have. */
export function checkSite(
  value: { readonly expression: Expression | undefined; readonly shape: Shape; readonly shown: () => string },
  path: ModelPath,
  into: Lowering,
): void {
  const site = siteOf(path);
  if (site === undefined) return;
  const { expression, shape, shown } = value;
  const expected = typesAt[site] ? [typesAt[site]] : scalarSite.test(site) ? scalarTypes : undefined;
  const place = { path };
  const isCondition = site.endsWith(".if");
  if (expected && shape.type !== undefined && !expected.includes(shape.type) && (expression || isCondition)) {
    const given = `the ${shape.type} ${shown()}`;
    into.diagnostics.push(
      valueType({ at: `\`${path.at(-1)}\``, given, isText: shape.type === "text", expected }, place),
    );
  }
  if (!expression) return;
  const { contexts, functions } = expressionSites[site] as Site;
  const known = new Set<string>([...contexts, ...functions.map(nameOf)]);
  const used = [...contextsOf(expression), ...specialFunctions(expression)];
  const wrong = used.find((name) => !known.has(name));
  if (wrong !== undefined) {
    into.diagnostics.push(
      contextNotTaken({ key: site, name: wrong, known: [...contexts, ...functions.map(nameOf)] }, place),
    );
  }
}

interface Site {
  readonly contexts: readonly string[];
  readonly functions: readonly string[];
}

/** The key that takes expressions, such as `jobs.*.steps.*.if`; undefined where there is none of its own. */
function siteOf(path: ModelPath): keyof typeof expressionSites | undefined {
  const parts: string[] = [];
  for (let index = 0; index < path.length; index++) {
    const part = path[index];
    // Steps of a group are steps.
    if (part === "parallel" && parts[2] === "steps") index++;
    else parts.push(typeof part === "number" ? "*" : String(part));
  }
  return match(parts, 0, siteTree);
}

/** The keys of {@link expressionSites} by their parts: each path is looked up at every value of every workflow. */
interface SiteTree {
  site?: keyof typeof expressionSites;
  readonly next: Map<string, SiteTree>;
}

const siteTree = growTree(Object.keys(expressionSites) as (keyof typeof expressionSites)[]);

function growTree(sites: readonly (keyof typeof expressionSites)[]): SiteTree {
  const root: SiteTree = { next: new Map() };
  for (const site of sites) {
    let tree = root;
    for (const part of site.split(".")) {
      const next: SiteTree = tree.next.get(part) ?? { next: new Map() };
      tree.next.set(part, next);
      tree = next;
    }
    tree.site = site;
  }
  return root;
}

/** A part's own name goes before `*`, which stands for any. */
function match(parts: readonly string[], index: number, tree: SiteTree): keyof typeof expressionSites | undefined {
  if (index === parts.length) return tree.site;
  const part = parts[index] ?? "";
  const named = tree.next.get(part);
  const any = part === "*" ? undefined : tree.next.get("*");
  return (named && match(parts, index + 1, named)) ?? (any && match(parts, index + 1, any));
}

function specialFunctions(expression: Expression): readonly string[] {
  const names: string[] = [];
  walkExpression(expression, (part) => {
    if (part.kind === "call" && !generalFunctions.has(part.name)) names.push(`${part.name}()`);
  });
  return names;
}

/** `hashFiles(1,255)` as it is called. */
function nameOf(signature: string): string {
  return `${signature.slice(0, signature.indexOf("("))}()`;
}
