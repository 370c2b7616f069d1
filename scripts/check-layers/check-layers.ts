import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { checkCycles } from "./check-cycles.ts";
import { checkEffects } from "./check-effects.ts";
import { checkImports } from "./check-imports.ts";
import { checkLockFile, checkVersions } from "./check-manifests.ts";
import { checkRooms } from "./check-rooms.ts";
import { compareFindings, type Finding } from "./finding.ts";
import type { LayerTable } from "./layer-table.ts";
import { readManifest } from "./manifest.ts";
import { readSource } from "./read-source.ts";

const sourceFolders = ["packages", "workflows-src", "generated", "scripts", "tests"];
const skippedFolders = new Set(["node_modules", "dist", "fixtures"]);

/** Reads a repository laid out as this one and applies the table to it. */
export function checkLayers(root: string, table: LayerTable): { fileCount: number; findings: Finding[] } {
  const files = sourceFolders
    .flatMap((folder) => walk(join(root, folder)))
    .map((file) => relative(root, file).split(sep).join("/"))
    .sort();
  const read = (file: string) => readFileSync(join(root, file), "utf8");
  const manifestPaths = ["package.json", ...files.filter((file) => /^packages\/[^/]+\/package\.json$/.test(file))];
  const manifests = manifestPaths.map((path) => readManifest(path, read(path)));
  const sources = files.filter((file) => /\.(?:ts|mts|mjs)$/.test(file)).map((file) => readSource(file, read(file)));
  const lockFile = "package-lock.json";
  const findings = [
    ...checkImports(sources, manifests, table),
    ...checkEffects(sources, table),
    ...checkCycles(sources),
    ...checkRooms(sources, table),
    ...checkVersions(manifests),
    ...(existsSync(join(root, lockFile)) ? checkLockFile(lockFile, read(lockFile)) : []),
  ];
  return { fileCount: sources.length, findings: findings.sort(compareFindings) };
}

function walk(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return skippedFolders.has(entry.name) ? [] : walk(path);
    return [path];
  });
}
