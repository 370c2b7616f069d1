import { defineDiagnostic, nearestNames } from "@yardmaster/core";

export const jobIdInvalid = defineDiagnostic({
  code: "job-id-invalid",
  severity: "error",
  message: (p: { id: string }) => `Job id ${JSON.stringify(p.id)} is not one that GitHub accepts.`,
  hint: () => "Begin with a letter or _, go on with letters, digits, - and _, and stay under 100 characters.",
});

export const jobIdTwice = defineDiagnostic({
  code: "job-id-twice",
  severity: "error",
  message: (p: { id: string; other: string }) => `Two jobs of this workflow have the id "${p.id}"${alsoWritten(p)}.`,
  hint: () => "Give one of them another id.",
});

export const jobNotInWorkflow = defineDiagnostic({
  code: "job-not-in-workflow",
  severity: "error",
  message: (p: { reader: string; id: string }) =>
    `"${p.reader}" needs the job "${p.id}", which is not in this workflow's list of jobs.`,
  hint: (p) => `Add the job "${p.id}" to \`jobs\`.`,
});

interface StepParameters {
  /** `output "version"`, `outcome`, `id`. */
  readonly what: string;
  readonly step: string;
}

export const stepNotInJob = defineDiagnostic({
  code: "step-not-in-job",
  severity: "error",
  message: (p: StepParameters) => `The ${p.what} is read from the step "${p.step}", which is not in this job.`,
  hint: () => "Add the step to the job, or pass the value on as an output of the step's own job.",
});

export const stepReadEarly = defineDiagnostic({
  code: "step-read-early",
  severity: "error",
  message: (p: StepParameters) => `The ${p.what} is read before its step, "${p.step}", has run.`,
  hint: () => "Move the step before the one that reads it; a background step has run when it was waited for.",
});

export const stepIdTwice = defineDiagnostic({
  code: "step-id-twice",
  severity: "error",
  message: (p: { id: string; other: string }) => `Two steps of this job have the id "${p.id}"${alsoWritten(p)}.`,
  hint: () => "Give one of them another id.",
});

export const stepTwice = defineDiagnostic({
  code: "step-twice",
  severity: "error",
  message: () => "The same step stands twice in this job, so its outputs would be ambiguous.",
  hint: () => "Make the step with a function and call it twice.",
});

export const legAxisUnknown = defineDiagnostic({
  code: "leg-axis-unknown",
  severity: "error",
  message: (p: { name: string; axis: string }) =>
    `The output "${p.name}" is to be kept by "${p.axis}", which is no axis of this job's matrix with values listed.`,
  hint: () =>
    "Name an axis whose values are written as a list; a matrix computed at run time has none to name outputs by.",
});

export const legsNotApart = defineDiagnostic({
  code: "legs-not-apart",
  severity: "error",
  message: (p: { name: string; axes: readonly string[]; problem: string }) =>
    `The output "${p.name}" is to be kept by ${quoted(p.axes)}, and ${p.problem}: legs would overwrite each other's.`,
  hint: () => 'Name as many axes as tell the legs apart, such as `axis: ["os", "node"]`.',
});

export const legOutputNameTwice = defineDiagnostic({
  code: "leg-output-name-twice",
  severity: "error",
  message: (p: { output: string; own: string; other: string }) =>
    `The outputs "${p.other}" and "${p.own}" would both be written as "${p.output}".`,
  hint: () => "Rename one of them; GitHub ignores case, and an output's name has letters, digits, `-` and `_`.",
});

export const outputsOverwritten = defineDiagnostic({
  code: "outputs-overwritten",
  severity: "error",
  message: (p: { job: string; outputs: readonly string[]; legs: number | undefined }) =>
    `The ${p.legs ?? "several"} legs of "${p.job}" overwrite each other's ${p.outputs.length === 1 ? "output" : "outputs"} ${quoted(p.outputs)}: whichever ends last wins.`,
  hint: (p) =>
    p.legs === undefined
      ? "Say `outputsOfLastLeg: true` if any leg's will do. `outputsByLeg` keeps them apart where the matrix is written out."
      : "Keep them apart by `outputsByLeg`, with the axis to name them by, or say `outputsOfLastLeg: true` if any leg's will do.",
});

