const levels: readonly string[] = ["none", "read", "write"];

/**
 * 0 for `none`, 1 for `read`, 2 for `write`; -1 for what is no level. `models` knows no writing: GitHub reads `write` as `read`.
 * @param level undefined where the scope is not named, which is `none`.
 */
export function permissionRank(scope: string, level: string | undefined): number {
  return Math.min(levels.indexOf(level ?? "none"), scope === "models" ? 1 : 2);
}
