import { isBuiltin } from "node:module";
import { layerOf } from "./check-imports.ts";
import type { Finding } from "./finding.ts";
import type { LayerTable } from "./layer-table.ts";
import type { SourceFile } from "./read-source.ts";

/** Files, clock, network, randomness and the process belong to the shells; the rest computes. */
export function checkEffects(sources: readonly SourceFile[], table: LayerTable): Finding[] {
  const pure = sources.filter((source) => layerOf(source.path) in table.mayImport);
  return pure.flatMap((source): Finding[] => {
    const effects = effectsOf(source, table);
    if (!table.shells.includes(source.path)) {
      return effects.map(({ name, line }) => ({
        code: "layer-effect",
        file: source.path,
        line,
        message: `"${name}" reaches outside: take it as a parameter, or move this to a shell.`,
      }));
    }
    if (effects.length > 0) return [];
    const message = "This file is listed as a shell and has no effect: take it from the table of layers.";
    return [{ code: "layer-idle-shell" as const, file: source.path, line: 1, message }];
  });
}

function effectsOf(source: SourceFile, table: LayerTable): { name: string; line: number }[] {
  const modules = source.imports
    .filter((fact) => !fact.typeOnly && isBuiltin(fact.specifier))
    .map((fact) => ({ name: `node:${fact.specifier.replace(/^node:/, "")}`, line: fact.line }))
    .filter(({ name }) => !table.pureNodeModules.includes(name));
  return [...modules, ...source.effects];
}
