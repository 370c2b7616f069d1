const text = { type: "string" } as const;
const texts = { type: "array", items: text } as const;
const count = { type: "integer", minimum: 0 } as const;

const imported = {
  type: "object",
  required: ["files", "proved", "refused", "expressions", "comments"],
  additionalProperties: false,
  properties: {
    files: count,
    proved: count,
    refused: {
      type: "array",
      items: {
        type: "object",
        required: ["file", "path", "reason"],
        additionalProperties: false,
        properties: { file: text, path: text, reason: text },
      },
    },
    expressions: {
      type: "object",
      required: ["typed", "text"],
      additionalProperties: false,
      properties: { typed: count, text: count },
    },
    comments: {
      type: "object",
      required: ["kept", "lost"],
      additionalProperties: false,
      properties: { kept: count, lost: count },
    },
  },
} as const;

/** JSON schema of what `init --format json` prints. */
export const initSchema = {
  type: "object",
  required: ["version", "written", "files", "packageManager", "languages", "handWritten", "imported", "notes"],
  additionalProperties: false,
  properties: {
    version: { const: 1 },
    written: {
      type: "boolean",
      description: "Whether something was written: not where all is there, or with --dry-run.",
    },
    files: {
      type: "array",
      items: {
        type: "object",
        required: ["path", "change"],
        additionalProperties: false,
        properties: {
          path: { type: "string", description: "From the root of the repository." },
          change: { enum: ["create", "update", "delete", "unchanged", "left"] },
          why: { type: "string", description: "Of what is left: what somebody could add." },
        },
      },
    },
    packageManager: { enum: ["npm", "pnpm", "yarn", "bun"] },
    languages: { ...texts, description: "What the starter ci was made for; none where there was no need of one." },
    handWritten: { ...texts, description: "Workflows that no source made before." },
    imported: { anyOf: [{ type: "null" }, imported], description: "What import --format json prints." },
    notes: texts,
  },
} as const;
