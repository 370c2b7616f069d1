import { isAbsolute, join } from "node:path";
import { editedPlace, FileError, type Files, type Finding } from "@yardmaster/core";

/** Content of the files that findings point into, by the name they use. */
export type FindingTexts = ReadonlyMap<string, string>;

export async function readFindingTexts(
  findings: readonly Finding[],
  root: string,
  files: Files,
): Promise<FindingTexts> {
  const names = new Set(findings.flatMap((finding) => editedPlace(finding)?.file ?? []));
  const texts = [...names].map(async (name): Promise<[string, string][]> => {
    const bytes = await files.read(isAbsolute(name) ? name : join(root, name)).catch(leaveOut);
    return bytes ? [[name, new TextDecoder().decode(bytes)]] : [];
  });
  return new Map((await Promise.all(texts)).flat());
}

/** A folder, or what may not be read: the finding stands without its line. */
function leaveOut(error: unknown): undefined {
  if (!(error instanceof FileError)) throw error;
}
