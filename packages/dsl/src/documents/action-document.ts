import {
  type ActionDocument,
  contextsOf,
  type Expression,
  isMap,
  type ModelPath,
  type Value,
  type ValueMap,
} from "@yardmaster/core";
import { checkHandle, checkOptions, checkText, checkTexts } from "../author/check-options.ts";
import { folderPath } from "../author/folder-path.ts";
import { type NoteOption, readNote } from "../author/note.ts";
import { openKeys } from "../author/open-keys.ts";
import { announce, captureOrigin } from "../author/origin.ts";
import { type RawKeys, rawOf } from "../author/raw.ts";
import { githubShape, jobShape, runnerShape } from "../expressions/context-shapes.ts";
import { type Context, type ContextsAt, contextRoot, type Expr, type ScalarValue } from "../expressions/expr.ts";
import type { GitHubContext, JobContext, RunnerContext } from "../expressions/github-context.ts";
import { namedHandles } from "../expressions/named-handles.ts";
import { textShape } from "../expressions/shape.ts";
import { arrangeSteps } from "../lowering/arrange-steps.ts";
import { lowerSteps } from "../lowering/lower-steps.ts";
import { findStatusInAction } from "../lowering/status-in-action.ts";
import { folderInvalid } from "../steps/diagnostics.ts";
import { makeStep, type Step, type StepOptions, stepNode, withNode } from "../steps/step.ts";
import { listedSteps } from "../steps/step-structure.ts";
import { checkGiven, type DeclaredInput } from "../triggers/check-inputs.ts";
import type { Input, Inputs, InputValue, RequiredNames } from "../triggers/inputs.ts";
import { checkVersion } from "../values/check-version.ts";
import { lowerMap } from "../values/lower.ts";
import { type Lowering, newLowering } from "../values/lowering.ts";
import { checkComments, placeNote } from "../values/place-comments.ts";
import { contextNotAvailable, shellMissing } from "./diagnostics.ts";
import { extensionOf } from "./extension.ts";

/** Inputs of an action are texts when they arrive; what a caller may give is what the declaration says. */
export interface ActionMetadata<I extends Inputs> {
  /** GitHub's documents want both; it runs an action without. */
  readonly name?: string;
  readonly description?: string;
  readonly author?: string;
  readonly inputs?: I;
  readonly branding?: { readonly icon: string; readonly color: BrandingColor };
  readonly header?: readonly string[];
  /** Lines of a comment at the end of the file. */
  readonly footer?: readonly string[];
  /** Of the file's name: `yml` unless stated. */
  readonly extension?: "yml" | "yaml";
  /** A comment above the first key, or comments at whatever the metadata hold. */
  readonly note?: NoteOption;
  /** Keys that the language does not know. */
  readonly raw?: RawKeys;
}
type BrandingColor = "white" | "black" | "yellow" | "blue" | "green" | "orange" | "red" | "purple" | "gray-dark";

declare const signature: unique symbol;

/** An action of this repository: what a source module exports, and what `useLocal` calls. */
export interface LocalAction<out I extends Inputs, out O extends string> extends ActionDocument {
  readonly [signature]?: { readonly inputs: I };
  readonly outputNames: readonly O[];
}

export interface ActionScope<I extends Inputs> {
  readonly inputs: { readonly [K in keyof I]: Expr<string, "inputs"> };
  readonly github: Context<GitHubContext, "github">;
  readonly job: Context<JobContext, "job">;
  readonly runner: Context<RunnerContext, "runner">;
}

/** Of an output that the action's program sets. */
type OutputDescription = string | { readonly description?: string };

export interface CompositeBody<O extends string> {
  readonly steps: readonly Step[];
  readonly outputs?: {
    readonly [K in O]: { readonly description?: string; readonly value: Expr<ScalarValue, CompositeContext> };
  };
}

/** What GitHub's schema of actions lets the steps and outputs of a composite action read: no secrets, no needs, no vars. */
const compositeContexts = ["github", "inputs", "strategy", "matrix", "steps", "job", "runner", "env"] as const;
export type CompositeContext = (typeof compositeContexts)[number];

/**
 * A composite action, written to `<folder>/action.yml`.
 * @param folder relative to the repository's root, such as `.github/actions/set-up`; the root is `.` itself.
 */
