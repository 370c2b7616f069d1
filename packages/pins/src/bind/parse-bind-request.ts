import { type ActionsLock, type Diagnostic, fail, nearestNames, ok, type Result } from "@yardmaster/core";
import { type ActionReference, parseActionReference } from "../resolve/action-reference.ts";
import { actionReferenceInvalid } from "../resolve/diagnostics.ts";
import { type ImageRequest, isImageOperand, parseImageRequest } from "./parse-image-request.ts";
import type { PinOptions } from "./plan-lock.ts";

export type BindRequest = { readonly options: PinOptions } & (
  | {
      readonly kind: "bind";
      readonly references: readonly (ActionReference & { readonly ref: string })[];
      readonly images: readonly ImageRequest[];
    }
  | { readonly kind: "update"; readonly actions: readonly string[] }
);

/** What was asked of `bind`, by the names of its options. */
export interface BindOptions {
  readonly flags: ReadonlySet<string>;
  /** As it was written, in days. */
  readonly minAge: string | undefined;
  /** Actions and images. */
  readonly operands: readonly string[];
}

const usualMinimumDays = 7;

/** @returns a sentence for options that do not go together, diagnostics for actions that are named wrongly. */
export function parseBindRequest(
  { flags, minAge: days, operands }: BindOptions,
  lock: ActionsLock,
  now: Date,
): Result<BindRequest, string | readonly Diagnostic[]> {
  const isUpdate = flags.has("update");
  if (flags.has("check")) return fail("`bind --check` reads no actions: it takes neither ACTION@REF nor --update.");
  if (flags.has("major") && !isUpdate) return fail("`bind --major` belongs to --update; name the version otherwise.");
  if (flags.has("allow-branch") && isUpdate)
    return fail("`bind --allow-branch` belongs to ACTION@REF, not to --update.");
  if (flags.has("no-digest") && !operands.some(isImageOperand))
    return fail("`bind --no-digest` belongs to docker://IMAGE.");
  if (!isUpdate && operands.length === 0) return fail("`bind` with these options needs ACTION@REF or --update.");
  if (days !== undefined && !/^\d{1,4}$/.test(days)) {
    return fail(`--min-age takes a number of days from 0 to 9999, and got ${JSON.stringify(days)}.`);
  }
  const options: PinOptions = {
    coolDown: { minimumDays: Number(days ?? usualMinimumDays), now },
    allowsBranch: flags.has("allow-branch"),
    takesMajor: flags.has("major"),
    needsDigest: !flags.has("no-digest"),
  };
  return isUpdate ? parseUpdate(operands, lock, options) : parseBinding(operands, lock, options);
}

function parseUpdate(
  operands: readonly string[],
  lock: ActionsLock,
  options: PinOptions,
): Result<BindRequest, readonly Diagnostic[]> {
  const known = Object.keys(lock.actions).sort();
  const problems = operands
    .filter((text) => !known.includes(text))
    .map((text) =>
      actionReferenceInvalid({
        text,
        problem: isImageOperand(text)
          ? "is an image, which --update leaves alone: name the tag without it"
          : `is not in the lock${nearText(text, known)}`,
      }),
    );
  if (problems.length > 0) return fail(problems);
  return ok({ kind: "update", actions: operands.length > 0 ? [...new Set(operands)] : known, options });
}

function parseBinding(
  operands: readonly string[],
  lock: ActionsLock,
  options: PinOptions,
): Result<BindRequest, readonly Diagnostic[]> {
  const problems: Diagnostic[] = [];
  const references = new Map<string, ActionReference & { readonly ref: string }>();
  const images = new Map<string, ImageRequest>();
  for (const text of operands.filter(isImageOperand)) {
    const request = parseImageRequest(text, lock);
    if (!request.ok) problems.push(actionReferenceInvalid({ text, problem: request.error }));
    else if (images.has(request.value.key)) {
      problems.push(actionReferenceInvalid({ text, problem: `is named twice, as ${request.value.key}` }));
    } else images.set(request.value.key, request.value);
  }
  for (const text of operands.filter((operand) => !isImageOperand(operand))) {
    const reference = parseActionReference(text);
    const { action = "", ref } = reference.ok ? reference.value : {};
    const before = references.get(action);
    if (!reference.ok) problems.push(actionReferenceInvalid({ text, problem: reference.error }));
    else if (ref === undefined) problems.push(actionReferenceInvalid({ text, problem: "names no ref" }));
    else if (before) problems.push(actionReferenceInvalid({ text, problem: `is named twice, also as @${before.ref}` }));
    else references.set(action, { ...reference.value, ref });
  }
  if (problems.length > 0) return fail(problems);
  return ok({ kind: "bind", references: [...references.values()], images: [...images.values()], options });
}

function nearText(text: string, known: readonly string[]): string {
  const near = nearestNames(text, known);
  return near.length > 0 ? `; there is ${near.join(" and ")}` : "";
}
