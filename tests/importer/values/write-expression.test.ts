import { type Expression, printExpression, readTemplate } from "@yardmaster/core";
import { expressionPlace, writeExpression } from "@yardmaster/importer/writers";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { evaluateExpression } from "./evaluate-expression.ts";
import { noReferences, withoutMarks, writerOf } from "./written.ts";

const workflow = `
on: {push: null, issues: null, workflow_dispatch: {inputs: {fast: {type: boolean}, mode: {type: choice, options: [a, b]}}}}
jobs: {a: {runs-on: x, steps: [{run: x}]}}
`;

function parsed(text: string): Expression {
  const [part] = readTemplate(text, true);
  if (!part) throw new Error(text);
  return part.expression;
}

function written(text: string, isTruth = false): string | undefined {
  const writer = writerOf(workflow);
  const place = expressionPlace(["jobs", "a", "steps", 0, isTruth ? "if" : "name"], noReferences, isTruth);
  const source = writeExpression(parsed(text), place, writer);
  if (source !== undefined)
    assert.is(evaluateExpression(source, writer), printExpression(parsed(text)), withoutMarks(source));
  return source && withoutMarks(source);
}

const test = suite("write-expression");

test("reads contexts of triggers by their handles, and names that nothing declares of a whole context", () => {
  assert.is(written("github.ref"), "github.ref");
  assert.is(written("github.event.issue.number"), "github.event.issue.number");
  assert.is(written("secrets.NPM_TOKEN"), "secrets.NPM_TOKEN");
  assert.is(written("job.status"), "current.status");
  assert.is(written("strategy.job-index"), 'strategy["job-index"]');
  assert.is(written("steps.build.outputs.tag-name"), 'context("steps").build.outputs["tag-name"]');
  assert.is(written("inputs.other"), 'context("inputs").other');
  assert.is(written("github.step_summary"), 'context("github").step_summary');
  assert.is(written("toJSON(secrets)"), 'toJSON(context("secrets"))');
});

test("joins conditions by words, and values by what is taken of them", () => {
  assert.is(
    written("github.ref == 'refs/heads/main' && !cancelled()"),
    'and(eq(github.ref, "refs/heads/main"), not(cancelled()))',
  );
  assert.is(
    written("github.ref_protected && env.CI && github.ref != ''", true),
    'and(github.ref_protected, loose(env.CI), ne(github.ref, ""))',
  );
  assert.is(
    written("github.ref_type == 'tag' && 'live' || 'test'"),
    'firstOf(andThen(eq(github.ref_type, "tag"), "live"), "test")',
  );
  assert.is(written("case(github.ref_protected, 'a', 'b')"), 'when(loose(github.ref_protected), "a").otherwise("b")');
});

test("takes outputs that a handle has for texts", () => {
  const references = { resolve: ([, id = ""]: readonly string[]) => ({ source: `${id}.outputs.tag`, names: 4 }) };
  const place = expressionPlace(["jobs", "a", "steps", 0, "if"], references, true);
  const source = (text: string) => withoutMarks(writeExpression(parsed(text), place, writerOf(workflow)) ?? "");
  assert.is(source("needs.build.outputs.tag"), "loose(build.outputs.tag)");
  assert.is(source("success() && steps.find.outputs.tag"), "and(success(), loose(find.outputs.tag))");
  assert.is(source("steps.find.outputs.tag == 'v1'"), 'eq(find.outputs.tag, "v1")');
});

test("reads loosely what GitHub converts", () => {
  assert.is(written("env.CI", true), "loose(env.CI)");
  assert.is(written("env.CI == true"), "eq(loose(env.CI), true)");
  assert.is(written("inputs.mode == 'c'"), 'eq(loose(inputs.mode), "c")');
  assert.is(written("github.event_name == 'schedule'"), 'eq(loose(github.event_name), "schedule")');
  assert.is(written("github.event.inputs.mode == 'a'"), 'eq(github.event.inputs.mode, "a")');
  assert.is(written("github.event.inputs.none == 'a'"), 'eq(loose(github.event).inputs.none, "a")');
  assert.is(written("'x' == github.ref"), 'eq(loose("x"), github.ref)');
  assert.is(written("contains('a b', github.ref)"), 'contains(loose("a b"), github.ref)');
});

