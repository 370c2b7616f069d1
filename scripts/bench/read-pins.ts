import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Pins } from "./peer-modules.ts";

/** From the lock of this repository. */
export function readPins(root: string): Pins {
  const lock = JSON.parse(readFileSync(join(root, "workflows-src/actions.lock.json"), "utf8")) as {
    readonly actions: Readonly<Record<string, { readonly sha: string }>>;
  };
  const pin = (action: string): string => {
    const sha = lock.actions[action]?.sha;
    if (sha === undefined) throw new Error(`The lock has no ${action}.`);
    return `${action}@${sha}`;
  };
  return {
    "actions/checkout": pin("actions/checkout"),
    "actions/setup-node": pin("actions/setup-node"),
    "actions/upload-artifact": pin("actions/upload-artifact"),
  };
}
