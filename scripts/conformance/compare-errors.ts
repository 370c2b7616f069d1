import { readWorkflow } from "@yardmaster/analyzer";
import { readYaml } from "@yardmaster/yaml-io";
import type { ReaderCase } from "./read-reader-case.ts";

/** What `check` and `lint` say of a case by GitHub's parser, fed from our own reading of the YAML, against its errors. */
export async function compareErrors({ path, text, called, expected }: ReaderCase): Promise<string | undefined> {
  const { errors = [] } = JSON.parse(expected) as { errors?: readonly { readonly Message: string }[] };
  const document = readYaml(text, path);
  const local = (file: string) => {
    const content = called.get(`./${file}`) ?? called.get(file);
    return content === undefined ? undefined : readYaml(content, file).tree;
  };
  const found = await readWorkflow({ file: path, tree: document.tree }, local, { mistakes: [], without: [] });
  const said = [...new Set(found.map(({ reason, place }) => `${placeText(path, place)}: ${reason}`))].sort();
  // Of a called workflow's own errors nothing is said here: they belong to that file.
  const wanted = [...new Set(errors.map(({ Message }) => Message.replace(/\.$/, "")))].filter(isOwn(path)).sort();
  if (JSON.stringify(said) === JSON.stringify(wanted)) return undefined;
  const missing = wanted.filter((message) => !said.includes(message));
  const added = said.filter((message) => !wanted.includes(message));
  return [...missing.map((message) => `not said: ${message}`), ...added.map((message) => `said: ${message}`)].join(
    "; ",
  );
}

function isOwn(path: string): (message: string) => boolean {
  return (message) => message.startsWith(path);
}

function placeText(path: string, place: Awaited<ReturnType<typeof readWorkflow>>[number]["place"]): string {
  if (!("location" in place)) return path;
  return `${path} (Line: ${place.location.line}, Col: ${place.location.column})`;
}
