import { nodeText } from "@yardmaster/core";
import type { Imported } from "./plan-import.ts";
import { refusalsOf } from "./refusals.ts";

/** What `--format json` prints: a contract, described in docs/import.md. */
export interface JsonImport {
  /** How many were read and no source made already. */
  readonly files: number;
  readonly proved: number;
  readonly refused: readonly { readonly file: string; readonly path: string; readonly reason: string }[];
  readonly expressions: { readonly typed: number; readonly text: number };
  readonly comments: { readonly kept: number; readonly lost: number };
}

export function jsonImport(imported: Imported): JsonImport {
  const { result, sorted } = imported;
  const files = result.files.length + sorted.equal.length + sorted.different.length;
  const proved = result.files.filter(({ state }) => state === "proved").length + sorted.equal.length;
  const sum = (count: (file: (typeof result.files)[number]) => number) =>
    result.files.reduce((total, file) => total + count(file), 0);
  return {
    files,
    proved,
    refused: refusalsOf(imported).flatMap(({ shown, refused }) =>
      refused.map(({ path, reason }) => ({ file: shown, path: nodeText(path), reason })),
    ),
    expressions: {
      typed: sum(({ expressions }) => expressions.typed),
      text: sum(({ expressions }) => expressions.text),
    },
    comments: { kept: sum(({ comments }) => comments.kept), lost: sum(({ comments }) => comments.lost) },
  };
}
