import { type Diagnostic, fail, ok, type Result } from "@yardmaster/core";
import { FieldReader } from "../json/field-reader.ts";
import { parseJsonOrNothing } from "../json/parse-json.ts";
import type { Reason } from "../reasons/fact.ts";
import { badVariable } from "../reasons/problems.ts";
import { cut } from "../text/visible-text.ts";
import type { BoundHead } from "./bind-head.ts";

/** What the gate says of one command, handed from its job to the jobs that follow. */
export interface Verdict {
  /** Correlation id; empty for a comment whose commands cannot be told apart. */
  readonly id: string;
  readonly allowed: boolean;
  readonly reason: Reason;
  /** Of the pull request, for a task that takes it. */
  readonly head: BoundHead | undefined;
}

export interface Verdicts {
  /** SHA-256 of the table of tasks by whose rules they were found, in hexadecimal. */
  readonly table: string;
  readonly verdicts: readonly Verdict[];
}

const maximumReasonCharacters = 600;

/** One line of JSON. Ten verdicts stay under 20 KB, far below the 1 MB that GitHub allows the outputs of a job. */
export function printVerdicts({ table, verdicts }: Verdicts): string {
  return JSON.stringify({
    table,
    verdicts: verdicts.map(({ id, allowed, reason, head }) => ({
      id,
      allowed,
      reason_code: reason.code,
      reason: cut(reason.message, maximumReasonCharacters).head,
      hint: reason.hint === undefined ? null : cut(reason.hint, maximumReasonCharacters).head,
      head: head ?? null,
    })),
  });
}

/** @param text of `GATE_VERDICTS` */
export function parseVerdicts(text: string): Result<Verdicts, Diagnostic> {
  const fields = new FieldReader(parseJsonOrNothing(text));
  const table = fields.nonEmptyText("table");
  const verdicts = fields.list("verdicts").map((_, index): Verdict => {
    const at = (...path: string[]) => ["verdicts", String(index), ...path];
    const hint = fields.optionalText(...at("hint"));
    const sha = fields.has(...at("head")) ? fields.text(...at("head", "sha")) : undefined;
    if (sha !== undefined && !/^[0-9a-f]{40}$/.test(sha)) fields.refuse("40 hex digits", ...at("head", "sha"));
    return {
      id: fields.text(...at("id")),
      allowed: fields.boolean(...at("allowed")),
      reason: {
        code: fields.nonEmptyText(...at("reason_code")),
        message: fields.text(...at("reason")),
        ...(hint === undefined ? {} : { hint }),
      },
      head: sha === undefined ? undefined : { number: fields.id(...at("head", "number")), sha },
    };
  });
  return fields.problem
    ? fail(badVariable({ name: "GATE_VERDICTS", value: text, expected: "what the gate put out, unchanged" }))
    : ok({ table, verdicts });
}
