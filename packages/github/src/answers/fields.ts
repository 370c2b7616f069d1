import { fail } from "@yardmaster/core";
import type { GitHubError } from "../contract/github.ts";

/** A body of another shape than the one documented. */
export function wrongShape(what: string): { readonly ok: false; readonly error: GitHubError } {
  const message = `GitHub's answer does not have the form of ${what}.`;
  return fail({ kind: "unexpected", message, carriedOut: "unknown" });
}

export function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

export function isBoolean(value: unknown): value is boolean {
  return typeof value === "boolean";
}

export function isId(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value > 0;
}

/** 40 hex digits. */
export function isCommit(value: unknown): value is string {
  return typeof value === "string" && /^[0-9a-f]{40}$/.test(value);
}

/** Goes into summaries and logs: a link, without blanks or line breaks. */
export function isWebAddress(value: unknown): value is string {
  return typeof value === "string" && /^https?:\/\/[\x21-\x7e]{1,2000}$/.test(value) && URL.canParse(value);
}

/** @returns undefined for what is no instant. */
export function dateOf(value: unknown): Date | undefined {
  const milliseconds = typeof value === "string" ? Date.parse(value) : Number.NaN;
  return Number.isNaN(milliseconds) ? undefined : new Date(milliseconds);
}
