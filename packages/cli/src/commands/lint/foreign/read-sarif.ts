import { fail, ok, type Result } from "@yardmaster/core";
import { countAt, type ForeignFinding, isRecord, listAt, recordAt, textAt, type Unknown } from "./foreign-finding.ts";
import { severityOf } from "./shapes.ts";

/** SARIF of whatever tool; of a result with several places, the first. */
export function readSarif(log: Unknown): Result<readonly ForeignFinding[], string> {
  if (log.version !== "2.1.0") {
    const version = typeof log.version === "string" ? `version ${JSON.stringify(log.version)}` : "no version";
    return fail(`is SARIF of ${version}; only 2.1.0 can be read.`);
  }
  return ok(listAt(log, "runs").flatMap((run) => readRun(run)));
}

function readRun(run: unknown): readonly ForeignFinding[] {
  const driver = recordAt(run, "tool", "driver");
  const tool = textAt(driver, "name") ?? "sarif";
  const rules = listAt(driver, "rules");
  return listAt(run, "results")
    .filter(isRecord)
    .filter((result) => listAt(result, "suppressions").length === 0)
    .map((result): ForeignFinding => {
      const byIndex = countOrZero(result.ruleIndex) === undefined ? {} : rules[countOrZero(result.ruleIndex) ?? 0];
      const id = textAt(result, "ruleId") ?? textAt(result, "rule", "id") ?? textAt(byIndex, "id") ?? "finding";
      const rule = rules.find((candidate) => textAt(candidate, "id") === id) ?? byIndex;
      const level = textAt(result, "level") ?? textAt(rule, "defaultConfiguration", "level") ?? "warning";
      const place = recordAt(result, "locations", 0, "physicalLocation");
      const name = id.startsWith(`${tool}/`) ? id : `${tool}/${id}`;
      return {
        file: decodeUri(textAt(place, "artifactLocation", "uri") ?? ""),
        line: countAt(place, "region", "startLine"),
        column: countAt(place, "region", "startColumn"),
        endLine: countAt(place, "region", "endLine"),
        endColumn: countAt(place, "region", "endColumn"),
        code: name,
        severity: severityOf(level),
        message: textAt(result, "message", "text") ?? textAt(rule, "shortDescription", "text") ?? id,
      };
    });
}

function countOrZero(value: unknown): number | undefined {
  return typeof value === "number" && value >= 0 ? value : undefined;
}

function decodeUri(uri: string): string {
  try {
    return decodeURIComponent(uri.replace(/^file:\/\//, ""));
  } catch {
    return uri; // a percent sign of its own
  }
}
