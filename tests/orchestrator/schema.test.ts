import { parseRecord, printArtifacts, runResults } from "@yardmaster/orchestrator";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { sampleRecord } from "../helpers/sample-record.ts";
import { decisionSchema, validateLogLine, validateRecord } from "../helpers/validate-record.ts";

const schema = suite("the schemas of the records");

/** What a part of a schema says of the keys of objects, found by walking the sample beside it. */
interface Node {
  readonly $ref?: string;
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Node>>;
  readonly required?: readonly string[];
  readonly items?: Node;
  readonly additionalProperties?: Node | boolean;
}

const definitions = decisionSchema.$defs as Readonly<Record<string, Node>>;

function resolve(node: Node): Node {
  const name = node.$ref?.replace("#/$defs/", "");
  return name === undefined ? node : (definitions[name] ?? {});
}

/** The sample is complete and typed, so the type, the sample and the schema have the same keys in the same order. */
function compare(value: unknown, node: Node, path: string): void {
  const { properties, required, items } = resolve(node);
  if (Array.isArray(value)) {
    assert.ok(items && value.length > 0, path);
    for (const each of value) compare(each, items, `${path}[]`);
  } else if (typeof value === "object" && value !== null && properties) {
    assert.equal(Object.keys(properties), Object.keys(value), path);
    assert.equal(required, Object.keys(value), path);
    for (const [key, each] of Object.entries(value)) compare(each, properties[key] ?? {}, `${path}.${key}`);
  }
}

schema("has the keys of the type, all of them required and in the same order", () => {
  compare(sampleRecord, definitions.record ?? {}, "record");
});

schema("describes every key", () => {
  const missing: string[] = [];
  const visit = (node: Node, path: string): void => {
    if (!node.description) missing.push(path);
    for (const [key, each] of Object.entries(node.properties ?? {})) visit(each, `${path}.${key}`);
    if (node.items) visit(node.items, `${path}[]`);
    if (typeof node.additionalProperties === "object") visit(node.additionalProperties, `${path}.*`);
  };
  for (const [name, node] of Object.entries(definitions)) visit(node, name);
  assert.equal(missing, []);
});

schema("names the results of the type, in the order of their weight", () => {
  assert.equal(definitions.record?.properties?.result?.enum, runResults);
  assert.equal(definitions.command?.properties?.result?.enum, runResults);
});

schema("takes what the program prints, and the program reads it again", () => {
  const { "decision.json": decision, logLine } = printArtifacts(sampleRecord);
  assert.equal(validateRecord(decision), []);
  assert.equal(validateLogLine(logLine), []);
  assert.equal(parseRecord({ file: "decision.json", text: decision }), { ok: true, value: sampleRecord });
  assert.equal(JSON.parse(logLine), JSON.parse(decision));
  assert.is(logLine.indexOf("\n"), logLine.length - 1);
});

schema("a line of the log may be cut, a decision may not", () => {
  const cut = { ...sampleRecord, commands: [], facts: [], timings: [], cut: true };
  assert.equal(validateLogLine(cut), []);
  assert.equal(validateRecord(cut), ['/ must NOT have unevaluated properties {"unevaluatedProperty":"cut"}']);
  assert.equal(validateLogLine({ ...cut, cut: false }), ['/cut must be equal to constant {"allowedValue":true}']);
});

schema("says what is wrong", () => {
  const [command] = sampleRecord.commands;
  assert.ok(command);
  const cases: readonly (readonly [unknown, readonly string[]])[] = [
    ["{", ["/ is not JSON"]],
    [{ ...sampleRecord, version: 2 }, ['/version must be equal to constant {"allowedValue":1}']],
    [{ ...sampleRecord, hint: undefined }, ['/ must have required property \'hint\' {"missingProperty":"hint"}']],
    [
      { ...sampleRecord, commands: [{ ...command, extra: 1 }] },
      ['/commands/0 must NOT have additional properties {"additionalProperty":"extra"}'],
    ],
    [
      { ...sampleRecord, at: { ...sampleRecord.at, utc: "2026-11-22T15:06:00.5Z" } },
      [
        '/at/utc must match pattern "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ$" {"pattern":"^\\\\d{4}-\\\\d\\\\d-\\\\d\\\\dT\\\\d\\\\d:\\\\d\\\\d:\\\\d\\\\dZ$"}',
      ],
    ],
  ];
  for (const [json, problems] of cases) assert.equal(validateRecord(json), problems);
});

schema.run();

const reading = suite("reading a record");

reading("refuses a value of the wrong kind at every place of the record, and never throws", () => {
  const paths = pathsOf(sampleRecord);
  assert.ok(paths.length > 60);
  for (const path of paths) {
    // A symbol has no JSON, so a list stands for it: no place of the record takes a list in a list.
    const text = JSON.stringify(replaceAt(sampleRecord, path, [[]]));
    const parsed = parseRecord({ file: "d", text });
    assert.is(parsed.ok, false, path.join("."));
    assert.is(!parsed.ok && parsed.error.code, "wrong-shape", path.join("."));
    assert.is.not(validateRecord(text).length, 0, path.join("."));
  }
});

reading("leaves out keys that version 1 does not have", () => {
  const text = JSON.stringify({ ...sampleRecord, later: true });
  assert.equal(parseRecord({ file: "d", text }), { ok: true, value: sampleRecord });
});

reading.run();

type Path = readonly string[];

function pathsOf(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== "object" || value === null) return [path];
  const inner = Object.entries(value).flatMap(([key, each]) => pathsOf(each, [...path, key]));
  return path.length === 0 ? inner : [path, ...inner];
}

function replaceAt(value: unknown, [key, ...rest]: Path, by: unknown): unknown {
  if (key === undefined) return by;
  const copy = structuredClone(value) as Record<string, unknown>;
  copy[key] = replaceAt(copy[key], rest, by);
  return copy;
}
