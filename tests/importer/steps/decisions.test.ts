import { suite } from "uvu";
import * as assert from "uvu/assert";
import { pathKey } from "../../../packages/importer/src/writing/decisions.ts";
import { provedModule } from "./proved-module.ts";

const test = suite("steps that a judge objected to");

const text = `on: push
jobs:
  a:
    runs-on: ubuntu-24.04
    steps:
      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1
      - name: Build
        run: |
          make
          make test
          make check
          make install
  b:
    runs-on: ubuntu-24.04
    steps:
      - name: Build
        run: |
          make
          make test
          make check
          make install
`;

const script = "sh`\n        make\n        make test\n        make check\n        make install\n      `";
const build = (source: string) => `run(\n      { name: "Build" },\n      ${source},\n    )`;

async function writtenOut(...at: readonly (string | number)[]): Promise<readonly string[]> {
  const module = await provedModule(text, { decisions: { plain: new Set([pathKey(at)]) } });
  return [...module.matchAll(/ steps: ([\s\S]*?)(?:,\n\}\);| \}\);)$/gm)].map(([, list = ""]) => list);
}

test("a step is written out where a function, or its binding, would not do", async () => {
  const checkout = 'use("actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1")';
  assert.equal(await writtenOut("jobs", "a", "steps", 0), [`[${checkout}, build()]`, "[build()]"]);
  assert.equal(await writtenOut("jobs", "b", "steps", 0), [
    `[\n    checkout(),\n    ${build(script)},\n  ]`,
    `[\n    ${build(script)},\n  ]`,
  ]);
});

test("what a judge says of an action stands behind its text", async () => {
  const module = await provedModule(text.replace(/actions\/checkout@\S+ # v7.0.1/, "./tools"), {
    decisions: { raw: new Map([[pathKey(["jobs", "a", "steps", 0, "uses"]), "It is not there."]]) },
  });
  assert.match(module, 'use(raw("./tools", "It is not there."))');
});

test("what is said of one step of a function is done in all that it stands for", async () => {
  const module = await provedModule(text, {
    decisions: { plain: new Set([pathKey(["jobs", "b", "steps", 0, "run"])]) },
  });
  assert.match(module, `const build = () =>\n  ${build(script.replace("sh`", "verbatim`")).replace(/^ {2}/gm, "")};`);
  const raw = await provedModule(text, {
    decisions: { raw: new Map([[pathKey(["jobs", "a", "steps", 1, "run"]), "As it is."]]) },
  });
  assert.is(raw.match(/raw\(/g)?.length, 1);
  assert.is(raw.match(/build\(\)/g)?.length, 2);
});

test.run();
