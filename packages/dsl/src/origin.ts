import { captureOriginsKey } from "@yardmaster/core";

/** The stack of the builder's caller, when the loader asks for it; undefined in a run that has nothing to report. */
export function captureOrigin(): string | undefined {
  const { [captureOriginsKey]: wanted } = globalThis as unknown as { [captureOriginsKey]?: boolean };
  return wanted ? new Error("origin").stack : undefined;
}
