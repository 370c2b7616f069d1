import { createRequire } from "node:module";
import { join } from "node:path";
import { compileFunction } from "node:vm";
import {
  type AuthoringError,
  captureOriginsKey,
  type MadeJob,
  madeDocumentsKey,
  madeJobsKey,
  mistakesKey,
  type Output,
  type ReadRepositoryFile,
  readRepositoryFileKey,
  type SourceDocument,
} from "@yardmaster/core";
import { brokenVariable } from "./broken-modules.ts";
import type { Bundle, BundleExports } from "./bundle-sources.ts";
import { type Guard, guardGlobals } from "./guard-globals.ts";
import { type PackageFailure, packagesVariable } from "./load-packages.ts";
import { language as languageName } from "./needs-language.ts";
import { languageVariable } from "./prebuilt-language.ts";
import { watchSurroundings } from "./watch-surroundings.ts";

/** Names the bundle in stack traces, where {@link import("./locate-stack.ts").locateStack} looks for it. */
export const bundleFileName = "yardmaster-sources.cjs";

/**
 * What one source module came to, and the mistakes that its builders went on after. `broken`: it needs a module that was
 * left out, with its findings, by the bundler.
 */
export type Evaluated = { readonly mistakes: readonly AuthoringError[] } & (
  | {
      readonly documents: readonly SourceDocument[];
      readonly named: ReadonlySet<unknown>;
      readonly made: MadeRange;
      /** What it exports by that name. */
      readonly policies: unknown;
    }
  | { readonly thrown: unknown }
  | { readonly broken: true }
);

/** Positions in {@link Evaluation.made}: from the first to before the second. */
type MadeRange = readonly [from: number, to: number];

export interface Evaluation {
  /** In the order of the bundle's modules. */
  readonly modules: readonly Evaluated[];
  /** All documents that were made, exported or not, in order. */
  readonly made: readonly SourceDocument[];
  /** All jobs that were made, in order. */
  readonly jobs: readonly MadeJob[];
  /** What modules threw after they had returned: rejected promises that nobody handles. */
  readonly later: readonly unknown[];
  /** Of the language that is installed beside the sources, as it was loaded; no module was evaluated then. */
  readonly languageFailure?: PackageFailure;
}

export interface EvaluationOptions {
  readonly root: string;
  /** Ask the builders to say where each node was written. */
  readonly captureOrigins: boolean;
  /** For texts that sources take from files. */
  readonly readFile: ReadRepositoryFile;
  /** Receives what the modules print: standard output is the command's own. */
  readonly commentary: Output;
  /** Told when what a module makes may differ the next time: it prints, asks for the time or loads a package. */
  readonly spoil?: (() => void) | undefined;
}

type EvaluatedBundle = Pick<Bundle, "code" | "packages" | "language" | "isLanguageForeign">;

/** Runs the bundle in this process, in its global scope: errors and plain objects keep their identity. */
export async function evaluateBundle(bundle: EvaluatedBundle, options: EvaluationOptions): Promise<Evaluation> {
  const later: unknown[] = [];
  const onRejection = (reason: unknown) => void later.push(reason);
  process.on("unhandledRejection", onRejection);
  try {
    const evaluated = evaluateGuarded(bundle, options);
    await new Promise((resolve) => setImmediate(resolve)); // rejections are announced after the microtasks
    return { ...evaluated, later };
  } finally {
    process.off("unhandledRejection", onRejection);
  }
}

function evaluateGuarded(
  { code, packages, language, isLanguageForeign }: EvaluatedBundle,
  { root, captureOrigins, commentary, readFile, spoil = () => {} }: EvaluationOptions,
): Omit<Evaluation, "later"> {
  const global = globalThis as unknown as Record<symbol, unknown>;
  const said: Output = {
    ...commentary,
    write: (text) => {
      spoil();
      commentary.write(text);
    },
  };
  const guard = guardGlobals(said);
  const made: SourceDocument[] = [];
  const jobs: MadeJob[] = [];
  global[madeDocumentsKey] = made;
  global[madeJobsKey] = jobs;
  global[readRepositoryFileKey] = readFile;
  if (captureOrigins) global[captureOriginsKey] = true;
  try {
    const require = createRequire(join(root, "workflows-src", bundleFileName));
    const around = watchSurroundings(require, spoil);
    const outer = [packagesVariable, brokenVariable, languageVariable, ...around.names];
    // In a function of their own, so that modules may have names that stand for something around them.
    const wrapped = `return function (module, exports) {${code}\n}`;
    const module = { exports: {} };
    const broken = Symbol("broken");
    const values = [packages, broken, language?.load(), ...around.values];
    const run = compileFunction(wrapped, outer, { filename: bundleFileName })(...values);
    try {
      run(module, module.exports);
    } catch (thrown) {
      if (!isLanguageForeign) throw thrown;
      return { modules: [], made, jobs, languageFailure: { packageName: languageName, thrown } };
    }
    const { modules, collectDocuments } = module.exports as BundleExports;
    const evaluate = (load: BundleExports["modules"][number]): Evaluated => {
      const from = made.length;
      const mistakes: AuthoringError[] = [];
      global[mistakesKey] = mistakes;
      try {
        guard.forgetExit();
        const exports = load();
        const documents = collectDocuments(exports);
        return finish(guard, {
          mistakes,
          documents,
          named: new Set(Object.values(exports)),
          made: [from, made.length],
          policies: exports.policies,
        });
      } catch (thrown) {
        return thrown === broken ? { mistakes, broken: true } : finish(guard, { mistakes, thrown });
      }
    };
    return { modules: modules.map(evaluate), made, jobs };
  } finally {
    delete global[captureOriginsKey];
    delete global[madeDocumentsKey];
    delete global[madeJobsKey];
    delete global[mistakesKey];
    delete global[readRepositoryFileKey];
    guard.restore();
  }
}

/** A source that wanted to end the process has not said what it makes, even when it caught the refusal. */
function finish(guard: Guard, evaluated: Evaluated): Evaluated {
  const attempt = guard.exitAttempt();
  return attempt ? { mistakes: evaluated.mistakes, thrown: attempt } : evaluated;
}
