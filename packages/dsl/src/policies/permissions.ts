import { asMap, isSamePath, type ModelPath, type Policy } from "@yardmaster/core";
import { type PolicyOptions, policy } from "./policy.ts";

/** Permissions are stated, by the workflow or by every job of it; `at: "job"` asks every job with steps. */
export function requirePermissions({ at, ...options }: PolicyOptions & { readonly at?: "job" } = {}): Policy {
  return policy(
    "require-permissions",
    at === "job" ? "Every job states its permissions." : "Permissions are stated.",
    ({ model, jobs }, report) => {
      if (at !== "job" && model.permissions !== undefined) return;
      for (const { keys, path } of jobs) {
        const isAsked = at !== "job" || keys.steps !== undefined;
        if (isAsked && keys.permissions === undefined) report("The job states no permissions.", path);
      }
    },
    options,
  );
}

/** Nothing asks for `write-all`. */
export function noWriteAll(options?: PolicyOptions): Policy {
  return stated("no-write-all", "write-all", options);
}

/** Nothing asks for `read-all`. */
export function noReadAll(options?: PolicyOptions): Policy {
  return stated("no-read-all", "read-all", options);
}

/** A comment (`note`) beside or above every permission to write, or above the whole of them, says what it is for. */
export function documentedPermissions(options?: PolicyOptions): Policy {
  return policy(
    "documented-permissions",
    "A comment says what each permission to write is for.",
    ({ model, jobs, comments }, report) => {
      const isNoted = (path: ModelPath): boolean => comments.some(({ path: at }) => isSamePath(at, path));
      const judge = (permissions: unknown, path: ModelPath): void => {
        for (const [scope, level] of Object.entries(asMap(permissions as never) ?? {})) {
          if (level === "write" && !isNoted(path) && !isNoted([...path, scope]))
            report(`No comment says what \`${scope}: write\` is for.`, [...path, scope]);
        }
      };
      judge(model.permissions, ["permissions"]);
      for (const { keys, path } of jobs) judge(keys.permissions, [...path, "permissions"]);
    },
    options,
  );
}

function stated(name: string, value: string, options?: PolicyOptions): Policy {
  return policy(
    name,
    `No job has \`${value}\`.`,
    ({ model, jobs }, report) => {
      const message = `\`permissions: ${value}\` is more than any job needs.`;
      if (model.permissions === value) report(message, ["permissions"]);
      for (const { keys, path } of jobs) if (keys.permissions === value) report(message, [...path, "permissions"]);
    },
    options,
  );
}
