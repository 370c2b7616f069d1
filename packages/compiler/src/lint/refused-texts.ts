import type { ReadTexts } from "./read-texts.ts";

/**
 * What GitHub's parser refuses of workflows, by path: the first error of each, as a sentence without a final stop.
 * @param files paths of workflows that can be read.
 */
export async function refusedTexts(
  { tree }: Pick<ReadTexts, "tree">,
  files: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { checkWorkflow } = await import("@yardmaster/analyzer");
  const local = (path: string) => tree(path.replace(/^[.$]\//, ""));
  const refused = new Map<string, string>();
  for (const file of files) {
    const read = tree(file);
    if (!read) continue;
    const found = (await checkWorkflow({ file, tree: read }, local)).find(({ severity }) => severity === "error");
    if (!found) continue;
    const at = found.place && "location" in found.place ? found.place.location : undefined;
    const sentence = found.message.replace(/^GitHub's parser refuses this: /, "").replace(/\.$/, "");
    refused.set(file, at ? `line ${at.line}, column ${at.column}: ${sentence}` : sentence);
  }
  return refused;
}
