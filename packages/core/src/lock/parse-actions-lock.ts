import { type Diagnostic, defineDiagnostic } from "../diagnostics/diagnostic.ts";
import { fail, ok, type Result } from "../diagnostics/result.ts";
import { isMap } from "../model/is-map.ts";
import type { ActionsLock } from "./actions-lock.ts";
import { imageProblem } from "./image-reference.ts";

export const lockInvalid = defineDiagnostic({
  code: "lock-invalid",
  severity: "error",
  message: (p: { file: string; problem: string }) => `${p.file} is no lock of actions: ${p.problem}.`,
  hint: () => "Restore the file from git, or correct the entry by hand.",
});

type Problem = string | undefined;

/** Reads `workflows-src/actions.lock.json` and checks its shape to the last field. Never throws. */
export function parseActionsLock(text: string, file: string): Result<ActionsLock, Diagnostic> {
  const refuse = (problem: string): Result<never, Diagnostic> => fail(lockInvalid({ file, problem }, { file }));
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return refuse(`it is not JSON (${(error as Error).message})`);
  }
  if (!isMap(value) || (value.version !== 1 && value.version !== 2)) return refuse("`version` is neither 1 nor 2");
  if (!isMap(value.actions)) return refuse("`actions` is not an object");
  for (const [action, locked] of Object.entries(value.actions)) {
    const problem = actionProblem(action, locked);
    if (problem !== undefined) return refuse(problem);
  }
  const problem = imagesProblem(value.images);
  return problem === undefined ? ok(value as unknown as ActionsLock) : refuse(problem);
}

/** What is wrong with a pin, as the end of a sentence; undefined for a sound one. */
export function pinProblem(sha: unknown, version: unknown): Problem {
  if (typeof sha !== "string" || !/^[0-9a-f]{40}$/.test(sha))
    return `the commit ${JSON.stringify(sha)} is not 40 hex digits`;
  if (typeof version !== "string" || !/^[\w.+/-]{1,100}$/.test(version)) {
    return `the version ${JSON.stringify(version)} is not a tag's name`;
  }
  return undefined;
}

/** `owner/repo`, with the characters that GitHub allows. */
export function isRepositoryName(text: string): boolean {
  return text.split("/").length === 2 && isActionName(text);
}

/** `owner/repo` or `owner/repo/path`; no part is made of dots alone. */
export function isActionName(text: string): boolean {
  const parts = text.split("/");
  return parts.length >= 2 && parts.every((part) => /^[\w.-]+$/.test(part) && !/^\.+$/.test(part));
}

/** What an image may be called in sources. */
export function isImageKey(text: string): boolean {
  return /^[A-Za-z][A-Za-z0-9_]{0,63}$/.test(text);
}

function imagesProblem(images: unknown): Problem {
  if (images === undefined) return undefined;
  if (!isMap(images)) return "`images` is not an object";
  for (const [key, image] of Object.entries(images)) {
    if (!isImageKey(key)) return `the image ${JSON.stringify(key)} is not called by letters, digits and _`;
    if (!isMap(image)) return `the image "${key}" is not an object`;
    const problem = imageProblem(image as Parameters<typeof imageProblem>[0]);
    if (problem !== undefined) return `of the image "${key}", ${problem}`;
  }
  return undefined;
}

function actionProblem(action: string, locked: unknown): Problem {
  if (!isActionName(action)) return `${JSON.stringify(action)} is not owner/repo`;
  if (!isMap(locked)) return `"${action}" is not an object`;
  const problem = pinProblem(locked.sha, locked.version);
  if (problem !== undefined) return `of "${action}", ${problem}`;
  if (typeof locked.using !== "string") return `\`using\` of "${action}" is not a text`;
  if (!isTexts(locked.outputs)) return `\`outputs\` of "${action}" is not a list of texts`;
  if (!isMap(locked.inputs)) return `\`inputs\` of "${action}" is not an object`;
  for (const [name, input] of Object.entries(locked.inputs)) {
    if (!isMap(input) || typeof input.required !== "boolean" || !isDefault(input.default)) {
      return `the input "${name}" of "${action}" is not {required, default?}`;
    }
    const inputProblem = detailProblem(input);
    if (inputProblem !== undefined) return `of the input "${name}" of "${action}", ${inputProblem}`;
  }
  return metadataProblem(action, locked);
}

function detailProblem({ description, deprecated, type, values }: Readonly<Record<string, unknown>>): Problem {
  if (!isTextOrAbsent(description)) return "`description` is not a text";
  if (!isTextOrAbsent(deprecated)) return "`deprecated` is not a text";
  if (type !== undefined && !["string", "boolean", "number"].includes(String(type))) {
    return `\`type\` is ${JSON.stringify(type)}, not string, boolean or number`;
  }
  if (values !== undefined && !isTexts(values)) return "`values` is not a list of texts";
  return undefined;
}

function metadataProblem(action: string, locked: Readonly<Record<string, unknown>>): Problem {
  const { kind, server, digest, description, outputDescriptions, secrets } = locked;
  if (kind !== undefined && kind !== "workflow") {
    return `\`kind\` of "${action}" is ${JSON.stringify(kind)}, which is only ever "workflow"`;
  }
  if (server !== undefined && !isServer(server)) {
    return `the server ${JSON.stringify(server)} of "${action}" is not an address such as https://ghes.example`;
  }
  if (digest !== undefined && !(typeof digest === "string" && /^sha256:[0-9a-f]{64}$/.test(digest))) {
    return `\`digest\` of "${action}" is not sha256: and 64 hex digits`;
  }
  if (!isTextOrAbsent(description)) return `\`description\` of "${action}" is not a text`;
  if (outputDescriptions !== undefined && !(isMap(outputDescriptions) && isTexts(Object.values(outputDescriptions)))) {
    return `\`outputDescriptions\` of "${action}" is not an object of texts`;
  }
  if (secrets === undefined) return undefined;
  if (!isMap(secrets)) return `\`secrets\` of "${action}" is not an object`;
  for (const [name, secret] of Object.entries(secrets)) {
    if (!isMap(secret) || typeof secret.required !== "boolean" || !isTextOrAbsent(secret.description)) {
      return `the secret "${name}" of "${action}" is not {required, description?}`;
    }
  }
  return undefined;
}

/** Plain http only for servers of this machine. */
function isServer(value: unknown): boolean {
  if (typeof value !== "string" || !URL.canParse(value)) return false;
  const { origin, protocol, hostname } = new URL(value);
  return (
    origin === value &&
    (protocol === "https:" || (protocol === "http:" && /^(?:127\.\d+\.\d+\.\d+|localhost)$/.test(hostname)))
  );
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}

function isTextOrAbsent(value: unknown): boolean {
  return value === undefined || typeof value === "string";
}

function isDefault(value: unknown): boolean {
  return value === undefined || ["string", "number", "boolean"].includes(typeof value);
}
