/**
 * A page's relative links, led to the repository: npm shows the README of a package, and not the pages beside it. Those within the
 * page stay, and so does what stands in code.
 * @param repository such as `https://github.com/OWNER/NAME`.
 */
export function linkAbsolutely(markdown: string, repository: string): string {
  // Fences and spans first: what they hold is no link.
  const part = /^(`{3,})[\s\S]*?^\1`*$|(`+)(?!`)[\s\S]*?[^`]\2(?!`)|\]\((?!#|[a-z][a-z+.-]*:|\/)(?:\.\/)?([^)\s]+)\)/gm;
  return markdown.replace(part, (all, _fence, _span, target?: string) =>
    target === undefined ? all : `](${repository}/blob/HEAD/${target})`,
  );
}
