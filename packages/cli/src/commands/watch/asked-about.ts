import { dirname } from "node:path";
import { packagesFolder } from "@yardmaster/compiler/host";
import type { Answers } from "../../runs/answers.ts";

/** What package managers write into the folder of packages when they have changed something in it. */
const installRecord = /[\\/]node_modules[\\/]\.(?:package-lock\.json|modules\.yaml|yarn-state\.yml)$/;

/** Whether a path tells that packages were installed. */
export function isInstall(path: string): boolean {
  return installRecord.test(path);
}

/**
 * Whether a change of a path can change what a run came to: one that it asked about, one that it would have found in a folder
 * that it listed, or a folder around one of them.
 * @param answers undefined where the run did not follow from what it asked: then all below the root can.
 * @param everAsked what any run has asked about.
 */
export function askedAbout(
  answers: Answers | undefined,
  root: string,
  everAsked: ReadonlySet<string>,
): (path: string) => boolean {
  const within = plain(root);
  if (!answers) {
    const known = new Set([...everAsked].map(plain));
    return (path) => known.has(plain(path)) || [path, ...foldersAbove(path)].some((each) => plain(each) === within);
  }
  const asked = askedPaths(answers);
  const around = new Set(asked.flatMap((path) => [path, ...foldersAbove(path)]).map(plain));
  const direct = new Set(answers.lists.flatMap(([folder, depth]) => (depth === "direct" ? [plain(folder)] : [])));
  const deep = new Set(answers.lists.flatMap(([folder, depth]) => (depth === "direct" ? [] : [plain(folder)])));
  return (path) =>
    around.has(plain(path)) ||
    direct.has(plain(dirname(path))) ||
    foldersAbove(path).some((folder) => deep.has(plain(folder))) ||
    isInstall(path);
}

/** The folders of what a run asked about: those of the author, wherever they are. */
export function foldersOf(asked: Iterable<string>): readonly string[] {
  const folders = new Set([...asked].map((path) => dirname(path)));
  return [...folders].filter((folder) => !folder.split(/[\\/]/).includes(packagesFolder));
}

function askedPaths({ files, links, folders, lists }: Answers): readonly string[] {
  const behind = Object.values(links).flatMap((link) => (link ? [link[0]] : []));
  return [
    ...Object.keys(files),
    ...Object.keys(links),
    ...behind,
    ...Object.keys(folders),
    ...lists.map(([folder]) => folder),
  ];
}

function foldersAbove(path: string): readonly string[] {
  const above = dirname(path);
  return above === path ? [] : [above, ...foldersAbove(above)];
}

/** Some systems spell letters with marks in another way than their author. */
function plain(path: string): string {
  return path.normalize();
}
