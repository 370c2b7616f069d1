import { readSettings } from "@yardmaster/compiler/lint";
import { suite } from "uvu";
import * as assert from "uvu/assert";

const test = suite("what actionlint was told of settings");

function read(text: string, name = ".github/actionlint.yaml") {
  return readSettings((path) => (path === name ? text : undefined));
}

test("is known here as well", () => {
  const text = `self-hosted-runner: {labels: [gpu-*, 24, builder]}
config-variables: []
config-secrets: [DEPLOY_KEY]
paths: {"**": {ignore: [x]}}
`;
  assert.equal(read(text), { runnerLabels: ["gpu-*", "builder"], variables: [], secrets: ["DEPLOY_KEY"] });
  assert.equal(read("config-variables: [A]", ".github/actionlint.yml"), { variables: ["A"] });
});
test("is nothing where nobody has said it", () => {
  const texts = ["", "null", "[]", "a: [", "self-hosted-runner:\nconfig-variables: null\nconfig-secrets: x"];
  for (const text of texts) assert.equal(read(text), {}, text);
  assert.equal(
    readSettings(() => undefined),
    {},
  );
});
test.run();
