import { isMap, type Value, type ValueMap } from "@yardmaster/core";
import { asIs, authored, type Compare, condition, keyed, listed, named, reading } from "./compare-values.ts";
import type { Difference } from "./difference.ts";
import { withoutHoisting } from "./without-hoisting.ts";

/** Where GitHub would read a workflow, or an action's metadata, in another way than the original. */
export function compareModels(wanted: Value, got: Value): readonly Difference[] {
  return isMap(wanted) && isMap(wanted.runs) ? action(wanted, got, []) : workflow(wanted, got, []);
}

/** Empty maps of inputs and variables say nothing. */
const emptyIsNothing = (compare: Compare) => reading((value) => (isEmpty(value) ? undefined : value), compare);
const nullIsEmpty = (compare: Compare) => reading((value) => (value === null ? {} : value), compare);
const oneIsList = reading((value) => (typeof value === "string" ? [value] : value), asIs);

const input = reading((value) => (isMap(value ?? {}) ? inputOf((value ?? {}) as ValueMap) : value), asIs);

/** Inputs are texts and not required unless they say otherwise. */
function inputOf({ required, ...keys }: ValueMap): ValueMap {
  return { type: "string", ...keys, ...(required === false || required === undefined ? {} : { required }) };
}

const secret = reading((value) => {
  const { required, ...keys } = isMap(value ?? {}) ? ((value ?? {}) as ValueMap) : { required: value };
  return required === false || required === undefined ? keys : { ...keys, required };
}, asIs);

const filters = ["branches", "branches-ignore", "tags", "tags-ignore", "paths", "paths-ignore", "types", "workflows"];

const event = nullIsEmpty(
  keyed({
    ...Object.fromEntries(filters.map((name) => [name, oneIsList])),
    inputs: emptyIsNothing(named(input)),
    secrets: emptyIsNothing(named(secret)),
    outputs: emptyIsNothing(named(asIs)),
  }),
);

/** Events without a body are the same in a text, a list and a map. */
const triggers: Compare = reading(
  (on) => {
    if (typeof on === "string") return { [on]: null };
    return Array.isArray(on) ? Object.fromEntries(on.map((name) => [String(name), null])) : on;
  },
  (wanted, got, path) => {
    const names = isMap(wanted) && isMap(got) ? [...Object.keys(wanted), ...Object.keys(got)] : [];
    return keyed(Object.fromEntries(names.map((name) => [name, presentEvent])))(wanted, got, path);
  },
);

/** Of one that is missing, the other side does not look like one without a body. */
const presentEvent: Compare = (wanted, got, path) =>
  wanted === undefined || got === undefined ? asIs(wanted, got, path) : event(wanted, got, path);

const variables = emptyIsNothing(named(asIs));

/** An action gets texts. */
const givenToAction = emptyIsNothing(
  named(
    reading(
      (value) => (value === null ? "" : typeof value === "object" || value === undefined ? value : String(value)),
      (...given) => asIs(...given),
    ),
  ),
);

/** Without a value it is there all the same. */
const waitAll = reading((value) => (value === null ? true : value), asIs);

const step: Compare = (wanted, got, path) =>
  keyed({ if: condition, with: givenToAction, env: variables, parallel: listed(step), "wait-all": waitAll })(
    wanted,
    withoutHoisting(wanted, got),
    path,
  );

const container = keyed({ env: variables });

const job = keyed({
  needs: reading((value) => {
    const all = value === undefined || value === null ? [] : Array.isArray(value) ? value : [value];
    return all.length === 0 ? undefined : all;
  }, asIs),
  if: condition,
  env: variables,
  outputs: emptyIsNothing(named(asIs)),
  strategy: keyed({ matrix: authored }),
  container,
  services: named(container),
  with: variables,
  secrets: emptyIsNothing(named(asIs)),
  snapshot: keyed({ if: condition }),
  // A job may have none.
  steps: reading((value) => value ?? [], listed(step)),
});

const workflow = keyed({ on: triggers, env: variables, jobs: named(job) });

/** A program gets what is stated for an input as a text. */
const inputOfAction = reading((value) => {
  if (!isMap(value ?? {})) return value;
  const { default: fallback, ...keys } = (value ?? {}) as ValueMap;
  return fallback === undefined || isMap(fallback)
    ? keys
    : { ...keys, default: fallback === null ? "" : String(fallback) };
}, input);

const action = keyed({
  inputs: emptyIsNothing(named(inputOfAction)),
  outputs: emptyIsNothing(named(nullIsEmpty(asIs))),
  runs: keyed({ steps: listed(step), env: variables }),
});

function isEmpty(value: Value | undefined): boolean {
  return value === null || (isMap(value) && Object.keys(value).length === 0);
}
