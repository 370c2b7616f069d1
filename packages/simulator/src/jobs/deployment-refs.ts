/**
 * Whether a run on a ref may deploy to an environment that names these patterns of branches and tags: the rules of Ruby's
 * `File.fnmatch`, in which a `*` stops at a slash. A pull request's run stands on `refs/pull/7/merge`.
 * Source: docs.github.com, "Deployments and environments", "Deployment branches and tags"; github.blog changelog 2025-11-07.
 */
export function passesDeploymentRefs(patterns: readonly string[], ref: string): boolean {
  const short = ref.replace(/^refs\/(?:heads|tags)\//, "");
  const names = [short, ref, ref.replace(/^refs\//, "")];
  return patterns.some((pattern) => {
    const expression = asRegExp(pattern);
    return names.some((name) => expression.test(name));
  });
}

function asRegExp(pattern: string): RegExp {
  const source = pattern.replace(/\*\*\/|\*+|\?|\[[^\]]+\]|\\?[\s\S]/g, (part) => {
    if (part === "**/") return "(?:[^/]+/)*";
    if (part.startsWith("*")) return "[^/]*";
    if (part === "?") return "[^/]";
    if (part.startsWith("[")) return part.replace(/^\[!/, "[^");
    return (part.length > 1 ? part.slice(1) : part).replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
  });
  return new RegExp(`^${source}$`, "s");
}
