import type { Project } from "./project.ts";
import type { StarterStep } from "./starter-job.ts";

export type ManagerName = "npm" | "pnpm" | "yarn" | "bun";

/** How a repository installs packages, in its own words. */
export interface PackageManager {
  readonly name: ManagerName;
  /** The lock files of others that lie beside its own. */
  readonly others: readonly string[];
  /** What a person runs once `package.json` has changed. */
  readonly install: string;
  /** What a job runs: exactly what the lock file says. */
  readonly frozenInstall: string;
  readonly withoutScripts: string;
  /** Runs a script of `package.json`. */
  readonly run: (script: string) => string;
  /** Runs a program that is installed, and looks for it nowhere else. */
  readonly exec: (line: string) => string;
  /** What has to come before Node.js is set up, and after it. */
  readonly before: readonly StarterStep[];
  readonly after: readonly StarterStep[];
  /** What `actions/setup-node` can keep between runs. */
  readonly cache: string | undefined;
}

const lockFiles: Readonly<Record<string, ManagerName>> = {
  "package-lock.json": "npm",
  "npm-shrinkwrap.json": "npm",
  "pnpm-lock.yaml": "pnpm",
  "yarn.lock": "yarn",
  "bun.lock": "bun",
  "bun.lockb": "bun",
};

/** What `package.json` names, or else the lock file that is there; npm where there is nothing. */
export function findPackageManager(project: Project): PackageManager {
  const named = /^(npm|pnpm|yarn|bun)@/.exec(String(project.manifest?.packageManager ?? ""))?.[1];
  const found = Object.entries(lockFiles).filter(([file]) => project.has(file));
  const name = (named as ManagerName | undefined) ?? found[0]?.[1] ?? "npm";
  const others = found.flatMap(([file, manager]) => (manager === name ? [] : [file]));
  return { name, others, ...managers[name](project) };
}

type Words = Omit<PackageManager, "name" | "others">;

const managers: Readonly<Record<ManagerName, (project: Project) => Words>> = {
  npm: (project) => {
    const isLockless = /^\s*package-lock\s*=\s*false\s*$/m.test(project.text(".npmrc") ?? "");
    const frozenInstall = isLockless ? "npm install" : "npm ci";
    return {
      ...{ install: "npm install", frozenInstall, withoutScripts: "--ignore-scripts" },
      run: (script) => (script === "test" ? "npm test" : `npm run ${script}`),
      exec: (line) => `npx --no-install ${line}`,
      ...{ before: [], after: [], cache: isLockless ? undefined : "npm" },
    };
  },
  pnpm: (project) => ({
    install: "pnpm install",
    ...{ frozenInstall: "pnpm install --frozen-lockfile", withoutScripts: "--ignore-scripts" },
    run: (script) => `pnpm run ${script}`,
    exec: (line) => `pnpm exec ${line}`,
    before: [
      {
        action: "pnpm/action-setup",
        with: project.manifest?.packageManager === undefined ? { version: pnpmVersion(project) } : {},
      },
    ],
    ...{ after: [], cache: "pnpm" },
  }),
  yarn: (project) =>
    isClassic(project)
      ? {
          install: "yarn install",
          ...{ frozenInstall: "yarn install --frozen-lockfile", withoutScripts: "--ignore-scripts" },
          run: (script) => `yarn run ${script}`,
          exec: (line) => `yarn run ${line}`,
          ...{ before: [], after: [], cache: "yarn" },
        }
      : {
          install: "yarn install",
          ...{ frozenInstall: "yarn install --immutable", withoutScripts: "--mode=skip-build" },
          run: (script) => `yarn run ${script}`,
          exec: (line) => `yarn run ${line}`,
          // The runner's own yarn is version 1, which `setup-node` would ask for the cache's folder.
          ...{ before: [], after: [{ name: "Enable yarn", script: ["corepack enable"] }], cache: undefined },
        },
  bun: () => ({
    install: "bun install",
    ...{ frozenInstall: "bun install --frozen-lockfile", withoutScripts: "--ignore-scripts" },
    run: (script) => `bun run ${script}`,
    exec: (line) => `bun run ${line}`,
    before: [{ action: "oven-sh/setup-bun", with: {} }],
    ...{ after: [], cache: undefined },
  }),
};

/** Version 1, by what `package.json` names; or else neither the settings nor the lock file are those of a later one. */
function isClassic(project: Project): boolean {
  const named = /^yarn@(\d+)/.exec(String(project.manifest?.packageManager ?? ""))?.[1];
  if (named !== undefined) return Number(named) === 1;
  return !project.has(".yarnrc.yml") && !/^__metadata:/m.test(project.text("yarn.lock") ?? "");
}

/** The oldest major version that reads the lock file as it stands: https://pnpm.io/installation */
function pnpmVersion(project: Project): string {
  const [, major = "9"] = /^lockfileVersion: '?(\d+)/m.exec(project.text("pnpm-lock.yaml") ?? "") ?? [];
  if (Number(major) < 6) return "7";
  return Number(major) < 9 ? "8" : "10";
}