test("takes a matrix by the values of each axis, also where its legs are not known", () => {
  const writer = writerOf(
    "on: push\njobs: {a: {runs-on: x, strategy: {matrix: {os: [a, b], n: [1], o: '${{ fromJSON(1) }}'}}, steps: [{run: x}]}}",
  );
  const place = expressionPlace(["jobs", "a", "steps", 0, "if"], noReferences, true);
  const matrix = {
    resolve: ([context]: readonly string[]) => (context === "matrix" ? { source: "matrix", names: 1 } : undefined),
  };
  const condition = parsed("matrix.os == 'a' || matrix.os == 'c' || matrix.n == '1' || matrix.o == 'x'");
  assert.is(
    withoutMarks(writeExpression(condition, { ...place, references: matrix }, writer) ?? ""),
    'or(eq(matrix.os, "a"), eq(loose(matrix.os), "c"), eq(loose(matrix.n), "1"), eq(matrix.o, "x"))',
  );
});

test("knows of what a text of JSON is made where it stands in the file", () => {
  assert.is(written('contains(fromJSON(\'["a","b"]\'), github.ref)'), 'contains(["a", "b"], github.ref)');
  assert.is(
    written('contains(fromJSON(\'["a", "b"]\'), github.ref)'),
    'contains(fromJSON("[\\"a\\", \\"b\\"]", "string[]"), github.ref)',
  );
  assert.is(written("contains(fromJSON('[1, 2]'), 3)"), 'contains(fromJSON("[1, 2]", "number[]"), 3)');
  assert.is(
    written("contains(fromJSON('[1, 2]'), github.ref)"),
    'contains(fromJSON("[1, 2]", "number[]"), loose(github.ref))',
  );
  assert.is(written("join(fromJSON(env.LIST), '-')"), 'join(fromJSON(env.LIST, "string[]"), "-")');
  assert.is(written("fromJSON(env.FLAG)", true), 'fromJSON(env.FLAG, "boolean")');
  assert.is(written("fromJSON(env.PLAN).list[0]"), "at(loose(fromJSON(env.PLAN)).list, 0)");
});

test("reads of whole contexts what an action is not given", () => {
  const writer = writerOf("inputs: {a: {description: a}}\nruns: {using: composite, steps: []}\n", { kind: "action" });
  const place = expressionPlace(["runs", "steps", 0, "run"], noReferences);
  const write = (text: string) => withoutMarks(writeExpression(parsed(text), place, writer) ?? "");
  assert.is(write("github.event_name"), 'context("github").event_name');
  assert.is(write("github.event.number"), 'context("github").event.number');
  assert.is(write("env.X"), 'context("env").X');
  assert.is(write("strategy.job-index"), 'context("strategy")["job-index"]');
  assert.is(write("github.action_path"), "github.action_path");
  assert.is(write("inputs.a"), "inputs.a");
  assert.is(write("runner.os"), "runner.os");
  assert.is(write("job.status"), "current.status");
});

test("reads loosely what the payloads of its events do not have", () => {
  assert.is(
    written("github.event.pull_request.number || github.ref"),
    "firstOf(loose(github.event).pull_request.number, github.ref)",
  );
  assert.is(written("github.event.head_commit.message"), "github.event.head_commit.message");
  assert.is(written("job.services.redis.ports[6379]"), "at(loose(current.services).redis.ports, 6379)");
});

test("keeps what the language would fold", () => {
  assert.is(written("!(github.ref == 'x')"), 'not(loose(eq(github.ref, "x")))');
  assert.is(written("true && github.ref_protected"), "andThen(loose(true), github.ref_protected)");
  assert.is(written("'a' == 'a'"), 'eq(loose("a"), "a")');
});

test("reads what is plain loosely, since it would be no expression", () => {
  assert.is(written("'x'"), 'loose("x")');
  assert.is(written("null"), "loose(null)");
});

test("writes a call of `format` where no template has its places", () => {
  assert.is(written("format('{1}{0}', github.ref, github.sha)"), 'format("{1}{0}", github.ref, github.sha)');
  assert.is(written("format('{0} {0}', github.ref)"), 'format("{0} {0}", github.ref)');
  assert.is(written("format(github.ref, 'a')"), 'format(github.ref, "a")');
  assert.is(written("format('{0}{0}', 'a')"), 'format(loose("{0}{0}"), "a")');
});

test("has no form for jobs of status functions", () => {
  assert.is(written("failure('a')"), undefined);
});

test("goes through lists and reads entries", () => {
  assert.is(
    written("contains(github.event.issue.labels.*.name, 'bug')"),
    'contains(each(github.event.issue.labels).name, "bug")',
  );
  assert.is(written("contains(needs.*.result, 'failure')"), 'contains(allNeeds.result, "failure")');
  assert.is(written("join(needs.*.outputs.x, ',')"), 'join(each(context("needs")).outputs.x, ",")');
  assert.is(written("github.event.commits[0].id"), "at(github.event.commits, 0).id");
  assert.is(written("secrets[env.NAME]"), 'at(context("secrets"), env.NAME)');
  assert.is(written("env['0']"), 'at(context("env"), "0")');
});

test.run();
