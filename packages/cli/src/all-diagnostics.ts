import { type CatalogueEntry, catalogueOf, diagnostics as core } from "@yardmaster/core";
import * as commands from "./program/diagnostics.ts";
import * as types from "./types/diagnostics.ts";

/**
 * Everything that `yardmaster` can say of a repository: each code once, with its row in docs/rules. Loads every package,
 * GitHub's parser and the network's included.
 */
export async function allDiagnostics(): Promise<readonly CatalogueEntry[]> {
  const packages = await Promise.all([
    import("@yardmaster/dsl"),
    import("@yardmaster/yaml-io"),
    import("@yardmaster/analyzer"),
    import("@yardmaster/compiler"),
    import("@yardmaster/pins"),
  ]);
  // A rule may say something that core says of sources.
  return [
    ...new Set([...core, ...packages.flatMap(({ diagnostics }) => diagnostics), ...catalogueOf(commands, types)]),
  ];
}
