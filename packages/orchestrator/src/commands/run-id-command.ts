import { fail, ok } from "@yardmaster/core";
import { formatRunId, parseInstant, phoenix } from "@yardmaster/zoned-time";
import { badFlagValue } from "../reasons/problems.ts";
import type { CommandDefinition } from "./command-definition.ts";
import { writeOutputs } from "./write-outputs.ts";

export const runIdCommand: CommandDefinition = {
  name: "run-id",
  description: "Prints the run id of this moment in America/Phoenix, such as 2026-11-22T08-06-00-0700.",
  flags: [{ name: "--at", value: "INSTANT", description: "An RFC 3339 instant in place of now." }],
  async run(flags, host) {
    const text = flags.text("--at");
    const instant = text === undefined ? { ok: true as const, value: host.now() } : parseInstant(text);
    if (!instant.ok) {
      const expected = "an RFC 3339 instant such as 2026-11-22T15:06:00Z";
      return fail(badFlagValue({ flag: "--at", value: text ?? "", expected }));
    }
    const runId = formatRunId(instant.value, phoenix);
    host.stdout(`${runId}\n`);
    const written = await writeOutputs({ run_id: runId }, host);
    return written.ok ? ok(0) : written;
  },
};
