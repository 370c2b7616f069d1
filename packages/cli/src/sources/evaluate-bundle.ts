import { Console } from "node:console";
import { createRequire } from "node:module";
import { join } from "node:path";
import { Writable } from "node:stream";
import { compileFunction } from "node:vm";
import { captureOriginsKey, type SourceDocument } from "@yardmaster/core";
import type { Output } from "../host.ts";
import type { BundleExports } from "./bundle-sources.ts";
import { SourceExit } from "./source-exit.ts";

/** Names the bundle in stack traces, where {@link import("./locate-stack.ts").locateStack} looks for it. */
export const bundleFileName = "yardmaster-sources.cjs";

/** What one source module came to. */
export type Evaluated = { readonly documents: readonly SourceDocument[] } | { readonly thrown: unknown };

export interface Evaluation {
  /** In the order of the bundle's modules. */
  readonly modules: readonly Evaluated[];
  /** What modules threw after they had returned: rejected promises that nobody handles. */
  readonly later: readonly unknown[];
}

export interface EvaluationOptions {
  readonly root: string;
  /** Ask the builders to say where each node was written. */
  readonly captureOrigins: boolean;
  /** Receives what the modules print: standard output is the command's own. */
  readonly commentary: Output;
}

/** Runs the bundle in this process, in its global scope: errors and plain objects keep their identity. */
export async function evaluateBundle(code: string, options: EvaluationOptions): Promise<Evaluation> {
  const later: unknown[] = [];
  const onRejection = (reason: unknown) => void later.push(reason);
  process.on("unhandledRejection", onRejection);
  try {
    const modules = evaluateGuarded(code, options);
    await new Promise((resolve) => setImmediate(resolve)); // rejections are announced after the microtasks
    return { modules, later };
  } finally {
    process.off("unhandledRejection", onRejection);
  }
}

function evaluateGuarded(code: string, options: EvaluationOptions): readonly Evaluated[] {
  const restore = guardGlobals(options);
  try {
    const run = compileFunction(code, ["module", "exports", "require"], { filename: bundleFileName });
    const module = { exports: {} };
    run(module, module.exports, createRequire(join(options.root, "workflows-src", bundleFileName)));
    const { modules, collectDocuments } = module.exports as BundleExports;
    return modules.map((load) => evaluateModule(load, collectDocuments));
  } finally {
    restore();
  }
}

function evaluateModule(load: BundleExports["modules"][number], collect: BundleExports["collectDocuments"]): Evaluated {
  exitAttempt = undefined;
  try {
    const documents = collect(load());
    return exitAttempt ? { thrown: exitAttempt } : { documents };
  } catch (thrown) {
    return { thrown: exitAttempt ?? thrown };
  }
}

/** Kept even when the module catches it: a source that wanted to end the process has not said what it makes. */
let exitAttempt: SourceExit | undefined;

function guardGlobals({ captureOrigins, commentary }: EvaluationOptions): () => void {
  const global = globalThis as unknown as Record<symbol, unknown>;
  const before = {
    console: globalThis.console,
    exit: process.exit,
    write: process.stdout.write,
    stackTraceLimit: Error.stackTraceLimit,
  };
  const stream = new Writable({
    decodeStrings: false,
    write: (chunk, _, done) => done(void commentary.write(String(chunk))),
  });
  globalThis.console = new Console({ stdout: stream, stderr: stream, colorMode: false });
  process.stdout.write = ((chunk: string | Uint8Array) => stream.write(chunk)) as typeof process.stdout.write;
  process.exit = (code) => {
    exitAttempt = new SourceExit(code);
    throw exitAttempt;
  };
  Error.stackTraceLimit = 100; // an author's line may lie below many of the builders' and of the author's own
  if (captureOrigins) global[captureOriginsKey] = true;
  return () => {
    globalThis.console = before.console;
    process.exit = before.exit;
    process.stdout.write = before.write;
    Error.stackTraceLimit = before.stackTraceLimit;
    delete global[captureOriginsKey];
  };
}