export const callOutputsOverwritten = defineDiagnostic({
  code: "call-outputs-overwritten",
  severity: "error",
  message: (p: { job: string; output: string; legs: number | undefined }) =>
    `The output "${p.output}" of "${p.job}" is read, and its ${p.legs ?? "several"} legs overwrite each other's: whichever ends last wins.`,
  hint: () => "Make one call a leg, or say `outputsOfLastLeg: true` at the call if any leg's will do.",
});

export const excludeUnknown = defineDiagnostic({
  code: "matrix-exclude-unknown",
  severity: "error",
  message: (p: { axis: string; value: string | undefined }) =>
    p.value === undefined
      ? `\`exclude\` names "${p.axis}", which is no axis of the matrix.`
      : `\`exclude\` names ${p.value} for the axis "${p.axis}", which has no such value.`,
  hint: (p: { axis: string; value: string | undefined; known: readonly string[] }) =>
    `${p.value === undefined ? "The axes are" : "Its values are"} ${p.known.join(", ") || "none"}; what only \`include\` adds is not taken out by \`exclude\`.`,
});

export const versionAsNumber = defineDiagnostic({
  code: "version-as-number",
  severity: "warning",
  message: (p: { name: string; values: readonly number[] }) =>
    `"${p.name}" is the ${p.values.length === 1 ? "number" : "numbers"} ${p.values.join(", ")}: of a version that is a number, the last zeros are lost (3.10 is 3.1).`,
  hint: ({ values: [first, ...others] }) =>
    `Write ${others.length === 0 ? "it as a text" : "them as texts"}, such as "${first}" or "${first}0", whichever is meant.`,
});

export const payloadTooLarge = defineDiagnostic({
  code: "payload-too-large",
  severity: "error",
  message: (p: { keys: number; limit: number }) =>
    `The client payload has ${p.keys} keys at its top, and GitHub takes at most ${p.limit}.`,
  hint: () => "Put what belongs together into an object of its own. The whole stays below 64 KB.",
});

export const tokenIsNoSecret = defineDiagnostic({
  code: "token-is-no-secret",
  severity: "error",
  message: () => "`secrets.GITHUB_TOKEN` is no secret of the repository's settings.",
  hint: () => "Write `github.token`: it is the same token.",
});

export const permissionMissing = defineDiagnostic({
  code: "permission-missing",
  severity: "warning",
  message: (p: { user: string; scope: string; level: string; given: string }) =>
    `${p.user} needs \`${p.scope}: ${p.level}\`, and the job has \`${p.scope}: ${p.given}\`.`,
  hint: (p) =>
    `Give the job \`${p.scope}: ${p.level}\`, or let its permissions follow from its steps: \`permissions: fromSteps\`.`,
});

export const permissionUnknown = defineDiagnostic({
  code: "permission-unknown",
  severity: "error",
  message: (p: { user: string }) =>
    `What ${p.user} does with the job's token is not known, so permissions cannot follow from it.`,
  hint: () =>
    'State what the step needs, such as `permissions: { issues: "write" }`, or `permissions: {}` for nothing.',
});

export const checkFiltered = defineDiagnostic({
  code: "required-check-filtered",
  severity: "error",
  message: (p: { id: string; event: string }) =>
    `The check "${p.id}" is to be required, and \`${p.event}\` is filtered by paths: where nothing matches, GitHub waits for it forever.`,
  hint: () =>
    "Take the filter from the trigger and give it to the jobs as a condition: a skipped job counts as passed.",
});

export const checkWithoutMergeGroup = defineDiagnostic({
  code: "required-check-merge-group",
  severity: "warning",
  message: (p: { id: string }) =>
    `The check "${p.id}" is to be required, and the workflow does not run for merge groups: a merge queue would wait for it.`,
  hint: () => "Add `merge_group: null` to the triggers, or leave the queue off.",
});

export const contextNotAvailable = defineDiagnostic({
  code: "context-not-available",
  severity: "error",
  message: (p: { context: string; action: string }) =>
    `The composite action "${p.action}" reads the context "${p.context}", which actions do not have.`,
  hint: () => "Declare an input, and let the caller pass the value.",
});

export const folderInvalid = defineDiagnostic({
  code: "folder-invalid",
  severity: "error",
  message: (p: { folder: string }) => `${JSON.stringify(p.folder)} is no folder of the repository.`,
  hint: () => "Name it relative to the root, with forward slashes, such as `.github/actions/set-up`.",
});

