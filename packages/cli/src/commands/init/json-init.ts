import type { WritePlan } from "@yardmaster/compiler";
import { type JsonImport, jsonImport } from "../import/json-import.ts";
import type { Imported } from "../import/plan-import.ts";
import type { InitPlan } from "./plan-init.ts";

/** What `init --format json` prints: a contract, described in docs/init.md. */
export interface JsonInit {
  /** Grows when something goes or changes its meaning; what is added leaves it. */
  readonly version: 1;
  readonly written: boolean;
  readonly files: readonly {
    readonly path: string;
    readonly change: "create" | "update" | "delete" | "unchanged" | "left";
    /** Of what is left: what could be added. */
    readonly why?: string;
  }[];
  readonly packageManager: string;
  /** Languages that `ci` was made for. */
  readonly languages: readonly string[];
  /** Workflows that nobody generates; those that are imported are among them. */
  readonly handWritten: readonly string[];
  readonly imported: JsonImport | null;
  readonly notes: readonly string[];
}

const changes = { create: "create", update: "update", "delete-orphan": "delete" } as const;

export function jsonInit(
  init: InitPlan,
  plan: WritePlan,
  imported: Imported | undefined,
  isWritten: boolean,
): JsonInit {
  const written = plan.map(({ path, kind }) => ({ path, change: changes[kind as keyof typeof changes] }));
  const others = init.files.flatMap((file): JsonInit["files"] => {
    if (file.change === "unchanged") return [{ path: file.path, change: file.change }];
    return file.change === "left" ? [{ path: file.path, change: file.change, why: file.why }] : [];
  });
  return {
    ...{ version: 1, written: isWritten, files: [...written, ...others] },
    packageManager: init.manager.name,
    languages: init.jobs.map(({ language }) => language),
    handWritten: init.handWritten,
    imported: imported ? jsonImport(imported) : null,
    notes: init.notes,
  };
}
