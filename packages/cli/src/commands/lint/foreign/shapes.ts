import type { Severity } from "@yardmaster/core";
import { countAt, type ForeignFinding, isRecord, listAt, recordAt, textAt, type Unknown } from "./foreign-finding.ts";

export interface ForeignShape {
  readonly isOne: (item: Unknown) => boolean;
  readonly read: (item: Unknown) => readonly ForeignFinding[];
}

/** https://github.com/rhysd/actionlint/blob/main/docs/usage.md#format; the end of a column is the last one. */
const actionlint: ForeignShape = {
  isOne: (item) => typeof item.filepath === "string" && typeof item.message === "string" && "line" in item,
  read: (item) => {
    const end = countAt(item, "end_column");
    return [
      {
        file: textAt(item, "filepath") ?? "",
        line: countAt(item, "line"),
        column: countAt(item, "column"),
        endColumn: end === undefined ? undefined : end + 1,
        code: `actionlint/${textAt(item, "kind") ?? "finding"}`,
        severity: "error",
        message: textAt(item, "message") ?? "",
      },
    ];
  },
};

/** `--format json-v1`, tried with zizmor 1.32.0: rows and columns count from 0. */
const zizmor: ForeignShape = {
  isOne: (item) => typeof item.ident === "string" && Array.isArray(item.locations),
  read: (item) => {
    if (item.ignored === true) return [];
    const locations = listAt(item, "locations").filter(isRecord);
    const place = locations.find((at) => textAt(at, "symbolic", "kind") === "Primary") ?? locations[0];
    const { start_point: start, end_point: end } = recordAt(place, "concrete", "location");
    const local = recordAt(place, "symbolic", "key", "Local");
    const annotation = textAt(place, "symbolic", "annotation");
    const about = textAt(item, "desc") ?? "";
    return [
      {
        file: textAt(local, "verbatim_path") ?? textAt(local, "given_path") ?? "",
        ...from(start, "line", "column"),
        ...from(end, "endLine", "endColumn"),
        code: `zizmor/${textAt(item, "ident")}`,
        severity: textAt(item, "determinations", "severity") === "High" ? "error" : "warning",
        message: annotation === undefined ? about : `${about}: ${annotation}`,
      },
    ];
  },
};

function from<L extends string, C extends string>(point: unknown, line: L, column: C): Partial<Record<L | C, number>> {
  const { row, column: at } = recordAt(point);
  if (typeof row !== "number") return {};
  const placed = { [line]: row + 1, ...(typeof at === "number" ? { [column]: at + 1 } : {}) };
  return placed as Partial<Record<L | C, number>>;
}

/** `--format json`, and within `json1`. */
const shellcheck: ForeignShape = {
  isOne: (item) => typeof item.file === "string" && typeof item.code === "number" && typeof item.level === "string",
  read: (item) => [
    {
      file: textAt(item, "file") ?? "",
      line: countAt(item, "line"),
      column: countAt(item, "column"),
      endLine: countAt(item, "endLine"),
      endColumn: countAt(item, "endColumn"),
      code: `shellcheck/SC${String(item.code)}`,
      severity: severityOf(textAt(item, "level")),
      message: textAt(item, "message") ?? "",
    },
  ],
};

/** https://docs.github.com/rest/checks/runs#list-check-run-annotations; the end of a column is the last one. */
const annotations: ForeignShape = {
  isOne: (item) => typeof item.path === "string" && typeof item.annotation_level === "string" && "start_line" in item,
  read: (item) => {
    const end = countAt(item, "end_column");
    return [
      {
        file: textAt(item, "path") ?? "",
        line: countAt(item, "start_line"),
        column: countAt(item, "start_column"),
        endLine: countAt(item, "end_line"),
        endColumn: end === undefined ? undefined : end + 1,
        code: "github/annotation",
        severity: severityOf(textAt(item, "annotation_level")),
        message: [textAt(item, "title"), textAt(item, "message")].filter(Boolean).join(": "),
      },
    ];
  },
};

/** `failure` is GitHub's word, `error` that of everybody else. */
export function severityOf(level: string | undefined): Severity {
  return level === "failure" || level === "error" ? "error" : "warning";
}

export const shapes: readonly ForeignShape[] = [actionlint, zizmor, shellcheck, annotations];
