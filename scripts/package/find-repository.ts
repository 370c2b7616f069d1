import { readManifest } from "./print-manifest.ts";

/**
 * Where the sources are: npm shows it, and proves it of what a workflow publishes. A manifest that says it is asked first, then
 * GitHub's runner.
 * @returns such as `https://github.com/OWNER/NAME`.
 */
export function findRepository(root: string, env: Readonly<Record<string, string | undefined>>): string | undefined {
  const stated: unknown = readManifest(root, ".").repository;
  if (typeof stated === "string") return stated;
  const { GITHUB_SERVER_URL = "https://github.com", GITHUB_REPOSITORY } = env;
  return GITHUB_REPOSITORY === undefined ? undefined : `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}`;
}
