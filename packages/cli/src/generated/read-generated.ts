import { join } from "node:path";
import type { Files } from "../host.ts";

export const workflowsFolder = ".github/workflows";
export const dataFolder = "generated";

const stagedName = /^\..+\.yardmaster-tmp$/;

export interface GeneratedFolders {
  /** Content of the files that could be ours, by path relative to the root. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** Left behind by a run that was killed; relative to the root. */
  readonly leftovers: readonly string[];
}

/** Where a file's new content waits until all are ready. GitHub reads no hidden files. */
export function stagedPath(path: string): string {
  const slash = path.lastIndexOf("/") + 1;
  return `${path.slice(0, slash)}.${path.slice(slash)}.yardmaster-tmp`;
}

export async function readGenerated(root: string, files: Files): Promise<GeneratedFolders> {
  const [workflows, data] = await Promise.all([
    files.list(join(root, workflowsFolder), "direct"),
    files.list(join(root, dataFolder), "direct"),
  ]);
  const paths = [
    ...workflows.filter((name) => name.endsWith(".yml")).map((name) => `${workflowsFolder}/${name}`),
    ...data.filter((name) => name.endsWith(".json")).map((name) => `${dataFolder}/${name}`),
  ];
  const contents = await Promise.all(paths.map((path) => files.read(join(root, path))));
  return {
    files: new Map(paths.flatMap((path, index) => entry(path, contents[index]))),
    leftovers: [
      ...workflows.filter((name) => stagedName.test(name)).map((name) => `${workflowsFolder}/${name}`),
      ...data.filter((name) => stagedName.test(name)).map((name) => `${dataFolder}/${name}`),
    ],
  };
}

function entry(path: string, content: Uint8Array | undefined): [string, Uint8Array][] {
  return content ? [[path, content]] : [];
}
