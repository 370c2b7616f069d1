import { relative } from "node:path";
import { type FileError, placeFinding } from "@yardmaster/core";
import { fileRefused } from "../program/diagnostics.ts";
import type { Host } from "../program/host.ts";
import { paintFor } from "./paint.ts";
import { printHuman } from "./print-human.ts";

/** What the system refuses of a file, as a finding for standard error. */
export function printFileError({ operation, path, reason }: FileError, host: Host): string {
  const near = relative(host.cwd, path);
  const diagnostic = fileRefused({ operation, path: near.startsWith("..") ? path : near, reason });
  return printHuman([placeFinding(diagnostic)], new Map(), paintFor(host.stderr, host.env));
}
