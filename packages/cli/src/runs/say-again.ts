import { dirname, join } from "node:path";
import { sourcesFolder } from "@yardmaster/compiler/host";
import type { Files } from "@yardmaster/core/host";
import type { ExitCode } from "../program/exit-code.ts";
import type { Host } from "../program/host.ts";
import { type OutdatedRun, recallRun, runFile } from "./remembered-run.ts";

/** What is known of the run before the program is loaded: its exit code, when it has said again what the last one said. */
export type Recalled = { readonly code: ExitCode } | { readonly outdated: OutdatedRun | undefined };

/** Says again what a run came to for which nothing has changed, by content. */
export async function sayAgain(argv: readonly string[], host: Host): Promise<Recalled> {
  const root = host.program === undefined ? undefined : await findRoot(host.cwd, host.files);
  if (root === undefined || host.program === undefined) return { outdated: undefined };
  const known = await recallRun(runFile(root, host.cwd, argv), host.program, host);
  if (!known || known.changed.length > 0) return { outdated: known };
  const { code, stdout, stderr } = known.run.outcome;
  host.stdout.write(stdout);
  host.stderr.write(stderr);
  return { code };
}

async function findRoot(folder: string, files: Files): Promise<string | undefined> {
  if (await files.isFolder(join(folder, sourcesFolder)).catch(() => false)) return folder;
  const parent = dirname(folder);
  return parent === folder ? undefined : findRoot(parent, files);
}
