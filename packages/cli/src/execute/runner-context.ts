import { dirname } from "node:path";
import { runnerSystemNames } from "@yardmaster/core";
import type { PartialMap } from "@yardmaster/core/evaluation";
import type { Leg } from "./execution.ts";

const architectures: Readonly<Record<string, string>> = { x64: "X64", ia32: "X86", arm: "ARM", arm64: "ARM64" };

/** `runner` as steps read it. Source: docs.github.com, "Contexts reference". */
export function runnerContext({ execution, folders }: Leg): PartialMap {
  return {
    name: "yardmaster",
    os: runnerSystemNames[execution.system],
    arch: architectures[execution.architecture] ?? execution.architecture.toUpperCase(),
    temp: folders.temp,
    tool_cache: folders.tools,
    environment: "github-hosted",
    workspace: dirname(folders.workspace),
  };
}
