import { resolve } from "node:path";
import { fail, isMap, ok, type Result, type Value, type ValueMap } from "@yardmaster/core";
import type { GivenEvent, SimulatedRepository } from "@yardmaster/simulator";
import { formatUtc, parseInstant } from "@yardmaster/zoned-time";
import type { Arguments } from "../../program/arguments.ts";
import type { Host } from "../../program/host.ts";
import { readJsonFile } from "../../repository/json-file.ts";
import { parseField, type StatedField } from "./set-field.ts";

/** An event as far as the command line says it. */
export interface StatedEvent {
  readonly given: GivenEvent;
  readonly fields: readonly StatedField[];
}

/**
 * @param payloadFile of the event; undefined where the person names none.
 * @returns a sentence where it cannot be understood.
 */
export async function stateEvent(
  { values, lists, flags }: Arguments,
  payloadFile: string | undefined,
  repository: SimulatedRepository,
  host: Host,
): Promise<Result<StatedEvent, string>> {
  const at = values.get("at");
  const instant = at === undefined ? { ok: true as const, value: host.now() } : parseInstant(at);
  if (!instant.ok) return fail(`--at: ${instant.error}`);
  const payload = await readPayload(payloadFile, host);
  if (!payload.ok) return payload;
  const files = await readFiles(values.get("files"), host);
  if (!files.ok) return files;
  const inputs = readInputs(lists.get("input") ?? []);
  if (!inputs.ok) return inputs;
  const fields: StatedField[] = [];
  for (const text of lists.get("set") ?? []) {
    const field = parseField(text);
    if (!field.ok) return field;
    fields.push(field.value);
  }
  const number = values.get("number");
  if (number !== undefined && !/^[1-9]\d*$/.test(number)) {
    return fail(`--number takes a whole number from 1, and got ${JSON.stringify(number)}.`);
  }
  const by = values.get("by") as GivenEvent["by"];
  const rerunBy = values.get("rerun-by");
  const given: GivenEvent = {
    instant: formatUtc(instant.value),
    ...texts(values, ["action", "ref", "sha", "message", "actor", "association", "cron", "base", "head", "workflow"]),
    ...optional("name", values.get("event") ?? (payloadFile === undefined ? "push" : undefined)),
    ...optional("payload", payload.value),
    ...optional("files", files.value),
    ...optional("by", by),
    ...optional("number", number === undefined ? undefined : Number(number)),
    ...optional("inputs", inputs.value),
    ...(rerunBy === undefined ? {} : { triggeringActor: rerunBy, attempt: 2 }),
    ...(flags.has("fork") ? { fork: forkOf(repository, values.get("actor")) } : {}),
  };
  return ok({ given, fields });
}

/** `somebody` where the actor has the repository, which is no fork of itself. */
function forkOf({ name }: SimulatedRepository, actor = "somebody"): string {
  const [owner = "", repository = ""] = name.split("/");
  return `${actor.toLowerCase() === owner.toLowerCase() ? "somebody" : actor}/${repository}`;
}

type TextKey = "action" | "ref" | "sha" | "message" | "actor" | "association" | "cron" | "base" | "head" | "workflow";

function texts(values: Arguments["values"], keys: readonly TextKey[]): Partial<Record<TextKey, string>> {
  return Object.fromEntries(keys.flatMap((key) => (values.has(key) ? [[key, values.get(key)]] : [])));
}

function optional<K extends string, T>(key: K, value: T | undefined): { readonly [P in K]?: T } {
  return (value === undefined ? {} : { [key]: value }) as { readonly [P in K]?: T };
}

async function readPayload(name: string | undefined, host: Host): Promise<Result<ValueMap | undefined, string>> {
  if (name === undefined) return ok(undefined);
  const read = await readJsonFile(name, host);
  if (!read.ok) return read;
  return isMap(read.value.value)
    ? ok(read.value.value)
    : fail(`${name} is no payload of an event: it holds no object.`);
}

/** With commas, or `@FILE` with one a line. */
async function readFiles(
  given: string | undefined,
  host: Host,
): Promise<Result<readonly string[] | undefined, string>> {
  if (given === undefined) return ok(undefined);
  if (!given.startsWith("@")) return ok(split(given, ","));
  const name = given.slice(1);
  const path = resolve(host.cwd, name);
  const bytes = (await host.files.isFolder(path)) ? undefined : await host.files.read(path);
  return bytes
    ? ok(split(new TextDecoder().decode(bytes), /\r\n|[\r\n]/))
    : fail(`There is no file ${JSON.stringify(name)}.`);
}

function split(text: string, by: string | RegExp): readonly string[] {
  return text
    .split(by)
    .map((file) => file.trim().replace(/^\.\//, ""))
    .filter((file) => file !== "");
}

function readInputs(given: readonly string[]): Result<Readonly<Record<string, Value>> | undefined, string> {
  const wrong = given.find((text) => !/^[^=]+=/.test(text));
  if (wrong !== undefined) return fail(`--input takes NAME=VALUE, and got ${JSON.stringify(wrong)}.`);
  if (given.length === 0) return ok(undefined);
  return ok(
    Object.fromEntries(given.map((text) => [text.slice(0, text.indexOf("=")), text.slice(text.indexOf("=") + 1)])),
  );
}
