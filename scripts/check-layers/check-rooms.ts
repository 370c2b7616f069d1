import { posix } from "node:path";
import { layerOf } from "./check-imports.ts";
import { findImportCycles } from "./find-import-cycles.ts";
import type { Finding } from "./finding.ts";
import type { LayerTable, RoomTable } from "./layer-table.ts";
import type { SourceFile } from "./read-source.ts";

/** Who imports whom among the folders of one package, type imports included. */
export function checkRooms(sources: readonly SourceFile[], table: LayerTable): Finding[] {
  return [
    ...checkTable(sources, table.rooms),
    ...sources.flatMap((source) => {
      const rooms = table.rooms[packageOf(source.path)];
      return rooms ? checkSource(source, rooms) : [];
    }),
  ];
}

function checkSource({ path, imports }: SourceFile, rooms: RoomTable): Finding[] {
  const name = packageOf(path);
  const room = roomOf(path, rooms);
  // The index opens every room; nobody inside may go round through it.
  if (isIndex(path)) return [];
  const allowed = rooms[room];
  if (!allowed) {
    const message = `The room "${room}" of ${name} is not in the table of layers: add it.`;
    return [{ code: "layer-unknown-room", file: path, line: 1, message }];
  }
  return imports.flatMap(({ specifier, line }): Finding[] => {
    const target = specifier.startsWith(".") ? posix.join(posix.dirname(path), specifier) : "";
    if (packageOf(target) !== name) return [];
    if (isIndex(target)) {
      const message = `"${specifier}" is the index, which is for other packages: import the file that declares it.`;
      return [{ code: "layer-room", file: path, line, message }];
    }
    const to = roomOf(target, rooms);
    if (to === room || allowed.includes(to)) return [];
    const list = allowed.length > 0 ? allowed.join(", ") : "no other room";
    const message = `The room "${room}" of ${name} must not import "${to}": it may import ${list}.`;
    return [{ code: "layer-room", file: path, line, message }];
  });
}

/** What is wrong with the table itself: rows without files, and rooms that may import each other. */
function checkTable(sources: readonly SourceFile[], packages: LayerTable["rooms"]): Finding[] {
  return Object.entries(packages).flatMap(([name, rooms]) => {
    const present = new Set(
      sources.filter(({ path }) => packageOf(path) === name && !isIndex(path)).map(({ path }) => roomOf(path, rooms)),
    );
    if (present.size === 0) return [];
    const file = `packages/${name}/package.json`;
    const named = new Set([...Object.keys(rooms), ...Object.values(rooms).flat()]);
    const empty = [...named].filter((room) => !present.has(room));
    const findings = empty.map((room) => ({
      code: "layer-empty-room" as const,
      file,
      line: 1,
      message: `The table of layers names the room "${room}" of ${name}, which has no file: take it out.`,
    }));
    const graph = new Map(Object.entries(rooms).map(([room, list]) => [room, list.map((to) => ({ to, line: 1 }))]));
    const rings = findImportCycles(graph).map((ring) => ({
      code: "layer-room" as const,
      file,
      line: 1,
      message: `The table of layers lets rooms of ${name} import each other: ${[...ring, ring[0]].join(" -> ")}.`,
    }));
    return [...findings, ...rings];
  });
}

/** Of a file below `src`; empty for every other. */
function packageOf(path: string): string {
  return /^packages\/[^/]+\/src\//.test(path) ? layerOf(path) : "";
}

/** The innermost folder around a file that has a row, or else the outermost; `.` for a loose one. */
function roomOf(path: string, rooms: RoomTable): string {
  const folders = path.split("/").slice(3, -1);
  const around = folders.map((_, depth) => folders.slice(0, depth + 1).join("/"));
  return around.findLast((folder) => rooms[folder]) ?? around[0] ?? ".";
}

function isIndex(path: string): boolean {
  return /^packages\/[^/]+\/src\/index\.ts$/.test(path);
}
