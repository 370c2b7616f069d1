import { defineDiagnostic } from "@yardmaster/core";

export const fileRefused = defineDiagnostic({
  code: "file-refused",
  severity: "error",
  message: (p: { operation: string; path: string; reason: string }) =>
    `The system refuses to ${p.operation} ${p.path}: ${p.reason}.`,
  hint: () => "Remove the cause and run the command again. Every generated file is whole, old or new.",
});

export const bindingsStale = defineDiagnostic({
  code: "bindings-stale",
  severity: "error",
  message: (p: { path: string; lock: string }) => `${p.path} is not what ${p.lock} makes now.`,
  hint: () => "Run `yardmaster bind`.",
});
