import { suite } from "uvu";
import * as assert from "uvu/assert";
import { type Files, lintFor, withSteps } from "./lint-codes.ts";

const test = suite("rules of actions: containers, artifacts, metadata");

const places = async (codes: readonly string[], files: Files) =>
  (await lintFor(codes, files)).map((line) => line.replace(/: .*/, ""));

test("images and credentials in every place and shape", async () => {
  const digest = `sha256:${"0".repeat(64)}`;
  const text = `on: push
jobs:
  a:
    runs-on: ubuntu-24.04
    container: node:latest
    services:
      one: { image: redis, credentials: { username: u, password: 12345 } }
      two: { image: "localhost:5000/x", credentials: { password: "\${{ secrets.P }}" } }
      three: { image: "x@${digest}", credentials: { username: u, password: "" } }
      four: { image: "\${{ matrix.image }}", credentials: "\${{ fromJSON('{}') }}" }
      five: null
      six: redis
      seven: { image: 5, credentials: { username: "\${{ vars.U }}", password: "p-\${{ secrets.P }}" } }
    steps:
      - uses: docker://alpine
      - uses: docker://alpine:3.20
  b: { runs-on: x, container: "\${{ inputs.c }}", services: "\${{ fromJSON(inputs.s) }}", steps: [{ run: x }] }
  c: { runs-on: x, container: { image: "node:24" }, steps: [{ run: x }] }
`;
  const codes = ["container-password-written", "container-credentials-half", "image-moving", "image-by-tag"];
  assert.equal(await places(codes, text), [
    "5:16 warning image-moving",
    "7:21 warning image-moving",
    "7:66 warning container-password-written",
    "8:21 warning image-moving",
    "8:41 warning container-credentials-half",
    "9:100 warning container-credentials-half",
    "12:12 warning image-moving",
    "15:15 warning image-moving",
    "16:15 warning image-by-tag",
    "18:40 warning image-by-tag",
  ]);
  const docker = (image: string) => ({
    "action.yml": `name: a\ndescription: a\nruns: { using: docker, image: "${image}" }\n`,
  });
  assert.equal(await places(codes, docker("docker://alpine")), ["action.yml:3:31 warning image-moving"]);
  assert.equal(await places(codes, docker("Dockerfile")), []);
});

const upload = (name: string) => `- uses: Actions/Upload-Artifact@v7\n  with:\n    NAME: ${name}`;
const download = (given: string) => `- uses: actions/download-artifact@v8\n  with: { ${given} }`;

test("characters in names of artifacts, as far as they are written", async () => {
  const invalid = (name: string) =>
    lintFor(
      ["artifact-name-invalid"],
      withSteps(`- uses: actions/upload-artifact@v7\n  with: { name: ${name}, path: a/b }`),
    );
  for (const name of ["a b", "a.b-c_d", "${{ github.ref }}", "x-${{ hashFiles('a/b') }}", "5", "null"]) {
    assert.equal(await invalid(name), [], name);
  }
  assert.equal(await invalid('"a\\nb"'), [
    '7:23 error artifact-name-invalid: The upload fails: the name of an artifact, "a\\nb", must not contain "\\n".',
  ]);
  assert.equal(await invalid('"${{ a }}:x"'), [
    '7:32 error artifact-name-invalid: The upload fails: the name of an artifact, "${{ a }}:x", must not contain ":".',
  ]);
});
test("a download of what nobody uploads, where that can be told", async () => {
  const codes = ["artifact-not-uploaded"];
  const of = (...steps: string[]) => lintFor(codes, withSteps(steps.join("\n")));
  assert.equal(await of(upload("dist"), download("name: dits")), [
    '10:23 warning artifact-not-uploaded: No job of this workflow uploads an artifact named "dits": the download fails.',
  ]);
  assert.is((await of(download("name: dist"))).length, 1);
  assert.is((await of(upload("logs-${{ matrix.os }}"), download("name: logs"))).length, 1);
  for (const steps of [
    [upload("dist"), download("name: DIST")],
    [upload("logs-${{ matrix.os }}"), download("name: logs-linux")],
    ["- uses: actions/upload-artifact@v7", download("name: artifact")],
    ["- uses: actions/upload-artifact/merge@v7", download("name: merged-artifacts")],
    ["- uses: actions/upload-pages-artifact@v4", download("name: github-pages")],
    [upload("[a]"), download("name: dist")],
    [download("name: dist, run-id: 1")],
    [download("name: dist, Github-Token: x")],
    [download("pattern: x")],
    [download("name: '${{ inputs.x }}'")],
    [download("name: ''")],
    ["- uses: ./act", download("name: dist")],
    ["- uses: o/r@v1", download("name: dist")],
    ["- uses: docker://x", download("name: dist")],
  ]) {
    assert.equal(await of(...steps), [], steps.join("\n"));
  }
  const text = withSteps(download("name: dist"));
  assert.equal(await lintFor(codes, text.replace("push", "workflow_call")), []);
  assert.equal(await lintFor(codes, `${text}  c: { uses: ./.github/workflows/x.yml }\n`), []);
});