export const expressionInScript = defineDiagnostic({
  code: "expression-in-script",
  severity: "error",
  message: (p: { language: string }) =>
    `The text of a ${p.language} script contains \`\${{\`: GitHub would paste the value into the code, unquoted.`,
  hint: () => "Interpolate the typed expression instead; it then goes through an environment variable.",
});

export const verbatimValue = defineDiagnostic({
  code: "verbatim-value",
  severity: "error",
  message: () => "A `verbatim` script takes no values: what is interpolated would be lost.",
  hint: () => "Write the text out, or use `sh`, `pwsh` or `py`; pass values of expressions in the step's `env`.",
});

export const templateNeeded = defineDiagnostic({
  code: "template-needed",
  severity: "error",
  message: (p: { given: string }) => `A script is written as a template, and ${p.given} was given in its place.`,
  hint: () => "Put the text behind the name, in backticks: `` sh`make` ``.",
});

export const interpolationPlace = defineDiagnostic({
  code: "interpolation-place",
  severity: "error",
  message: (p: { language: string; place: string; expression: string }) =>
    `\`${p.expression}\` is interpolated ${p.place}, where a ${p.language} variable is not expanded or not safe.`,
  hint: (p) => interpolationHints[p.language] ?? "Move the value out of there.",
});

const interpolationHints: Readonly<Record<string, string>> = {
  shell: "Give it to a command as an argument, bare or inside double quotes; assign it to a variable first if need be.",
  PowerShell: "Put it inside double quotes, or bare as an argument of its own.",
  Python: "Assign it to a variable as code, outside of texts and comments, and use that.",
  JavaScript: "Assign it to a constant as code, outside of texts, comments and regular expressions, and use that.",
};

export const scriptTooLong = defineDiagnostic({
  code: "script-too-long",
  severity: "error",
  message: (p: { length: number; limit: number }) =>
    `The script has ${p.length} characters; GitHub takes at most ${p.limit}.`,
  hint: () => "Move the script into a file of the repository and run that.",
});

export const environmentNameTaken = defineDiagnostic({
  code: "environment-name-taken",
  severity: "error",
  message: (p: { name: string }) =>
    `The environment variable "${p.name}" is needed by an interpolated expression and set to something else by the step.`,
  hint: () => "Rename the step's own variable, or name the interpolated one: `${{ NAME: expression }}`.",
});

export const environmentWhole = defineDiagnostic({
  code: "environment-whole",
  severity: "error",
  message: (p: { names: readonly string[] }) =>
    `The step's \`env\` is one expression, which ${p.names.map((name) => `"${name}"`).join(", ")} of its script cannot join.`,
  hint: () => "Write `env` as a map, or give the script its values in that expression and interpolate none.",
});

export const environmentNameInvalid = defineDiagnostic({
  code: "environment-name-invalid",
  severity: "error",
  message: (p: { name: string; problem: string }) =>
    `${JSON.stringify(p.name)} cannot name the variable of an interpolated expression: ${p.problem}.`,
  hint: () => "Choose another name, or leave it out: one is derived from the expression.",
});

export const runnerNameInvalid = defineDiagnostic({
  code: "runner-name-invalid",
  severity: "error",
  message: (p: { kind: string; name: string; problem: string }) =>
    `${JSON.stringify(p.name)} cannot be the name of ${p.kind}: ${p.problem}.`,
  hint: () => "Choose another name.",
});

export const outputUndeclared = defineDiagnostic({
  code: "output-undeclared",
  severity: "error",
  message: (p: { name: string; declared: readonly string[] }) =>
    `The script sets the output "${p.name}", but the step declares ${p.declared.map((name) => `"${name}"`).join(", ") || "none"}.`,
  hint: () => "Add it to `outputs`, correct its name, or leave `outputs` out: they follow from the script.",
});

export const scriptShell = defineDiagnostic({
  code: "script-shell",
  severity: "error",
  message: (p: { language: string; runner: string }) => `A ${p.language} script would be run by "${p.runner}".`,
  hint: () =>
    "Write the script with the template for what runs it: `sh`, `pwsh` or `py` for `run`, `js` for `githubScript`.",
});

