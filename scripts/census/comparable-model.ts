import { isMap, type Value, type ValueMap } from "@yardmaster/core";
import { neededJobs } from "./dependency-order.ts";
import { maskExpressions } from "./expression-mask.ts";
import { withoutRef } from "./placeholder-pin.ts";

/**
 * A workflow in the one form that its spellings share, without what is no subject of the census: texts of expressions
 * and scripts, and refs of actions.
 */
export function comparableModel(model: ValueMap): ValueMap {
  const { on, jobs, ...keys } = model;
  return {
    ...mapValues(keys, mask),
    on: comparableTriggers(on ?? null),
    jobs: mapValues((jobs ?? {}) as ValueMap, (job) => comparableJob(job as ValueMap)),
  };
}

/** Events without a body are the same in a text, a list and a map. */
function comparableTriggers(on: Value): ValueMap {
  if (typeof on === "string") return { [on]: null };
  if (Array.isArray(on)) return Object.fromEntries(on.map((event) => [String(event), null]));
  return mapValues((on ?? {}) as ValueMap, (body) => {
    if (!isMap(body)) return mask(body);
    const { inputs, secrets, ...rest } = body;
    const event = {
      ...(mask(rest) as ValueMap),
      ...(isMap(inputs) ? { inputs: mapValues(inputs, comparableInput) } : {}),
      ...(isMap(secrets) ? { secrets: mapValues(secrets, (secret) => mask(secret ?? {})) } : {}),
    };
    return Object.keys(event).length === 0 ? null : event;
  });
}

/** Inputs are texts and not required unless they say otherwise. */
function comparableInput(input: Value): Value {
  const { required, ...keys } = (input ?? {}) as ValueMap;
  return mask({ type: "string", ...keys, ...(required === true ? { required } : {}) });
}

function comparableJob({ needs, steps, snapshot, ...keys }: ValueMap): ValueMap {
  const needed = neededJobs(needs);
  return {
    ...comparableStep(keys),
    ...(needed.length > 0 ? { needs: needed } : {}),
    ...(snapshot === undefined ? {} : { snapshot: isMap(snapshot) ? comparableStep(snapshot) : mask(snapshot) }),
    ...(Array.isArray(steps) ? { steps: steps.map((step) => comparableStep(step as ValueMap)) } : {}),
  };
}

/** Empty maps of inputs and variables say nothing. */
function comparableStep({ uses, run, if: condition, parallel, ...keys }: ValueMap): ValueMap {
  const kept = Object.entries(keys).filter(([key, value]) => !(["with", "env"].includes(key) && isEmptyMap(value)));
  return {
    ...mapValues(Object.fromEntries(kept), mask),
    ...(typeof uses === "string" ? { uses: withoutRef(uses) } : {}),
    ...(run === undefined ? {} : { run: "" }),
    ...(condition === undefined ? {} : { if: typeof condition === "string" ? "${{ }}" : condition }),
    ...(Array.isArray(parallel) ? { parallel: parallel.map((step) => comparableStep(step as ValueMap)) } : {}),
  };
}

function mask(value: Value): Value {
  if (typeof value === "string") return maskExpressions(value);
  if (Array.isArray(value)) return value.map(mask);
  return isMap(value) ? mapValues(value, mask) : value;
}

function mapValues(map: ValueMap, change: (value: Value) => Value): ValueMap {
  const entries = Object.entries(map).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries.map(([key, value]) => [key, change(value as Value)]));
}

function isEmptyMap(value: Value | undefined): boolean {
  return isMap(value) && Object.keys(value).length === 0;
}
