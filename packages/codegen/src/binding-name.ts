/** Words of the language that cannot name a function in a module. */
const reserved = new Set(
  "arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally for function if implements import in instanceof interface let new null package private protected public return static super switch this throw true try typeof var void while with yield".split(
    " ",
  ),
);

/** Names that the generated module imports, and `images` of its own. */
const imported = new Set("choice flag images lock lockedImage number remoteWorkflow text useAction".split(" "));

/**
 * The name of an action's function: `actions/upload-artifact` is `uploadArtifact`, `o/r/sub-dir` is `rSubDir`. A reusable
 * workflow `o/r/.github/workflows/build.yml` is `rBuild`.
 */
export function bindingName(action: string): string {
  const [, ...path] = action.replace(/\/\.github\/workflows\/([^/]+)\.ya?ml$/, "/$1").split("/");
  return identifier(path.join("-"));
}

/**
 * The functions' names of all actions together, in the order given. Where two would have one name, both begin with their
 * owner's; where that is not enough, the later one is numbered.
 */
export function bindingNames(actions: readonly string[]): ReadonlyMap<string, string> {
  const counts = new Map<string, number>();
  for (const action of actions) counts.set(bindingName(action), (counts.get(bindingName(action)) ?? 0) + 1);
  const taken = new Set<string>();
  const names = new Map<string, string>();
  for (const action of actions) {
    const base = counts.get(bindingName(action)) === 1 ? bindingName(action) : identifier(action);
    let name = base;
    for (let count = 2; taken.has(name); count++) name = `${base}${count}`;
    taken.add(name);
    names.set(action, name);
  }
  return names;
}

function identifier(text: string): string {
  const words = text.split(/[^A-Za-z0-9]+/).filter((word) => word !== "");
  const [first = "action", ...rest] = words;
  const name = first.charAt(0).toLowerCase() + first.slice(1) + rest.map(capitalise).join("");
  if (!/^[A-Za-z]/.test(name)) return `action${capitalise(name)}`;
  return reserved.has(name) || imported.has(name) ? `${name}_` : name;
}

function capitalise(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