export const shellMissing = defineDiagnostic({
  code: "shell-missing",
  severity: "error",
  message: (p: { action: string }) =>
    `A step of the composite action "${p.action}" runs a script of no known language and states no \`shell\`, which GitHub asks of every such step.`,
  hint: () => "State what runs it: `run({ shell: … }, …)`.",
});

export const statusInAction = defineDiagnostic({
  code: "status-in-action",
  severity: "warning",
  message: (p: { action: string; condition: string }) =>
    `A step of the action "${p.action}" has the condition \`${p.condition}\`, but after a failure in the job nothing of the action runs: the step that uses it is skipped.`,
  hint: () =>
    "Use it by `useLocal(action, inputs, { if: always() })`. Inside, `success()` and `failure()` look at the action's own steps: pass the job's state as an input.",
});

export const scriptEncoding = defineDiagnostic({
  code: "script-encoding",
  severity: "warning",
  message: (p: { shell: string; character: string }) =>
    `The script holds ${JSON.stringify(p.character)} and is run by "${p.shell}": Windows PowerShell 5.1 reads a script in the system's code page, and the runner writes it as UTF-8.`,
  hint: () => "Let `pwsh` run it, or write the character as `[char]0x…`.",
});

export const scriptFileRefused = defineDiagnostic({
  code: "script-file-refused",
  severity: "error",
  message: (p: { path: string; problem: string }) =>
    `${JSON.stringify(p.path)} cannot be the text of a script: ${p.problem}.`,
  hint: () => "Name a file of UTF-8 relative to the repository's root, with forward slashes, such as `ops/deploy.sh`.",
});

export const scriptFileEnding = defineDiagnostic({
  code: "script-file-ending",
  severity: "error",
  message: (p: { path: string; known: readonly string[] }) =>
    `Nothing says what runs ${JSON.stringify(p.path)}: its ending is none of ${p.known.map((ending) => `.${ending}`).join(", ")}.`,
  hint: () => 'State what runs it: `run({ shell: "perl {0}" }, scriptFile(…))`.',
});

export const commandRemoved = defineDiagnostic({
  code: "command-removed",
  severity: "error",
  message: (p: { command: string; file: string }) =>
    `The script prints \`::${p.command}\`, a command that GitHub has withdrawn: what is printed could give it, too.`,
  hint: (p) =>
    p.command in commandSuccessors
      ? `Use \`${commandSuccessors[p.command]}\`: it writes to the file that \`${p.file}\` names.`
      : `Write \`name=value\` as a line to the file that \`${p.file}\` names.`,
});

const commandSuccessors: Readonly<Record<string, string>> = {
  "set-output": "setOutput",
  "set-env": "setVariable",
  "add-path": "addPath",
};

export const outputNeverSet = defineDiagnostic({
  code: "output-never-set",
  severity: "warning",
  message: (p: { names: readonly string[] }) =>
    `The step declares ${p.names.map((name) => `"${name}"`).join(", ")}, and its script never sets ${p.names.length === 1 ? "it" : "them"}: what reads ${p.names.length === 1 ? "it" : "them"} gets an empty text.`,
  hint: () => "Set it in the script, by `setOutput`, or take it from `outputs`.",
});

export const scriptSyntax = defineDiagnostic({
  code: "script-syntax",
  severity: "error",
  message: (p: { language: string; problem: string; line: number; text: string }) =>
    `The ${p.language} script has a mistake in its line ${p.line}, \`${p.text}\`: ${p.problem}.`,
  hint: () => "Correct the script. The body of an actions/github-script step is JavaScript inside an async function.",
});

export const scriptFunction = defineDiagnostic({
  code: "script-function",
  severity: "error",
  message: (p: { problem: string }) => `The function cannot become a script: ${p.problem}.`,
  hint: () => "Write `js(async ({ github, context, core }, { name }) => { … }, { name: expression })`.",
});

export const scriptCaptures = defineDiagnostic({
  code: "script-captures",
  severity: "error",
  message: (p: { names: readonly string[] }) =>
    `The function reads ${p.names.map((name) => `\`${name}\``).join(", ")} from outside itself; only its text reaches the runner.`,
  hint: () => "Declare it inside the function, take it from the first argument, or pass expressions as values.",
});

export const expressionAsText = defineDiagnostic({
  code: "expression-as-text",
  severity: "error",
  message: (p: { expression: string }) => `The expression \`${p.expression}\` was turned into text by JavaScript.`,
  hint: () =>
    "Use it inside a `sh`, `js` or `format` template, or in a function such as `eq`; GitHub evaluates it later.",
});

