import { join } from "node:path";
import { type Files, isMap, type Value } from "@yardmaster/core";

/** A repository's root as it was read. */
export interface Project {
  /** Whether there is such a file, whatever it holds. */
  readonly has: (path: string) => boolean;
  /** Its text; undefined where there is no such file. */
  readonly text: (path: string) => string | undefined;
  readonly bytes: (path: string) => Uint8Array | undefined;
  /** `package.json`, where it is an object. */
  readonly manifest: Readonly<Record<string, Value>> | undefined;
  /** The branch that pull requests go into. */
  readonly branch: string;
  /** All files that are known, from the root. */
  readonly listed: readonly string[];
}

/** What is asked of a root, whether it is there or not. */
export const askedFiles: readonly string[] = [
  ...["package.json", "package-lock.json", "npm-shrinkwrap.json", "pnpm-lock.yaml", "yarn.lock", ".yarnrc.yml"],
  ...["bun.lock", "bun.lockb", ".npmrc", ".nvmrc", ".node-version", "tsconfig.json"],
  ...["pyproject.toml", "requirements.txt", "requirements-dev.txt", "setup.py", "setup.cfg", "tox.ini", "pytest.ini"],
  ...["uv.lock", "poetry.lock", ".python-version"],
  ...["go.mod", "go.sum", "Cargo.toml", "Cargo.lock", "rust-toolchain", "rust-toolchain.toml"],
  ...["pom.xml", "mvnw", "build.gradle", "build.gradle.kts", "gradlew", ".java-version", ".sdkmanrc", ".tool-versions"],
  ...[".gitattributes", ".gitignore", ".github/dependabot.yml", ".github/dependabot.yaml"],
  ...["renovate.json", "renovate.json5", ".renovaterc", ".renovaterc.json", ".renovaterc.json5"],
  ...[".github/renovate.json", ".github/renovate.json5", ".gitlab/renovate.json"],
];

export interface ProjectQuery {
  readonly root: string;
  /** More files to read. */
  readonly further: readonly string[];
  readonly branch: string;
  readonly listed: readonly string[];
}

export function readProject({ root, further, branch, listed }: ProjectQuery, files: Files): Project {
  const paths = [...new Set([...askedFiles, ...further])];
  const contents = files.readAll(paths.map((path) => join(root, path)));
  const known = new Map(paths.map((path, index) => [path, contents[index]]));
  const bytes = (path: string): Uint8Array | undefined => known.get(path);
  const text = (path: string): string | undefined => {
    const content = bytes(path);
    return content && new TextDecoder().decode(content);
  };
  return {
    ...{ bytes, text, branch, listed },
    has: (path) => bytes(path) !== undefined,
    manifest: readManifest(text("package.json")),
  };
}

function readManifest(text: string | undefined): Readonly<Record<string, Value>> | undefined {
  if (text === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isMap(value as Value) ? (value as Readonly<Record<string, Value>>) : undefined;
  } catch {
    return undefined; // said where the file is edited
  }
}
