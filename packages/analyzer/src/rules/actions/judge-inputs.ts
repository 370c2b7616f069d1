import { type ActionMetadata, asMap, type Value } from "@yardmaster/core";

export interface JudgedInputs {
  /** As they are written. */
  readonly unknown: readonly string[];
  /** Required, without a default, and not given; none where `with` is an expression. */
  readonly missing: readonly string[];
  /** As they are written, with what the action says of them; empty where that is not known. */
  readonly deprecated: readonly { readonly name: string; readonly message: string }[];
}

/** What a step gives an action against what the action declares. Names of inputs ignore case. */
export function judgeInputs(given: Value | undefined, { inputs, using }: ActionMetadata): JudgedInputs {
  const declared = new Map(Object.entries(inputs).map(([name, input]) => [name.toLowerCase(), input]));
  const names = Object.keys(asMap(given) ?? {});
  const present = new Set(names.map((name) => name.toLowerCase()));
  // The runner's own, of containers; where it is not known what the action is, it may be one.
  const special = using === "docker" || using === "" ? ["args", "entrypoint"] : [];
  const isWritten = given === undefined || given === null || asMap(given) !== undefined;
  return {
    unknown: names.filter((name) => !declared.has(name.toLowerCase()) && !special.includes(name.toLowerCase())),
    missing: isWritten
      ? Object.entries(inputs)
          .filter(([name, input]) => input.required && input.default === undefined && !present.has(name.toLowerCase()))
          .map(([name]) => name)
      : [],
    deprecated: names.flatMap((name) => {
      const message = declared.get(name.toLowerCase())?.deprecated;
      return message === undefined ? [] : [{ name, message }];
    }),
  };
}
