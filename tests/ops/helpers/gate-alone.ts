import { readFileSync } from "node:fs";
import { orchestratorRepository, orchestratorSha } from "./consumer-repository.ts";

/** The guide's example of a workflow that calls the gate and nothing else, with its pin filled in. */
export function gateAlone(): string {
  const guide = readFileSync(new URL("../../../docs/consumers.md", import.meta.url), "utf8");
  const text = /^```yaml gate-alone\n(.*?)^```$/ms.exec(guide)?.[1] ?? "";
  return text.replace(/OWNER\/YARDMASTER(.*)@0{40}/, `${orchestratorRepository}$1@${orchestratorSha}`);
}