const composite = (inputs: string, steps: string, outputs = "") => ({
  "action.yml": `name: a\ndescription: a\n${inputs}\n${outputs}\nruns:\n  using: Composite\n  steps:\n${steps}\n`,
});

test("inputs of a composite action that nothing reads", async () => {
  const codes = ["composite-input-unused", "composite-input-env"];
  const run = (text: string, more = "") => `    - { run: ${JSON.stringify(text)}, shell: bash${more} }`;
  const one = "inputs: { my-in: { description: x } }";
  const unused = ["action.yml:3:11 warning composite-input-unused"];
  assert.equal(await places(codes, composite(one, run("x"))), unused);
  assert.equal(await places(codes, composite("inputs: { my-in: null }", run("x"))), unused);
  for (const text of [
    "${{ Inputs.MY-IN }}",
    "${{ inputs['my-in'] }}",
    "${{ toJSON(inputs) }}",
    "${{ inputs[github.job] }}",
    "${{ inputs.* }}",
  ]) {
    assert.equal(await places(codes, composite(one, run(text))), [], text);
  }
  assert.equal(
    await places(codes, composite(one, run("x"), 'outputs: { o: { description: x, value: "${{ inputs.my-in }}" } }')),
    [],
  );
  assert.equal(await places(codes, composite("inputs: { my-in: { deprecationMessage: x } }", run("x"))), []);
  assert.equal(await places(codes, composite("inputs: [a]", run("x"))), []);
  const named = "inputs: { my in: { description: x } }";
  const env = (at: number) => [`action.yml:8:${at} warning composite-input-env`];
  assert.equal(await places(codes, composite(named, run("echo $INPUT_MY_IN"))), env(21));
  assert.equal(await places(codes, composite(named, run("echo $INPUT_MY_INNER"))), unused);
  assert.equal(await places(codes, composite(named, run("INPUT_MY_IN=1; echo $INPUT_MY_IN"))), unused);
  assert.equal(
    await places(
      codes,
      composite(named, run("echo $INPUT_MY_IN", ", env: { INPUT_MY_IN: \"${{ inputs['my in'] }}\" }")),
    ),
    [],
  );
  const node = { "action.yml": "name: a\ndescription: a\ninputs: { x: {} }\nruns: { using: node24, main: x }\n" };
  assert.equal(await places(codes, node), []);
});
test("keys of metadata without each other", async () => {
  const codes = ["input-required-with-default", "condition-without-script", "output-without-value"];
  const of = (runs: string, more = "") =>
    places(codes, { "action.yml": `name: a\ndescription: a\n${more}\nruns: ${runs}\n` });
  assert.equal(await of("{ using: node24, main: x, post-if: always(), pre-if: always(), pre: y }"), [
    "action.yml:4:33 warning condition-without-script",
  ]);
  assert.equal(await of("{ using: docker, image: x, post-if: always(), post-entrypoint: y, pre-if: always() }"), [
    "action.yml:4:73 warning condition-without-script",
  ]);
  const inputs =
    "inputs: { a: { required: true, default: x }, b: { required: true, default: '' }, c: { required: 'true', default: x }, d: null }";
  assert.equal(await of("{ using: node24, main: x }", inputs), ["action.yml:3:26 warning input-required-with-default"]);
  const outputs = "outputs: { a: { description: x }, b: { value: '' }, c: { value: x }, d: null, e: { value: 0 } }";
  assert.equal(await of("{ using: node24, main: x }", outputs), []);
  assert.equal(await of("{ using: composite, steps: [{ run: x, shell: bash }] }", outputs), [
    "action.yml:3:12 warning output-without-value",
    "action.yml:3:35 warning output-without-value",
  ]);
});
test.run();