export const pinInvalid = defineDiagnostic({
  code: "pin-invalid",
  severity: "error",
  message: (p: { action: string; problem: string; from: "lock" | "source" | "either" }) =>
    `The pin of ${p.action} cannot be used: ${p.problem}.`,
  hint: (p) => {
    const lock = "the entry in workflows-src/actions.lock.json";
    const full = "write all 40 hex digits of the commit, and the tag that names its release";
    if (p.from === "lock") return `Correct ${lock}.`;
    return p.from === "source"
      ? `Correct it here: ${full}; or bind the action, so that the lock keeps its pin: \`yardmaster bind ${p.action}@REF\`.`
      : `Correct it here: ${full}; of a bound workflow, ${lock}.`;
  },
});

export const imageInvalid = defineDiagnostic({
  code: "image-invalid",
  severity: "error",
  message: (p: { key: string; problem: string }) => `The image "${p.key}" cannot be used: ${p.problem}.`,
  hint: () => "Correct the entry in workflows-src/actions.lock.json.",
});

export const inputValueUnknown = defineDiagnostic({
  code: "input-value-unknown",
  severity: "error",
  message: (p: { action: string; name: string; value: string; values: readonly string[] }) =>
    `The input "${p.name}" of ${p.action} is ${JSON.stringify(p.value)}, which the action does not know.`,
  hint: ({ values }) =>
    `Use ${values
      .filter((value) => value !== "")
      .map((value) => JSON.stringify(value))
      .join(", ")}; where the action has learnt another, say so with \`raw(value, why)\`.`,
});

export const valueNotPlain = defineDiagnostic({
  code: "value-not-plain",
  severity: "error",
  message: (p: { kind: string }) => `A ${p.kind} stands where a workflow takes plain data.`,
  hint: () => "Use text, numbers, booleans, null, lists, objects or expressions.",
});

export const valueUndefined = defineDiagnostic({
  code: "value-undefined",
  severity: "error",
  message: (p: { at: string; expected?: string }) =>
    `${capitalized(p.at)} is undefined${p.at.startsWith("`") ? ", and would be left out without a word" : ""}.`,
  hint: (p) => {
    if (p.expected === "job")
      return "Make the job above the one that reads it; jobs that need each other can never start.";
    if (!p.at.startsWith("`")) return "Give it a value.";
    return "Give it a value; a key that depends on something is left out by `...(condition ? { key: value } : {})`.";
  },
});

export const valueMisplaced = defineDiagnostic({
  code: "value-misplaced",
  severity: "error",
  message: (p: { at: string; given: string; expected: string; hint?: string | undefined }) =>
    `${capitalized(p.at)} is ${p.given}, where ${withArticle(p.expected)} belongs.`,
  hint: (p) => p.hint ?? `Put ${withArticle(p.expected)} there.`,
});

export const propertyUnknown = defineDiagnostic({
  code: "property-unknown",
  severity: "error",
  message: (p: { read: string; lacks: string; name: string; known: readonly string[] }) =>
    `${p.lacks} \`${p.name}\`, so there is no \`${p.read}\`.`,
  hint: (p) => {
    const near = nearestNames(p.name, p.known);
    if (near.length > 0) return `Did you mean ${listed(near, "or")}?`;
    if (p.name in String.prototype || p.name in Array.prototype) {
      return "GitHub evaluates expressions, later: use a function of the language, such as `startsWith`, `contains` or `format`.";
    }
    if (p.known.length === 0) return "Declare it, or take it out.";
    return `There is ${someOf(p.known)}.`;
  },
});

export const valueType = defineDiagnostic({
  code: "value-type",
  severity: "error",
  message: (p: { at: string; given: string; isText: boolean; expected: readonly string[] }) =>
    `${capitalized(p.at)} is ${p.given}, where a ${p.expected.join(" or a ")} belongs.`,
  hint: (p) =>
    p.isText && p.expected.includes("boolean")
      ? 'Compare it, as in `eq(value, "true")`; a choice between values is `when(condition, value).otherwise(other)`.'
      : `Put a ${p.expected.join(" or a ")} there, or an expression of one.`,
});

