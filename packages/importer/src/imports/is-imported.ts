import type { WrittenModule } from "../writing/module-writer.ts";
import type { ImportedModule } from "./imported-module.ts";

/** Whether a module is one that another imports: they name each other by their paths, at the end of which their names stand. */
export function isImported(module: string, { written }: ImportedModule): boolean {
  if (!written) return false;
  const known = names.get(written) ?? namesIn(written.marked);
  names.set(written, known);
  return known.has(module.slice(module.lastIndexOf("/") + 1));
}

const names = new WeakMap<WrittenModule, ReadonlySet<string>>();

/** Imports stand at the top of a module, before the first blank line. */
function namesIn(marked: string): ReadonlySet<string> {
  const end = marked.indexOf("\n\n");
  const imports = marked.slice(0, end < 0 ? undefined : end);
  return new Set([...imports.matchAll(/ from "(?:[^"]*\/)?([^"/]+)"/g)].map(([, name = ""]) => name));
}
