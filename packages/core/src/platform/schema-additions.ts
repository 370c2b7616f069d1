/**
 * Syntax that GitHub runs and the schema inside `@actions/workflow-parser` 0.3.61 does not know yet, in that schema's own
 * terms. The generated facts and the analyzer read the schema with these added; the generator refuses an entry that the
 * schema has by itself, so that none outlives its reason.
 *
 * `cache-mode`: docs.github.com, "Workflow syntax", and the changelog of 2026-09-10. It takes no expression.
 */
export const schemaAdditions = {
  definitions: {
    "cache-mode": { "allowed-values": ["read", "write", "write-only", "none"] },
  },
  /** Definition of a mapping -> the keys that it gets, each with the definition of its value. */
  properties: {
    "workflow-root": { "cache-mode": "cache-mode" },
    "workflow-root-strict": { "cache-mode": "cache-mode" },
    "job-factory": { "cache-mode": "cache-mode" },
    "workflow-job": { "cache-mode": "cache-mode" },
  },
} as const;
