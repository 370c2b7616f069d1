import { AuthoringError, isSourceDocument, type SourceDocument } from "@yardmaster/core";
import { expressionOf } from "../author/expression-of.ts";
import { adaptLibraryWorkflow } from "./adapt-library.ts";
import { exportPromised } from "./diagnostics.ts";

/**
 * The documents among a module's exports, in the order of their names: ours, and workflows of
 * `@github-actions-workflow-ts/lib`; also in lists, maps, sets and plain objects, at any depth. Other exports are the
 * module's own business.
 * @throws AuthoringError for a promise, which may stand for a document.
 */
export function collectDocuments(exports: Readonly<Record<string, unknown>>): readonly SourceDocument[] {
  const found = new Set<SourceDocument>();
  const seen = new Set<unknown>();
  const visit = (value: unknown, name: string): void => {
    if (typeof value !== "object" || value === null || seen.has(value) || expressionOf(value)) return;
    seen.add(value);
    const document = isSourceDocument(value) ? value : adaptLibraryWorkflow(value);
    if (document) found.add(document);
    else if (value instanceof Promise) throw new AuthoringError(exportPromised({ name }));
    else for (const [key, entry] of entriesOf(value)) visit(entry, `${name}[${JSON.stringify(key)}]`);
  };
  for (const name of Object.keys(exports).sort()) visit(exports[name], name);
  return [...found];
}

/** Of instances of other classes only their makers know what they hold. */
function entriesOf(value: object): Iterable<readonly [key: unknown, entry: unknown]> {
  if (Array.isArray(value) || value instanceof Map) return value.entries();
  if (value instanceof Set) return [...value].entries();
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype ? Object.entries(value) : [];
}
