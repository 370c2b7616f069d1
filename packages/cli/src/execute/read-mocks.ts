import { asMap, fail, isMap, nearestNames, ok, type Result, type Value } from "@yardmaster/core";

/** What stands in for actions and steps. */
export interface Mocks {
  /** By `owner/repo`, `owner/repo/folder` or either with `@ref`, in lower case. */
  readonly actions: ReadonlyMap<string, Mock>;
  /** By id or name of a step. */
  readonly steps: ReadonlyMap<string, Mock>;
}

export interface Mock {
  readonly outputs: Readonly<Record<string, string>>;
  /** Other than 0 fails the step. */
  readonly exit: number;
  /** In place of the action; it has the inputs as `INPUT_…`, and `MOCK_REPOSITORY`. */
  readonly run?: string;
  readonly shell?: string;
  /** Where the action's own code is, from the file of the mocks. */
  readonly path?: string;
}

export const noMocks: Mocks = { actions: new Map(), steps: new Map() };

/** @returns what is wrong with the table: the rest of a sentence that begins with the file's name. */
export function readMocks(text: string): Result<Mocks, string> {
  const table = asMap(parse(text));
  if (!table) return fail("is no JSON object");
  const odd = Object.keys(table).find((key) => key !== "actions" && key !== "steps");
  if (odd !== undefined) return fail(`has ${JSON.stringify(odd)}: it holds \`actions\` and \`steps\``);
  const actions = readTable(table.actions, "actions");
  if (!actions.ok) return actions;
  const steps = readTable(table.steps, "steps");
  if (!steps.ok) return steps;
  return ok({ actions: lowerNames(actions.value), steps: steps.value });
}

/** Without regard to the case of owner and repository; a ref has one. */
export function mockKey(name: string): string {
  const at = name.indexOf("@");
  return at < 0 ? name.toLowerCase() : `${name.slice(0, at).toLowerCase()}${name.slice(at)}`;
}

function lowerNames(table: ReadonlyMap<string, Mock>): ReadonlyMap<string, Mock> {
  return new Map([...table].map(([name, mock]) => [mockKey(name), mock]));
}

function readTable(value: Value | undefined, key: string): Result<ReadonlyMap<string, Mock>, string> {
  if (value === undefined) return ok(new Map());
  if (!isMap(value)) return fail(`has \`${key}\` that are no object`);
  const mocks = new Map<string, Mock>();
  for (const [name, each] of Object.entries(value)) {
    const mock = readMock(each);
    if (!mock.ok) return fail(`has, for ${JSON.stringify(name)}, ${mock.error}`);
    mocks.set(name, mock.value);
  }
  return ok(mocks);
}

const keys = ["outputs", "exit", "run", "shell", "path"];

function readMock(value: Value | undefined): Result<Mock, string> {
  const mock = asMap(value);
  if (!mock) return fail("no object");
  const odd = Object.keys(mock).find((key) => !keys.includes(key));
  if (odd !== undefined) {
    const near = nearestNames(odd, keys);
    return fail(`the unknown key ${JSON.stringify(odd)}${near.length > 0 ? `, and not ${near.join(" or ")}` : ""}`);
  }
  const { outputs = {}, exit = 0, run, shell, path } = mock;
  const given = Object.entries(asMap(outputs) ?? {});
  if (!isMap(outputs) || given.some(([, each]) => typeof each !== "string")) return fail("`outputs` that are no texts");
  if (typeof exit !== "number") return fail("an `exit` that is no number");
  for (const [key, each] of Object.entries({ run, shell, path })) {
    if (each !== undefined && typeof each !== "string") return fail(`a \`${key}\` that is no text`);
  }
  if (typeof run === "string" && typeof path === "string") return fail("both `run` and `path`");
  return ok({
    outputs: Object.fromEntries(given) as Readonly<Record<string, string>>,
    exit,
    ...(typeof run === "string" ? { run } : {}),
    ...(typeof shell === "string" ? { shell } : {}),
    ...(typeof path === "string" ? { path } : {}),
  });
}

function parse(text: string): Value | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