export function compositeAction<const I extends Inputs = Record<never, never>, const O extends string = never>(
  folder: string,
  metadata: ActionMetadata<I>,
  body: (scope: ActionScope<I>) => CompositeBody<O>,
): LocalAction<I, O> {
  const into = newLowering();
  const { steps: list, outputs } = checkOptions(body(scopeOf(metadata.inputs)), `action ${JSON.stringify(folder)}`);
  const steps = listedSteps(list, `\`steps\` of action ${JSON.stringify(folder)}`);
  const path = ["runs", "steps"];
  const observe = (expression: Expression): void => {
    for (const context of contextsOf(expression)) {
      if (!(compositeContexts as readonly string[]).includes(context)) {
        into.diagnostics.push(contextNotAvailable({ context, action: folder }, { path }));
      }
    }
  };
  // An action's steps have no default: GitHub takes none without a `shell`.
  const lowered = lowerSteps(arrangeSteps(steps), path, into, observe, {
    fitsShellScripts: false,
    environment: [],
  });
  const given = checkOptions(outputs ?? {}, `\`outputs\` of action ${JSON.stringify(folder)}`);
  const values = lowerMap(given, ["outputs"], into, lowered.resolve);
  const finished = lowered.finish();
  for (const [index, step] of finished.entries()) checkShell(step, [...path, index], folder, into);
  return action(folder, metadata, values, { using: "composite", steps: finished }, into);
}

function checkShell(step: Value, path: ModelPath, action: string, into: Lowering): void {
  if (!isMap(step)) return;
  if ("run" in step && !("shell" in step)) into.diagnostics.push(shellMissing({ action }, { path }));
  for (const [index, child] of ((step.parallel ?? []) as readonly ValueMap[]).entries()) {
    checkShell(child, [...path, "parallel", index], action, into);
  }
}

/** An action that runs JavaScript of this repository on Node. */
export function nodeAction<const I extends Inputs = Record<never, never>, const O extends string = never>(
  folder: string,
  metadata: ActionMetadata<I>,
  runs: {
    /** The version of Node; `node24` unless stated. */
    readonly using?: `node${number}`;
    readonly main: string;
    readonly pre?: string;
    readonly "pre-if"?: string;
    readonly post?: string;
    readonly "post-if"?: string;
    readonly outputs?: Readonly<Record<O, OutputDescription>>;
  },
): LocalAction<I, O> {
  const { outputs, ...keys } = checkOptions(runs, `action ${JSON.stringify(folder)}`);
  const into = newLowering();
  return action(
    folder,
    metadata,
    described(outputs, into),
    lowerMap({ using: "node24", ...keys }, ["runs"], into),
    into,
  );
}

/** An action that runs a container: an image of the repository (`Dockerfile`) or of a registry (`docker://…`). */
export function dockerAction<const I extends Inputs = Record<never, never>, const O extends string = never>(
  folder: string,
  metadata: ActionMetadata<I>,
  runs: (scope: Pick<ActionScope<I>, "inputs">) => {
    readonly image: string;
    readonly entrypoint?: string;
    readonly args?: readonly (string | Expr<ScalarValue, "inputs">)[];
    readonly env?: Readonly<Record<string, string | Expr<ScalarValue, "inputs">>>;
    readonly "pre-entrypoint"?: string;
    readonly "post-entrypoint"?: string;
    readonly outputs?: Readonly<Record<O, OutputDescription>>;
  },
): LocalAction<I, O> {
  const into = newLowering();
  const { outputs, ...keys } = checkOptions(runs(scopeOf(metadata.inputs)), `action ${JSON.stringify(folder)}`);
  return action(
    folder,
    metadata,
    described(outputs, into),
    lowerMap({ using: "docker", ...keys }, ["runs"], into),
    into,
  );
}

type Argument<T> = T extends ScalarValue ? T | Expr<T | null, ContextsAt<"jobs.*.steps.*.with.*">> : never;
type Arguments<I extends Inputs> = { readonly [K in RequiredNames<I>]: Argument<InputValue<I[K]>> } & {
  readonly [K in Exclude<keyof I, RequiredNames<I>>]?: Argument<InputValue<I[K]>>;
};

/** A step that uses an action of this repository. It needs a checkout before it. */
export function useLocal<I extends Inputs, O extends string>(
  target: LocalAction<I, O>,
  ...[inputs, options = {}]: [RequiredNames<I>] extends [never]
    ? [inputs?: Arguments<I>, options?: StepOptions]
    : [inputs: Arguments<I>, options?: StepOptions]
): Step<O> {
  const at = "the action of `useLocal`";
  if (!checkHandle(target, "action", at)) return makeStep({ ...options }, [] as readonly O[], "action");
  const checked = checkGiven<object>(
    inputs ?? {},
    (target.model.inputs as Readonly<Record<string, DeclaredInput>> | undefined) ?? {},
    `the action "${target.folder}"`,
  );
  const given = rawOf(checked) || Object.keys(checked).length > 0 ? { with: checked } : {};
  const folder = target.folder === "." ? "" : target.folder;
  const hint = folder.split("/").at(-1) || "action";
  const step = makeStep({ ...options, uses: `./${folder}`, ...given }, target.outputNames, hint);
  // Of later steps a condition may be meant for the first ones.
  const findings = findStatusInAction(target.folder, stepsOf(target).slice(0, 1), openKeys({ ...options }));
  return findings.length > 0 ? withNode(step, { ...stepNode(step), findings }) : step;
}

