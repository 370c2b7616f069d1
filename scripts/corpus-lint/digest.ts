import { hash } from "node:crypto";
import { type Finding, findingKey } from "@yardmaster/core";

/** Of a finding in a file; the same while its line moves. Several alike in one node share one, and one judgement. */
export function digestOf(file: string, finding: Finding): string {
  return hash("sha256", `${file}\n${findingKey(finding)}`).slice(0, 16);
}
