/** What a ref is without the folder of its kind: `main` for `refs/heads/main`, `5/merge` for `refs/pull/5/merge`. */
export function refName(ref: string): string {
  return ref.replace(/^refs\/(?:heads|tags|pull)\//, "");
}

export function isTagRef(ref: string): boolean {
  return ref.startsWith("refs/tags/");
}

/** Fully formed: a plain name is that of a branch, `tags/v1` a tag. */
export function fullRef(ref: string): string {
  if (ref.startsWith("refs/")) return ref;
  return /^(?:heads|tags)\//.test(ref) ? `refs/${ref}` : `refs/heads/${ref}`;
}
