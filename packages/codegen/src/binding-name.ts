/** The name of an action's function: `actions/upload-artifact` is `uploadArtifact`, `o/r/sub-dir` is `rSubDir`. */
export function bindingName(action: string): string {
  const [, ...path] = action.split("/");
  const words = path
    .join("-")
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== "");
  const [first = "action", ...rest] = words;
  const name = first.charAt(0).toLowerCase() + first.slice(1) + rest.map(capitalise).join("");
  return /^[A-Za-z]/.test(name) ? name : `action${capitalise(name)}`;
}

function capitalise(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
