import type { GitRevision } from "../host/git-content.ts";
import { workflowsFolder } from "../repository/read-generated.ts";
import { decodeText, isYamlFile } from "./disk-texts.ts";
import type { RepositoryTexts } from "./repository-texts.ts";

/** A repository as a commit has it. */
export function textsOfRevision(revision: GitRevision): RepositoryTexts {
  const known = new Map<string, string | undefined>();
  const read = (paths: readonly string[]): void => {
    const contents = revision.readAll(paths);
    for (const [index, path] of paths.entries()) {
      const bytes = contents[index];
      known.set(path, bytes && decodeText(bytes));
    }
  };
  read(revision.files.filter(isLikelyRead)); // at once: each question is a process
  return {
    text: (path) => {
      if (!known.has(path)) read([path]);
      return known.get(path);
    },
    workflows: revision.files.filter((path) => inWorkflows.test(path)),
    files: () => revision.files,
    isWhole: true,
  };
}

const inWorkflows = new RegExp(`^${workflowsFolder.replaceAll(".", "\\.")}/[^/]+\\.ya?ml$`);

export function isLikelyRead(path: string): boolean {
  return (path.startsWith(".github/") && isYamlFile(path)) || /(?:^|\/)action\.ya?ml$/.test(path);
}
