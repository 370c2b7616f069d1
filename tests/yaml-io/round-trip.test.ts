import { printWorkflow, readYaml } from "@yardmaster/yaml-io";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { file, sealedWorkflow } from "./sealed-workflow.ts";

const test = suite("print, then parse");

const fragments = [
  ..."abc \t\n\r\\\"'#:-?{}[]&*!|>%@`,.0123456789eExX_+~=<",
  ": ",
  " #",
  "\r\n",
  "\u0085",
  "\u2028",
  "\u00a0",
  "\ufeff",
  "\u0000",
  "\u001b[31m",
  "🚀",
  "日本",
  "${{ github.event.comment.body }}",
  "yes",
  "null",
  "---",
  "...",
  "<<<<<<< ",
  "  ",
  "\n\n",
  "\n ",
];

/** A linear congruential generator: the same values in every run, so that a failure can be repeated. */
function makeRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function assertRoundTrip(model: object, what: string): void {
  const text = printWorkflow(sealedWorkflow(model), file);
  const parsed = readYaml(text);
  assert.equal(parsed.diagnostics, [], what);
  assert.equal(parsed.model, model, what);
}

test("4,000 texts of nasty fragments, as values, keys, list items and step scripts", () => {
  const random = makeRandom(20261122);
  const nasty = () => Array.from({ length: random(9) }, () => fragments[random(fragments.length)]).join("");
  for (let round = 0; round < 500; round++) {
    const model = {
      env: { v: nasty(), [`k${nasty()}`]: nasty() },
      list: [nasty(), [nasty(), { x: nasty() }]],
      jobs: { a: { steps: [{ run: nasty() }, { with: { script: `${nasty()}\n${nasty()}\n` } }] } },
    };
    assertRoundTrip(model, JSON.stringify(model));
  }
});

test("every character of the basic plane that is no surrogate, alone, doubled and beside newlines", () => {
  const characters = Array.from({ length: 0x10000 }, (_, code) => code)
    .filter((code) => code < 0x3100 || code > 0xd7f0)
    .filter((code) => code < 0xd800 || code > 0xdfff)
    .map((code) => String.fromCharCode(code));
  assertRoundTrip({ list: characters.flatMap((c) => [c, `a${c}b`, `${c}\n${c}`, `a${c}\nb\n`]) }, "characters");
});

test("20,000 lines, one line of 100,000 characters, 2,000 keys", () => {
  const script = Array.from({ length: 20_000 }, (_, index) => `${" ".repeat(index % 7)}echo ${index} # x: y`).join(
    "\n",
  );
  const keys = Object.fromEntries(Array.from({ length: 2000 }, (_, index) => [`k${index}`, index]));
  assertRoundTrip({ env: keys, jobs: { a: { steps: [{ run: script }, { run: "x ".repeat(50_000) }] } } }, "large");
});

test("nulls, numbers, empty collections, a key called __proto__", () => {
  const own = JSON.parse('{"__proto__": {"a": 1}, "constructor": null, "toString": []}');
  assertRoundTrip({ on: { push: null }, env: own, list: [null, {}, [], 0.1, 1e21, -3, true, [[null]]] }, "odd values");
});

test("the same model prints the same bytes, whatever order GitHub's keys were written in", () => {
  const one = sealedWorkflow({ name: "x", on: "push", jobs: { a: { needs: "b", "runs-on": "u" } } });
  const other = sealedWorkflow({ jobs: { a: { "runs-on": "u", needs: "b" } }, on: "push", name: "x" });
  assert.is(printWorkflow(one, file), printWorkflow(other, file));
});

test.run();
