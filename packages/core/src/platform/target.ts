/** Where workflows run: GitHub's own service, GitHub Enterprise Cloud included, or a version of GitHub Enterprise Server. */
export type Target = "github.com" | `ghes-${GhesVersion}`;

/** Feature releases of GitHub Enterprise Server that are known here, oldest first. */
export const ghesVersions = ["3.16", "3.17", "3.18", "3.19", "3.20", "3.21", "3.22"] as const;
export type GhesVersion = (typeof ghesVersions)[number];

export const targets: readonly Target[] = ["github.com", ...ghesVersions.map((version): Target => `ghes-${version}`)];

export function isTarget(text: string): text is Target {
  return targets.some((target) => target === text);
}

/** The release of a server, as its place among {@link ghesVersions}; undefined for github.com. */
export function releaseOf(target: Target): number | undefined {
  const index = ghesVersions.findIndex((version) => target === `ghes-${version}`);
  return index === -1 ? undefined : index;
}
