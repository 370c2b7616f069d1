import { isAbsolute, join } from "node:path";
import { editedPlace, type Files, type Finding } from "@yardmaster/core";

/** Content of the files that findings point into, by the name they use. */
export type FindingTexts = ReadonlyMap<string, string>;

export async function readFindingTexts(
  findings: readonly Finding[],
  root: string,
  files: Files,
): Promise<FindingTexts> {
  const names = new Set(findings.flatMap((finding) => editedPlace(finding)?.file ?? []));
  const texts = [...names].map(async (name): Promise<[string, string][]> => {
    const bytes = await files.read(isAbsolute(name) ? name : join(root, name));
    return bytes ? [[name, new TextDecoder().decode(bytes)]] : [];
  });
  return new Map((await Promise.all(texts)).flat());
}
