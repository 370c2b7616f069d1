/**
 * A folder of the repository, relative to its root, in the one form that paths are compared in: without `./` before it or
 * `/` behind. The root itself is the empty text.
 * @returns undefined for what leads out of the repository, is absolute, or has an empty name, a backslash or an expression
 * in it.
 */
export function folderPath(folder: string): string | undefined {
  if (/^[/$]|^[A-Za-z]:|\\|\$\{\{|\p{Cc}/u.test(folder)) return undefined;
  const path = folder.replace(/^(?:\.(?:\/|$))+/, "").replace(/\/$/, "");
  const isOdd = path !== "" && path.split("/").some((name) => ["", ".", ".."].includes(name));
  return isOdd ? undefined : path;
}
