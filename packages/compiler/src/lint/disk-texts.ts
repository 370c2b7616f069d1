import { join } from "node:path";
import type { Files } from "@yardmaster/core";
import { FileError } from "@yardmaster/core/host";
import type { GitContent } from "../host/git-content.ts";
import type { ScriptPrograms } from "../host/script-programs.ts";
import { workflowsFolder } from "../repository/read-generated.ts";
import type { RepositoryTexts } from "./repository-texts.ts";

export interface LintHost {
  readonly files: Files;
  /** Without it, whatever lies in a repository's folder is taken for its file. */
  readonly git?: GitContent;
  readonly scripts?: ScriptPrograms | undefined;
}

/**
 * A repository as it lies on the disk. What the system refuses to read is not there.
 * @param root absolute.
 * @param isRepository false for the folder of a file that lies in none: nothing beside the file belongs to it.
 */
export async function textsOnDisk(root: string, isRepository: boolean, host: LintHost): Promise<RepositoryTexts> {
  const names = isRepository ? await host.files.list(join(root, workflowsFolder), "direct") : [];
  let files: readonly string[] | undefined;
  return {
    text: (path) => {
      const bytes = readOrRefused(join(root, path), host.files);
      return bytes instanceof FileError ? undefined : bytes && decodeText(bytes);
    },
    workflows: names.filter(isYamlFile).map((name) => `${workflowsFolder}/${name}`),
    files: () => {
      if (isRepository) files ??= host.git?.files(root);
      return files;
    },
    isWhole: isRepository,
  };
}

export function readOrRefused(path: string, files: Files): Uint8Array | FileError | undefined {
  try {
    return files.readAll([path])[0];
  } catch (error) {
    if (error instanceof FileError) return error;
    throw error;
  }
}

export function decodeText(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

export function isYamlFile(path: string): boolean {
  return /\.ya?ml$/.test(path);
}