/** Of a composite action, as they are written. */
export function stepsOf({ model }: LocalAction<Inputs, string>): readonly ValueMap[] {
  return ((model.runs as ValueMap).steps ?? []) as readonly ValueMap[];
}

function action<I extends Inputs, O extends string>(
  path: string,
  given: ActionMetadata<I>,
  outputs: ValueMap,
  runs: ValueMap,
  into: Lowering,
): LocalAction<I, O> {
  const isText = checkText(path, "the folder of an action");
  const folder = (isText && folderPath(path)) || path;
  const metadata = checkOptions(given, `action ${JSON.stringify(folder)}`);
  const { name, description, author, branding, header = [], footer, extension, note, raw } = metadata;
  placeNote(readNote(note, `action ${JSON.stringify(folder)}`), [], into);
  const inputs = checkOptions(metadata.inputs ?? ({} as I), `\`inputs\` of action ${JSON.stringify(folder)}`);
  for (const [key, value] of Object.entries({ name, description })) {
    if (value !== undefined) checkText(value, `\`${key}\` of action ${JSON.stringify(folder)}`);
  }
  const root: ModelPath = [];
  const origin = captureOrigin();
  if (origin) into.origins.unshift({ path: root, stack: origin });
  if (!/^(?!\/)(?:[A-Za-z0-9._-]+\/)*[A-Za-z0-9._-]+$/.test(folder) || folder.split("/").includes("..")) {
    into.diagnostics.push(folderInvalid({ folder }, { path: root }));
  }
  const declared = lowerMap(declarations(inputs, into), ["inputs"], into);
  const model: ValueMap = {
    ...(name === undefined ? {} : { name }),
    ...(description === undefined ? {} : { description }),
    ...(author === undefined ? {} : lowerMap({ author }, [], into)),
    ...(Object.keys(declared).length > 0 ? { inputs: declared } : {}),
    ...(Object.keys(outputs).length > 0 ? { outputs } : {}),
    runs,
    ...(branding === undefined ? {} : lowerMap({ branding }, [], into)),
    ...(raw === undefined ? {} : lowerMap({ raw }, [], into)),
  };
  checkComments(model, into);
  return announce({
    yardmaster: "action",
    id: folder,
    folder,
    ...(extensionOf(extension, `action ${JSON.stringify(folder)}`) === "yaml" ? { file: "action.yaml" } : {}),
    outputNames: Object.keys(outputs) as O[],
    header: checkTexts(header, `\`header\` of action ${JSON.stringify(folder)}`),
    ...(footer ? { footer: checkTexts(footer, `\`footer\` of action ${JSON.stringify(folder)}`) } : {}),
    model,
    ...into,
  });
}

function declarations(inputs: Inputs, into: Lowering): Readonly<Record<string, unknown>> {
  const entries = Object.entries(inputs).map(([key, input]) => {
    if (rawOf(input)) return [key, input] as const;
    if (typeof input.default === "number") checkVersion(input.default, ["inputs", key, "default"], into);
    return [key, declaration(checkOptions(input, `the input "${key}"`))] as const;
  });
  return Object.fromEntries(entries);
}

/** Metadata knows no types: the options of a choice are named for people, defaults are texts. */
function declaration({ description, required, options, default: fallback, deprecationMessage }: Input): ValueMap {
  const oneOf = options ? `One of: ${options.join(", ")}.` : undefined;
  const texts = [description, oneOf].filter((part) => part !== undefined);
  return {
    ...(texts.length > 0 ? { description: texts.join(" ") } : {}),
    ...(deprecationMessage === undefined ? {} : { deprecationMessage }),
    ...(required ? { required: true } : {}),
    ...(fallback === undefined ? {} : { default: String(fallback) }),
  };
}

function described(outputs: Readonly<Record<string, OutputDescription>> | undefined, into: Lowering): ValueMap {
  const entries = Object.entries(checkOptions(outputs ?? {}, "`outputs` of an action")).map(([name, output]) => [
    name,
    typeof output === "string" ? { description: output } : output,
  ]);
  return lowerMap(Object.fromEntries(entries), ["outputs"], into);
}

function scopeOf<I extends Inputs>(inputs: I | undefined): ActionScope<I> {
  const shapes = Object.keys(inputs ?? {}).map((name) => [name, textShape] as const);
  return namedHandles(
    {
      inputs: contextRoot("inputs", {
        type: "map",
        properties: Object.fromEntries(shapes),
        lacks: "The action declares no input",
      }) as never,
      github: contextRoot("github", githubShape),
      job: contextRoot("job", jobShape),
      runner: contextRoot("runner", runnerShape),
    },
    { readAs: "scope", lacks: "An action is given no" },
  );
}

/** Values in place of an action's inputs. */
export function namedInputs<T extends object>(values: T): T {
  return namedHandles(values, { readAs: "inputs", lacks: "The action declares no input" });
}
