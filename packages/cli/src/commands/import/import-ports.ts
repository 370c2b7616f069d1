import { tryModules } from "@yardmaster/compiler";
import type { ImportPorts, TypeProblem } from "@yardmaster/importer";
import type { Host } from "../../program/host.ts";
import { findTextChecker } from "../../types/check-texts.ts";

export interface Ports {
  readonly ports: ImportPorts;
  /** Why types were not checked; undefined where they were, or were not to be. */
  readonly note: () => string | undefined;
}

/** What the importer asks of compiler and type checker, for a repository. */
export async function makePorts(
  root: string,
  isTyped: boolean,
  progress: Required<ImportPorts>["progress"],
  host: Host,
): Promise<Ports> {
  const compile: ImportPorts["compile"] = (texts, modules, how) => tryModules(root, host, texts, modules, how);
  if (!isTyped) return { ports: { compile, progress }, note: () => undefined };
  const checker = await findTextChecker(root, host);
  if (!checker.ok) return { ports: { compile, progress }, note: () => checker.error };
  let note: string | undefined;
  const checkTypes = async (
    texts: ReadonlyMap<string, string>,
    modules: readonly string[],
  ): Promise<readonly TypeProblem[]> => {
    const checked = await checker.value(texts, modules);
    if (checked.ok) return checked.value;
    note = checked.error;
    return [];
  };
  return { ports: { compile, progress, checkTypes }, note: () => note };
}
