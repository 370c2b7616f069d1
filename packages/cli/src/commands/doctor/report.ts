import type { GitHubError } from "@yardmaster/github";

/** One line of the report. */
export interface DoctorFinding {
  /** Stable: docs/doctor.md lists them. */
  readonly code: string;
  /** `error`: something fails, or will; `unknown`: it was not looked up, or cannot be. */
  readonly level: "ok" | "warning" | "error" | "unknown";
  readonly text: string;
  /** What to do about it. */
  readonly next?: string;
}

export const ok = (code: string, text: string): DoctorFinding => ({ code, level: "ok", text });
export const warning = (code: string, text: string, next: string): DoctorFinding => ({
  code,
  level: "warning",
  text,
  next,
});
export const error = (code: string, text: string, next: string): DoctorFinding => ({
  code,
  level: "error",
  text,
  next,
});
export const unknown = (code: string, text: string, next?: string): DoctorFinding => ({
  code,
  level: "unknown",
  text,
  ...(next === undefined ? {} : { next }),
});

/** `a, b and c`; of many the first, and how many more. */
export function listed(names: readonly string[], most = 5): string {
  if (names.length > most) return `${names.slice(0, most).join(", ")} and ${names.length - most} more`;
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

/** What GitHub does not tell of a kind of names. */
export function notRead(kind: string, problem: GitHubError): DoctorFinding {
  const rights =
    problem.kind === "forbidden" || problem.kind === "not-found"
      ? "The token may not read them: give one that may."
      : "Try again.";
  return unknown(`${kind}s`, `The ${kind}s cannot be read: ${problem.message}`, rights);
}

/** `2 secrets needed: A and B`. */
export function needed(kind: string, names: ReadonlyMap<string, unknown>): string {
  return `${names.size} ${kind}${names.size === 1 ? "" : "s"} needed: ${listed([...names.keys()], 20)}`;
}
