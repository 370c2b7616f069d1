import { readFileSync } from "node:fs";
import { type ActionsLock, parseActionsLock, printActionsLock } from "@yardmaster/core";
import { suite } from "uvu";
import * as assert from "uvu/assert";

const entry = {
  version: "v1.2.3",
  sha: "a".repeat(40),
  server: "https://ghes.example",
  digest: `sha256:${"0".repeat(64)}`,
  kind: "workflow",
  using: "workflow_call",
  description: "Builds.",
  inputs: {
    a: { required: true, default: 1, type: "string", values: ["x", "y"], description: "d", deprecated: "Use b." },
    b: { required: false },
  },
  secrets: { token: { required: true, description: "d" } },
  outputs: ["image", "size"],
  outputDescriptions: { image: "d" },
} as const;
const key = "o/r/.github/workflows/build.yml";
const lock: ActionsLock = { version: 1, actions: { [key]: entry } };

const test = suite("the lock's text");

test("is stable: sorted names, one order of fields, short lists on one line", () => {
  const { inputs, ...rest } = entry;
  const shuffled = {
    version: 1 as const,
    actions: { [key]: { ...rest, outputs: ["size", "image"], inputs: { b: inputs.b, a: inputs.a } } },
  };
  const text = `{
  "version": 1,
  "actions": {
    "o/r/.github/workflows/build.yml": {
      "version": "v1.2.3",
      "sha": "${"a".repeat(40)}",
      "server": "https://ghes.example",
      "digest": "sha256:${"0".repeat(64)}",
      "kind": "workflow",
      "using": "workflow_call",
      "description": "Builds.",
      "inputs": {
        "a": {
          "required": true,
          "default": 1,
          "type": "string",
          "values": ["x", "y"],
          "description": "d",
          "deprecated": "Use b."
        },
        "b": {
          "required": false
        }
      },
      "secrets": {
        "token": {
          "required": true,
          "description": "d"
        }
      },
      "outputs": ["image", "size"],
      "outputDescriptions": {
        "image": "d"
      }
    }
  }
}
`;
  assert.is(printActionsLock(shuffled), text);
  assert.equal(parseActionsLock(text, "l"), { ok: true, value: lock });
});
test("of this repository is what printing it makes, entries without a digest included", () => {
  const text = readFileSync("workflows-src/actions.lock.json", "utf8");
  const parsed = parseActionsLock(text, "l");
  assert.is(parsed.ok && printActionsLock(parsed.value), text);
});
test("keeps fields that this version does not know, and long lists on lines of their own", () => {
  const outputs = Array.from({ length: 20 }, (_, index) => `output-${index + 10}`);
  const given = { version: 1, actions: { "o/r": { ...entry, kind: undefined, outputs, later: { b: [1] } } } };
  const text = printActionsLock(given as never);
  assert.match(text, '"outputs": [\n        "output-10",\n        "output-11",\n');
  assert.match(text, '"later": {\n        "b": [1]\n      }\n');
  assert.not.match(text, '"kind"');
});
for (const [field, value, problem] of [
  ["kind", "action", '`kind` of "o/r" is "action", which is only ever "workflow"'],
  [
    "server",
    "http://ghes.example",
    'the server "http://ghes.example" of "o/r" is not an address such as https://ghes.example',
  ],
  [
    "server",
    "https://ghes.example/",
    'the server "https://ghes.example/" of "o/r" is not an address such as https://ghes.example',
  ],
  [
    "server",
    "https://u:p@ghes.example",
    'the server "https://u:p@ghes.example" of "o/r" is not an address such as https://ghes.example',
  ],
  ["server", 1, 'the server 1 of "o/r" is not an address such as https://ghes.example'],
  ["digest", "sha256:0", '`digest` of "o/r" is not sha256: and 64 hex digits'],
  ["description", 1, '`description` of "o/r" is not a text'],
  ["outputDescriptions", { a: 1 }, '`outputDescriptions` of "o/r" is not an object of texts'],
  ["outputDescriptions", ["a"], '`outputDescriptions` of "o/r" is not an object of texts'],
  ["secrets", [], '`secrets` of "o/r" is not an object'],
  ["secrets", { a: {} }, 'the secret "a" of "o/r" is not {required, description?}'],
  ["secrets", { a: { required: true, description: 1 } }, 'the secret "a" of "o/r" is not {required, description?}'],
  ["inputs", { a: { required: true, description: 1 } }, 'of the input "a" of "o/r", `description` is not a text'],
  ["inputs", { a: { required: true, deprecated: true } }, 'of the input "a" of "o/r", `deprecated` is not a text'],
  [
    "inputs",
    { a: { required: true, type: "choice" } },
    'of the input "a" of "o/r", `type` is "choice", not string, boolean or number',
  ],
  ["inputs", { a: { required: true, values: "x" } }, 'of the input "a" of "o/r", `values` is not a list of texts'],
] as const) {
  test(`is refused with ${field} ${JSON.stringify(value)}`, () => {
    const text = JSON.stringify({ version: 1, actions: { "o/r": { ...entry, [field]: value } } });
    const result = parseActionsLock(text, "l.json");
    assert.is(result.ok ? "accepted" : result.error.message, `l.json is no lock of actions: ${problem}.`);
  });
}
test("takes a server of this machine over http, and tags with a slash", () => {
  const local = { ...entry, server: "http://127.0.0.1:8080", version: "setup/v1.0.0" };
  assert.ok(parseActionsLock(JSON.stringify({ version: 1, actions: { "o/r": local } }), "l").ok);
});
test.run();