export const comparisonTypes = defineDiagnostic({
  code: "comparison-types",
  severity: "error",
  message: (p: { operator: string; one: string; other: string; hasOutput: boolean }) =>
    `\`${p.operator}\` compares ${p.one} with ${p.other}: GitHub would turn both into numbers.`,
  hint: (p) =>
    p.hasOutput
      ? 'Compare it with a text, such as "true": outputs are always texts.'
      : "Compare it with a value of its own type.",
});

export const contextNotTaken = defineDiagnostic({
  code: "context-not-taken",
  severity: "error",
  message: (p: { key: string; name: string; known: readonly string[] }) =>
    p.name.endsWith(")")
      ? `\`${p.key}\` calls \`${p.name}\`, which GitHub does not know there.`
      : `\`${p.key}\` reads the context \`${p.name}\`, which GitHub does not have there.`,
  hint: (p) => `This key takes ${listed(p.known, "and")}.`,
});

export const matrixMissing = defineDiagnostic({
  code: "matrix-missing",
  severity: "error",
  message: (p: { job: string; read: string }) =>
    `The job "${p.job}" reads \`${p.read}\` and has no matrix: it would be null.`,
  hint: () => "Give the job the matrix that it reads: `strategy: { matrix: … }`.",
});

export const axisUnknown = defineDiagnostic({
  code: "matrix-axis-unknown",
  severity: "error",
  message: (p: { job: string; name: string; known: readonly string[] }) =>
    `The job "${p.job}" reads \`matrix.${p.name}\`, which its matrix does not have: it would be null.`,
  hint: (p) =>
    p.known.length === 0
      ? "Add the axis."
      : `Its matrix has ${someOf(p.known)}; a declared matrix is read in the jobs that have it.`,
});

export const optionUnknown = defineDiagnostic({
  code: "option-unknown",
  severity: "error",
  message: (p: { value: string; text: string; options: readonly string[]; near: readonly string[] }) =>
    `${p.value} is never ${JSON.stringify(p.text)}.`,
  hint: (p) =>
    p.near.length > 0 ? `Did you mean ${listed(p.near, "or")}?` : `It is one of ${listed(p.options, "or")}.`,
});

export const containsText = defineDiagnostic({
  code: "contains-text",
  severity: "error",
  message: (p: { text: string; isJoined: boolean }) =>
    p.isJoined
      ? `\`contains\` looks for a piece of ${p.text}, which joins a list: a part of an item, or of two, would do.`
      : `\`contains\` looks for a piece of the text ${p.text}: a part of one of its words would do.`,
  hint: (p) =>
    p.isJoined
      ? 'Give `contains` the list itself; or ask whether a value is one of several with `oneOf(value, ["a", "b"])`.'
      : 'Ask whether a value is one of several with `oneOf(value, ["a", "b"])`.',
});

interface InputParameters {
  /** `actions/checkout`. */
  readonly target: string;
  readonly kind: "input" | "secret";
  readonly name: string;
}

export const inputUnknown = defineDiagnostic({
  code: "input-unknown",
  severity: "error",
  message: (p: InputParameters & { known: readonly string[] }) =>
    `${sentence(p.target)} has no ${p.kind} ${JSON.stringify(p.name)}.`,
  hint: (p) => {
    const near = nearestNames(p.name, p.known);
    if (near.length > 0) return `Did you mean ${listed(near, "or")}?`;
    return p.known.length === 0 ? `It takes no ${p.kind}s.` : `It takes ${someOf(p.known)}.`;
  },
});

export const inputMissing = defineDiagnostic({
  code: "input-missing",
  severity: "error",
  message: (p: InputParameters) => `${sentence(p.target)} needs the ${p.kind} ${JSON.stringify(p.name)}.`,
  hint: (p) => (p.kind === "secret" ? "Pass it under `secrets`." : `Give \`${p.name}\` a value.`),
});

function someOf(names: readonly string[]): string {
  const more = names.length > 3 ? ` and ${names.length - 3} more` : "";
  return `${listed(names.slice(0, 3), more === "" ? "and" : "")}${more}`;
}

