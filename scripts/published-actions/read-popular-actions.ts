/** What is known of one action at one major version. */
export interface PublishedFacts {
  /** `owner/repo` or `owner/repo/folder`, in lower case. */
  readonly name: string;
  /** The number of the version, or the ref as it is written where it is none. */
  readonly version: string;
  /** `runs.using`; `retired` where no more is known than that its runtime is; empty where that is not known. */
  readonly using: string;
  /** Marked by `!` where required without a default, by `~` where deprecated; undefined where any name may be given. */
  readonly inputs: readonly string[] | undefined;
  /** Undefined where any may be set. */
  readonly outputs: readonly string[] | undefined;
}

/** Reads the table of actionlint (https://github.com/rhysd/actionlint, MIT): `popular_actions.go`. */
export function readPopularActions(text: string): readonly PublishedFacts[] {
  const [known = "", retired = ""] = text.split("var OutdatedPopularActionSpecs");
  const entries = [...known.matchAll(/^\t"([^"]+)@([^"]+)": \{\n([\s\S]*?)^\t\},/gm)];
  const facts = entries.map(([, name = "", ref = "", body = ""]): PublishedFacts => {
    const inputs = [...body.matchAll(/^\t\t\t"[^"]+": +\{"([^"]+)", (true|false), (true|false), /gm)];
    const outputs = [...body.matchAll(/^\t\t\t"[^"]+": +\{"([^"]+)"\},$/gm)];
    return {
      name: name.toLowerCase(),
      version: versionOf(ref),
      using: "",
      inputs: body.includes("SkipInputs: true")
        ? undefined
        : inputs.map(([, input = "", required, deprecated]) =>
            marked(input, required === "true", deprecated === "true"),
          ),
      outputs: body.includes("SkipOutputs: true") ? undefined : outputs.map(([, output = ""]) => output),
    };
  });
  const outdated = [...retired.matchAll(/^\t"([^"]+)@([^"]+)": *\{\},/gm)].map(
    ([, name = "", ref = ""]): PublishedFacts => ({
      name: name.toLowerCase(),
      version: versionOf(ref),
      using: "retired",
      inputs: undefined,
      outputs: undefined,
    }),
  );
  return [...facts, ...outdated];
}

interface Locked {
  readonly version: string;
  readonly using: string;
  readonly inputs: Readonly<
    Record<string, { readonly required: boolean; readonly default?: unknown; readonly deprecated?: string }>
  >;
  readonly outputs: readonly string[];
}

/** Reads the actions of a lock, or of a file with actions alone, in JSON. */
export function readLockedActions(text: string): readonly PublishedFacts[] {
  const value = JSON.parse(text) as { readonly actions?: Readonly<Record<string, Locked>> };
  const actions = value.actions ?? (value as Readonly<Record<string, Locked>>);
  return Object.entries(actions).map(([name, { version, using, inputs, outputs }]) => ({
    name: name.toLowerCase(),
    version: versionOf(version),
    using,
    inputs: Object.entries(inputs).map(([input, { required, default: otherwise, deprecated }]) =>
      marked(input, required && otherwise === undefined, deprecated !== undefined),
    ),
    outputs,
  }));
}

/** `4` of `v4`, `v4.3.6` and `v4.x`. */
function versionOf(ref: string): string {
  return /^v?(\d+)(?:\.[\dx]+)*$/.exec(ref)?.[1] ?? ref;
}

function marked(name: string, isRequired: boolean, isDeprecated: boolean): string {
  return `${name}${isRequired ? "!" : ""}${isDeprecated ? "~" : ""}`;
}
