import type { Command } from "./commands/command.ts";

export interface OptionDefinition {
  /** Without dashes. */
  readonly name: string;
  readonly summary: string;
  /** The values it takes; without them it is a flag. */
  readonly values?: readonly string[];
}

export interface CommandDefinition {
  readonly name: string;
  readonly summary: string;
  /** What may follow, as help shows it: `[ACTION@REF…]`. */
  readonly operands?: string;
  readonly options: readonly OptionDefinition[];
  readonly exit: string;
  /** Loads the command's own libraries, and no other command's. */
  readonly load: () => Promise<Command>;
}

export const commandTable: readonly CommandDefinition[] = [
  {
    name: "gen",
    summary: "Write .github/workflows and generated/ from workflows-src.",
    options: [{ name: "force", summary: "overwrite files that were edited by hand or are not ours" }],
    exit: "0 written, 1 refused or errors found, 2 a source cannot be read",
    load: async () => (await import("./commands/gen.ts")).gen,
  },
  {
    name: "check",
    summary: "Say what gen would change, and what is wrong; write nothing.",
    options: [
      { name: "format", summary: "for people, programs or the Actions log", values: ["human", "json", "github"] },
    ],
    exit: "0 clean, 1 drift or errors found (warnings alone do not count), 2 a source cannot be read",
    load: async () => (await import("./commands/check.ts")).check,
  },
  {
    name: "bind",
    summary: "Write generated/actions.ts, the typed functions of the actions in the lock.",
    options: [{ name: "check", summary: "write nothing; exit 1 when the file is not what the lock makes" }],
    exit: "0 written or unchanged, 1 stale (with --check), 2 the lock cannot be read",
    load: async () => (await import("./commands/bind.ts")).bind,
  },
];
