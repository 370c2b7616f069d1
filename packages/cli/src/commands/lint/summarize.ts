import { count } from "@yardmaster/core";
import { secondsText } from "../../program/time-text.ts";
import type { Choice } from "./choose-findings.ts";

/** `3 files: 1 error, 2 warnings; 4 pedantic findings left out (--pedantic shows them). 0.05 s` */
export function summarize({ shown, pedantic, unsure }: Choice, fileCount: number, milliseconds: number): string {
  const errors = shown.filter(({ severity }) => severity === "error").length;
  const warnings = shown.length - errors;
  const found = [
    ...(errors > 0 ? [count(errors, "error")] : []),
    ...(warnings > 0 ? [count(warnings, "warning")] : []),
  ];
  const left = [
    ...(pedantic > 0 ? [`; ${count(pedantic, "pedantic finding")} left out (--pedantic)`] : []),
    ...(unsure > 0 ? [`; ${count(unsure, "finding")} of lower confidence left out`] : []),
  ];
  return `${count(fileCount, "file")}: ${found.join(", ") || "nothing found"}${left.join("")} (${secondsText(milliseconds)})\n`;
}