function listed(names: readonly string[], word: string): string {
  const quoted = names.map((name) => `\`${name}\``);
  if (quoted.length < 2 || word === "") return quoted.join(", ");
  return `${quoted.slice(0, -1).join(", ")} ${word} ${quoted.at(-1)}`;
}

/** The name of an action is not capitalized. */
function sentence(target: string): string {
  return target.startsWith("the ") ? capitalized(target) : target;
}

export function withArticle(noun: string): string {
  return `${/^[aeiou]/.test(noun) ? "an" : "a"} ${noun}`;
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export const workflowIdInvalid = defineDiagnostic({
  code: "workflow-id-invalid",
  severity: "error",
  message: (p: { id: string }) => `Workflow id ${JSON.stringify(p.id)} cannot be a file name.`,
  hint: () => "Use letters, digits, `.`, `-` and `_`, beginning with a letter or digit, and no extension.",
});

export const outputsWithoutCall = defineDiagnostic({
  code: "outputs-without-call",
  severity: "error",
  message: (p: { isRaw: boolean }) =>
    p.isRaw
      ? "The workflow declares outputs, and its `workflow_call` went through `raw`, where they have no place."
      : "The workflow declares outputs but is not triggered by `workflow_call`.",
  hint: ({ isRaw }) =>
    isRaw
      ? "Write them into the raw value, or declare `workflow_call` without `raw`."
      : "Add `workflow_call` to its triggers, or drop the outputs.",
});

export const taskWithoutDispatch = defineDiagnostic({
  code: "task-without-dispatch",
  severity: "error",
  message: (p: { task: string; workflow: string }) =>
    `The task "${p.task}" names the workflow "${p.workflow}", which is not triggered by \`workflow_dispatch\`.`,
  hint: () => "Add `workflow_dispatch` to its triggers.",
});

export const taskWithoutCorrelation = defineDiagnostic({
  code: "task-without-correlation",
  severity: "error",
  message: (p: { task: string; workflow: string; missing: "input" | "run-name" | "beginning" }) => {
    const which = `The task "${p.task}" dispatches "${p.workflow}", `;
    if (p.missing === "input") {
      return `${which}which has no text input \`correlation_id\`: an answer that is lost could not be looked up.`;
    }
    return p.missing === "run-name"
      ? `${which}whose \`run-name\` does not print \`inputs.correlation_id\`: its run could not be found again.`
      : `${which}whose \`run-name\` does not begin with \`inputs.correlation_id\` and a blank: a long title loses its end, and its run could not be found again.`;
  },
  hint: (p) => {
    if (p.missing === "input") {
      return "Declare `correlation_id: text()` among the workflow's inputs and begin its `run-name` with it; the orchestrator fills it in.";
    }
    return p.missing === "run-name"
      ? "Add `${inputs.correlation_id}` to the workflow's `run-name`, at its beginning."
      : "Begin the `run-name` with `${inputs.correlation_id} `.";
  },
});

export const taskWithoutHead = defineDiagnostic({
  code: "task-without-head",
  severity: "error",
  message: (p: { task: string; head: string }) =>
    `The task "${p.task}" puts the head of a pull request into "${p.head}", which is no text input of what it dispatches.`,
  hint: (p) => `Declare \`${p.head}: text()\`, or name an input that is a text.`,
});

export const taskInvalid = defineDiagnostic({
  code: "task-invalid",
  severity: "error",
  message: (p: { task: string | undefined; key: string; expected: string }) =>
    p.task === undefined
      ? `The table of tasks needs ${p.expected}.`
      : `The task ${JSON.stringify(p.task)} needs ${p.expected}${p.key === "" ? "" : ` at \`${p.key}\``}.`,
  hint: () => "Correct it: `rc` would refuse the table.",
});

export const exportPromised = defineDiagnostic({
  code: "export-promised",
  severity: "error",
  message: (p: { name: string }) =>
    `The export \`${p.name}\` is a promise, and sources are evaluated in one synchronous step.`,
  hint: () => "Export the workflow itself; put what has to be fetched into a generated file and import that.",
});

/** Ids that differ in case are one to GitHub: the sentence shows both. */
function alsoWritten({ id, other }: { readonly id: string; readonly other: string }): string {
  return id === other ? "" : `, which is also written "${other}": GitHub ignores case`;
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(", ");
}
