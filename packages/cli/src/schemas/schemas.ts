/** A contract of JSON that the program prints or reads, as JSON Schema of draft 2020-12. */
export interface NamedSchema {
  /** A command whose `--format json` it is, or another name. */
  readonly name: string;
  /** Of what: a phrase. */
  readonly of: string;
  readonly load: () => Promise<object>;
}

/** By name. What is added to an output leaves its `version`; what goes or changes its meaning does not. */
export const schemas: readonly NamedSchema[] = [
  {
    name: "adopt",
    of: "what `adopt --format json` prints",
    load: async () => withFindings(await import("./adopt.schema.json", { with: { type: "json" } })),
  },
  {
    name: "bind",
    of: "what `bind --format json` prints",
    load: async () => withFindings(await import("./bind.schema.json", { with: { type: "json" } })),
  },
  {
    name: "check",
    of: "what `check --format json` prints",
    load: async () => withFindings(await import("./check.schema.json", { with: { type: "json" } })),
  },
  {
    name: "diff",
    of: "what `diff --format json` prints",
    load: async () => (await import("./diff.schema.json", { with: { type: "json" } })).default,
  },
  {
    name: "doctor",
    of: "what `doctor --format json` prints",
    load: async () => (await import("./doctor.schema.json", { with: { type: "json" } })).default,
  },
  {
    name: "execution",
    of: "what `simulate --exec --format json` prints",
    load: async () => (await import("./execution.schema.json", { with: { type: "json" } })).default,
  },
  {
    name: "explain",
    of: "what `explain --format json` prints",
    load: async () => {
      const own = (await import("./explain.schema.json", { with: { type: "json" } })).default;
      const { $defs } = (await import("./simulate.schema.json", { with: { type: "json" } })).default;
      return { ...own, $defs: { ...$defs, ...own.$defs } };
    },
  },
  {
    name: "facts",
    of: "the file of `--facts`",
    load: async () => (await import("../repository/schemas.ts")).factsSchema,
  },
  {
    name: "gen",
    of: "what `gen --format json` prints",
    load: async () => withFindings(await import("./gen.schema.json", { with: { type: "json" } })),
  },
  {
    name: "graph",
    of: "what `graph --format json` prints",
    load: async () => (await import("./graph.schema.json", { with: { type: "json" } })).default,
  },
  {
    name: "import",
    of: "what `import --format json` prints",
    load: async () => (await import("./import.schema.json", { with: { type: "json" } })).default,
  },
  {
    name: "init",
    of: "what `init --format json` prints",
    load: async () => (await import("./init-schema.ts")).initSchema,
  },
  {
    name: "lint",
    of: "what `lint --format json` prints",
    load: async () => withFindings(await import("./lint.schema.json", { with: { type: "json" } })),
  },
  {
    name: "outputs",
    of: "the file of `--outputs`",
    load: async () => (await import("../repository/schemas.ts")).outputsSchema,
  },
  {
    name: "recording",
    of: "what `simulate --recorded --format json` prints",
    load: async () => (await import("./recording.schema.json", { with: { type: "json" } })).default,
  },
  {
    name: "simulate",
    of: "what `simulate --format json` prints",
    load: async () => (await import("./simulate.schema.json", { with: { type: "json" } })).default,
  },
  {
    name: "where",
    of: "what `where --format json` prints",
    load: async () => (await import("./where.schema.json", { with: { type: "json" } })).default,
  },
];

/** With `#/$defs/finding`, which all that speak of findings share. */
async function withFindings({ default: schema }: { readonly default: object }): Promise<object> {
  const { default: $defs } = await import("./findings.schema.json", { with: { type: "json" } });
  return { ...schema, $defs };
}

/** @returns undefined where there is no such schema. */
export async function loadSchema(name: string): Promise<object | undefined> {
  const found = schemas.find((schema) => schema.name === name);
  if (!found) return undefined;
  const title = `yardmaster: ${found.of.replaceAll("`", "")}`;
  return { $schema: "https://json-schema.org/draft/2020-12/schema", title, ...(await found.load()) };
}
