import { posix } from "node:path";

/** What all tests stand on: a change of it can reach each of them. */
const groundwork =
  /^(package(-lock)?\.json|\.npmrc|tsconfig\.json|packages\/[^/]+\/package\.json|scripts\/(build\.mjs|test\.ts|(test|bundle)\/.*))$/;

/** Reads the whole repository, whatever it names. */
const readsEverything = "scripts/check-docs/repository-view.ts";

const imported = /(?:\bfrom|\bimport)\s*\(?\s*["']([^"']+)["']/g;
const words = /[\w@.-]*(?:\/[\w@.-]+)+\/?|[\w.-]+\/|["'`][\w.-]+["'`]/g;

/**
 * The test files that a change can reach: by what they import, types included, and by the files and folders that they, or what
 * they import, name. A program that is named, by its source or by what is built of it, counts with all that it imports.
 * What is in doubt is in.
 * @param texts of the code in packages, scripts and tests, by path
 */
export function findReachedTests(
  texts: ReadonlyMap<string, string>,
  tests: readonly string[],
  changed: readonly string[],
): string[] {
  if (changed.some((path) => groundwork.test(path))) return [...tests];
  const known = new Map<string, Mentions>();
  const mentionsOf = (path: string) => {
    const found = known.get(path) ?? readMentions(path, texts.get(path) ?? "", texts);
    known.set(path, found);
    return found;
  };
  const isChanged = new Set(changed);
  return tests.filter((test) => {
    const reached = closureOf(test, (path) => mentionsOf(path).modules);
    if (changed.length > 0 && reached.has(readsEverything)) return true;
    for (const path of reached) {
      if (isChanged.has(path)) return true;
      const { names } = mentionsOf(path);
      if (changed.some((each) => names.some((name) => isNamed(each, name)))) return true;
    }
    return false;
  });
}

interface Mentions {
  /** Paths of code that is loaded, or started. */
  readonly modules: readonly string[];
  /** Other paths, or ends of them; a name without a slash is one at the top of the repository, or that of a file. */
  readonly names: readonly string[];
}

function readMentions(path: string, text: string, texts: ReadonlyMap<string, string>): Mentions {
  const imports = [...text.matchAll(imported)].flatMap(([, name = ""]) => resolveImport(path, name, texts));
  // What the packages name are paths in repositories of their users.
  if (path.startsWith("packages/")) return { modules: [...imports, ...languageFor(path)], names: [] };
  const named = [...new Set(text.match(words) ?? [])].map((word) =>
    word.replace(/^["'`]|["'`]$/g, "").replace(/^(?:\.{0,2}\/)+|\/+$/g, ""),
  );
  const programs = named.flatMap((name) => {
    const built = /^(?:.*\/)?(packages\/[^/]+)\/(?:bin|dist)\b/.exec(name)?.[1];
    return [name, ...(built === undefined ? [] : [`${built}/src/bin.ts`])];
  });
  return {
    modules: [...imports, ...programs.filter((name) => texts.has(name))],
    names: named.filter((name) => name !== ""),
  };
}

/** Sources of workflows are compiled together with the language, which the compiler finds at run time. */
function languageFor(path: string): readonly string[] {
  return path.startsWith("packages/compiler/") ? ["packages/dsl/src/index.ts"] : [];
}

/** An entry beside a package's index counts as the whole package: only its manifest says which module it is. */
function resolveImport(path: string, name: string, texts: ReadonlyMap<string, string>): string[] {
  if (name.startsWith(".")) return [posix.join(posix.dirname(path), name)];
  const [, own, entry] = /^@yardmaster\/([^/]+)(\/)?/.exec(name) ?? [];
  if (own === undefined) return [];
  if (entry === undefined) return [`packages/${own}/src/index.ts`];
  return [...texts.keys()].filter((each) => each.startsWith(`packages/${own}/src/`));
}

function closureOf(start: string, next: (path: string) => readonly string[]): Set<string> {
  const reached = new Set([start]);
  for (const path of reached) for (const each of next(path)) reached.add(each);
  return reached;
}

function isNamed(path: string, name: string): boolean {
  if (name.includes("/")) return `/${path}/`.includes(`/${name}/`);
  return path.startsWith(`${name}/`) || path === name || path.endsWith(`/${name}`);
}
