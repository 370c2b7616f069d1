import { isMap } from "@yardmaster/core";
import { findPackageManager, type PackageManager } from "../package-manager.ts";
import type { Project } from "../project.ts";
import { checkoutStep, type StarterJob, type StarterStep, scriptStep } from "../starter-job.ts";

/** A long-term release, where the repository names none. */
export const nodeVersion = "24";

/** What a repository's tests are, in the order in which the cheap ones come first. */
const scripts = ["lint", "typecheck", "type-check", "build", "test"] as const;
const names: Readonly<Record<(typeof scripts)[number], string>> = {
  lint: "Lint",
  typecheck: "Check the types",
  "type-check": "Check the types",
  build: "Build",
  test: "Test",
};

export function nodeJob(project: Project): StarterJob | undefined {
  if (!project.manifest) return undefined;
  const manager = findPackageManager(project);
  const { scripts: own } = project.manifest;
  const known = own !== undefined && isMap(own) ? own : {};
  const found = scripts.filter((script) => typeof known[script] === "string" && !isPlaceholder(known[script]));
  return {
    ...{ id: "node", language: "Node.js", found: "package.json", timeoutMinutes: 15 },
    steps: [
      checkoutStep,
      ...nodeSteps(manager, nodeInputs(project)),
      scriptStep("Install", manager.frozenInstall),
      ...found.map((script) => scriptStep(names[script], manager.run(script))),
    ],
    notes:
      found.length > 0
        ? []
        : [
            `package.json has none of the scripts ${scripts.join(", ")}: \`ci\` installs the packages and runs nothing.`,
          ],
  };
}

/** Node.js with a package manager. */
export function nodeSteps(
  { before, after, cache }: PackageManager,
  version: Readonly<Record<string, string>>,
): readonly StarterStep[] {
  const kept = cache === undefined ? { "package-manager-cache": false } : { cache };
  return [...before, { action: "actions/setup-node", with: { ...version, ...kept } }, ...after];
}

/** https://github.com/actions/setup-node/blob/main/docs/advanced-usage.md#node-version-file */
function nodeInputs({ has, manifest }: Project): Readonly<Record<string, string>> {
  const file = [".nvmrc", ".node-version"].find(has);
  if (file !== undefined) return { "node-version-file": file };
  const stated = [manifest?.engines, manifest?.volta].some(
    (each) => each !== undefined && isMap(each) && typeof each.node === "string",
  );
  return stated ? { "node-version-file": "package.json" } : { "node-version": nodeVersion };
}

/** What `npm init` writes. */
function isPlaceholder(script: unknown): boolean {
  return typeof script === "string" && script.includes("Error: no test specified");
}
