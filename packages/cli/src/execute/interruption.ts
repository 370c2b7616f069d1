const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Aborted by Ctrl-C and its like, in place of the end of this program, until it is disposed of. The reason is the name of the
 * signal.
 */
export function interruption(): { readonly signal: AbortSignal; readonly dispose: () => void } {
  const controller = new AbortController();
  const abort = (name: NodeJS.Signals): void => controller.abort(name);
  for (const name of signals) process.on(name, abort);
  return {
    signal: controller.signal,
    dispose: () => {
      for (const name of signals) process.off(name, abort);
    },
  };
}
