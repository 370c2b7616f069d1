import { fail, isMap, ok, type Result } from "@yardmaster/core";
import { readYaml } from "@yardmaster/yaml-io";
import { version } from "../../program/program.ts";
import { type Compiler, isTooOld, leastTypeScript } from "../../types/find-compiler.ts";
import { editManifest, printManifest } from "./edit-manifest.ts";
import { decodeWhole, type InitFile } from "./init-file.ts";
import type { Project } from "./project.ts";

/** The release that this program's own sources are checked with. */
export const typescriptVersion = "7.0.2";

const manifestFile = "package.json";
const dependabotFile = ".github/dependabot.yml";
export const typesFile = "workflows-src/tsconfig.json";

export const scripts = {
  "gen:workflows": "yardmaster gen",
  "check:workflows": "yardmaster check && yardmaster bind --check",
} as const;

/** The packages that sources need, and the scripts. */
export function planManifest(project: Project): Result<InitFile, string> {
  const path = manifestFile;
  const bytes = project.bytes(path);
  const packages = { typescript: typescriptVersion, yardmaster: version };
  if (!bytes) return ok({ path, change: "create", after: printManifest({ scripts, devDependencies: packages }) });
  const text = decodeWhole(bytes);
  if (text === undefined)
    return fail("package.json is no UTF-8 text. Save the file as UTF-8 and run `yardmaster init` again.");
  const { dependencies } = project.manifest ?? {};
  const own = dependencies !== undefined && isMap(dependencies) ? dependencies : {};
  const missing = Object.entries(packages).filter(([name]) => !Object.hasOwn(own, name));
  const edited = editManifest(text, { scripts, devDependencies: Object.fromEntries(missing) });
  if (!edited.ok) return edited;
  if (edited.value.text !== text) return ok({ path, change: "update", before: bytes, after: edited.value.text });
  return ok({ path, change: "unchanged" });
}

/** Names of scripts that say something else than ours would. */
export function otherScripts(project: Project): readonly string[] {
  const own = project.manifest?.scripts;
  if (own === undefined || !isMap(own)) return [];
  return Object.entries(scripts).flatMap(([name, text]) =>
    Object.hasOwn(own, name) && own[name] !== text ? [name] : [],
  );
}

const typeSettings = `{
  "compilerOptions": {
    "target": "es2023",
    "lib": ["es2023"],
    "module": "preserve",
    "moduleResolution": "bundler",
    "types": [],
    "noEmit": true,
    "strict": true,
    "noUncheckedIndexedAccess": true,
    "exactOptionalPropertyTypes": true,
    "verbatimModuleSyntax": true,
    "allowImportingTsExtensions": true,
    "resolveJsonModule": true,
    "skipLibCheck": true
  },
  "include": [".", "../generated"]
}
`;

/** Settings of the sources alone: those of the repository are for its own program. */
export function planTypes(project: Project): InitFile {
  if (project.has(typesFile)) return { path: typesFile, change: "unchanged" };
  if (project.text("tsconfig.json")?.includes("workflows-src")) return { path: "tsconfig.json", change: "unchanged" };
  return { path: typesFile, change: "create", after: typeSettings };
}

/** Undefined where the TypeScript that is installed here reads the types of the sources, or none is. */
export function compilerWarning(compiler: Compiler | undefined): string | undefined {
  if (compiler === undefined || !isTooOld(compiler.version)) return undefined;
  return `TypeScript ${compiler.version} is installed here, and the types of the sources need ${leastTypeScript} or newer.`;
}

/** What the repository's own type check and build would make of the sources; undefined where it leaves them out. */
export function typesWarning(project: Project): string | undefined {
  const text = project.text("tsconfig.json");
  if (text === undefined || text.includes("workflows-src")) return undefined;
  const settings = readYaml(text.replaceAll(/^\s*\/\/.*$/gm, "")).model;
  const { include, files } = settings !== undefined && settings !== null && isMap(settings) ? settings : {};
  const isAll = include === undefined && files === undefined;
  const patterns = Array.isArray(include) ? include.map(String) : [];
  if (!isAll && !patterns.some((pattern) => /^(?:\.\/?)?(?:\*|$)/.test(pattern))) return undefined;
  return 'tsconfig.json takes in all folders: add "workflows-src" and "generated" to its "exclude", so that your own build leaves the sources out.';
}

const dependabotText = `version: 2
updates:
  # A bump lands in generated YAML. \`npx yardmaster adopt\` on the bot's branch takes it into workflows-src/actions.lock.json.
  - package-ecosystem: github-actions
    directory: /
    schedule:
      interval: weekly
    cooldown:
      default-days: 7
    groups:
      actions:
        patterns: ["*"]
`;

const renovateFiles = [
  ...["renovate.json", "renovate.json5", ".renovaterc", ".renovaterc.json", ".renovaterc.json5"],
  ...[".github/renovate.json", ".github/renovate.json5", ".gitlab/renovate.json"],
];

/** Settings of the bot that is there, or of Dependabot; somebody's own stay, and what they lack is said. */
export function planBots(project: Project): InitFile {
  const dependabot = [dependabotFile, ".github/dependabot.yaml"].find(project.has);
  if (dependabot !== undefined) {
    const isAsked = /package-ecosystem:\s*["']?github-actions\b/.test(project.text(dependabot) ?? "");
    if (isAsked) return { path: dependabot, change: "unchanged" };
    const lines = 'package-ecosystem "github-actions", directory "/", an interval and a cooldown';
    return { path: dependabot, change: "left", why: `Add an entry with ${lines} to have pins of actions updated.` };
  }
  const renovate =
    renovateFiles.find(project.has) ?? (project.manifest?.renovate === undefined ? undefined : manifestFile);
  if (renovate === undefined) return { path: dependabotFile, change: "create", after: dependabotText };
  const isPinned = /pinGitHubActionDigests|pinDigests|best-practices/.test(project.text(renovate) ?? "");
  if (isPinned) return { path: renovate, change: "unchanged" };
  const why = 'Add "helpers:pinGitHubActionDigests" to "extends" in it, so that pins stay commits.';
  return { path: renovate, change: "left", why };
}
