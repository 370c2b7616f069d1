import { fail, type Result } from "@yardmaster/core";
import type { GitHub, GitHubError } from "@yardmaster/github";
import type { Environment } from "./runner-environment.ts";

export type Redact = (text: string) => string;

/** Shorter values are no tokens, and would punch holes into ordinary words. */
const minimumSecretCharacters = 8;
const secretName = /TOKEN|SECRET|PASSWORD|CREDENTIAL|PRIVATE_KEY/i;

/**
 * Blots the values of secret-like variables out of a text: plain, as JSON, URL-encoded, in hexadecimal, and in base64
 * at every offset that it can have inside a longer text, such as `x-access-token:…` in an Authorization header.
 */
export function createRedact(env: Environment): Redact {
  const forms = Object.entries(env)
    .filter(([name, value]) => secretName.test(name) && value !== undefined && value.length >= minimumSecretCharacters)
    .flatMap(([, value = ""]) => [value, value.trim()])
    .filter((value) => value.length >= minimumSecretCharacters)
    .flatMap(formsOf);
  // The longest first, so that no form leaves the rest of another behind.
  const unique = [...new Set(forms)].sort((a, b) => b.length - a.length);
  return (text) => unique.reduce((rest, form) => rest.replaceAll(form, "***"), text);
}

function formsOf(secret: string): readonly string[] {
  const bytes = Buffer.from(secret, "utf8");
  const base64 = [0, 1, 2].flatMap((offset) => {
    const encoded = Buffer.concat([Buffer.alloc(offset), bytes]).toString("base64");
    // Characters that share bits with the neighbours differ from text to text.
    const from = Math.ceil((offset * 8) / 6);
    const to = Math.floor(((offset + bytes.length) * 8) / 6);
    const stable = encoded.slice(from, to);
    return [stable, stable.replaceAll("+", "-").replaceAll("/", "_")];
  });
  const hexadecimal = bytes.toString("hex");
  return [
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret),
    new URLSearchParams({ "": secret }).toString().slice(1),
    hexadecimal,
    hexadecimal.toUpperCase(),
    ...base64,
  ];
}

/** Before a message is cut to a length, which could leave the first half of a token. */
export function redactErrors(github: GitHub, redact: Redact): GitHub {
  const clean = async <T>(answer: Promise<Result<T, GitHubError>>): Promise<Result<T, GitHubError>> => {
    const settled = await answer;
    return settled.ok ? settled : fail({ ...settled.error, message: redact(settled.error.message) });
  };
  return {
    collaborator: (repository, login) => clean(github.collaborator(repository, login)),
    teamMembership: (org, teamSlug, login) => clean(github.teamMembership(org, teamSlug, login)),
    dispatchWorkflow: (dispatch) => clean(github.dispatchWorkflow(dispatch)),
  };
}

/** Every text in a value, keys too. */
export function redactDeep<T>(value: T, redact: Redact): T {
  const visit = (part: unknown): unknown => {
    if (typeof part === "string") return redact(part);
    if (Array.isArray(part)) return part.map(visit);
    if (typeof part !== "object" || part === null) return part;
    return Object.fromEntries(Object.entries(part).map(([key, each]) => [redact(key), visit(each)]));
  };
  return visit(value) as T;
}
