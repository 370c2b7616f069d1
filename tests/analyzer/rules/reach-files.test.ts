import { checkModel } from "@yardmaster/analyzer";
import { nothingKnown, type WorkflowModel } from "@yardmaster/core";
import { readYaml } from "@yardmaster/yaml-io";
import { suite } from "uvu";
import * as assert from "uvu/assert";

const codes = [
  "path-pattern-nothing",
  "path-pattern-idle",
  "hash-files-nothing",
  "step-file-missing",
  "working-directory-missing",
];
const repository = ["front-end/a.ts", "front-end/package.json", "link", "scripts/build.sh", "yarn.lock"];

function said(text: string, files: readonly string[] | "unknown" = repository): readonly string[] {
  const model = readYaml(text).model as WorkflowModel;
  const facts = { ...nothingKnown, workflows: new Map(), files: () => (files === "unknown" ? undefined : files) };
  return checkModel({ file: ".github/workflows/ci.yml", model }, facts)
    .filter(({ code }) => codes.includes(code))
    .map(({ code, place, hint }) => `${place && "path" in place ? place.path.join(".") : ""} ${code}: ${hint}`);
}

const filters = suite("path-pattern-nothing, path-pattern-idle");
const of = (settings: string, files?: readonly string[]): readonly string[] =>
  said(`on: {push: ${settings}}\njobs: {a: {runs-on: x, steps: [{run: y}]}}`, files);
const anyHint =
  "Correct the pattern, or drop it. Patterns match whole paths from the root, and a folder alone matches nothing in it.";
filters("says which of the patterns, and what is near", () => {
  assert.equal(of("{paths: ['**/*.ts', front-end, b.ts, 'x/**', scripts/biuld.sh]}"), [
    "on.push.paths.1 path-pattern-nothing: Did you mean `front-end/**`?",
    `on.push.paths.2 path-pattern-nothing: ${anyHint}`,
    `on.push.paths.3 path-pattern-nothing: ${anyHint}`,
    "on.push.paths.4 path-pattern-nothing: Did you mean `scripts/build.sh`?",
  ]);
  assert.equal(of("{paths: build.sh}"), ["on.push.paths path-pattern-nothing: Did you mean `scripts/build.sh`?"]);
});
filters("takes what leaves files out for less", () => {
  assert.equal(of("{paths: ['**', '!docs/**'], paths-ignore: [a, 5]}"), [
    "on.push.paths.1 path-pattern-idle: Correct the pattern, or drop it.",
    "on.push.paths-ignore.0 path-pattern-idle: Correct the pattern, or drop it.",
  ]);
});
filters("says nothing where the files are not known, or it is no pattern", () => {
  assert.equal(of("{paths: [x]}", []), []);
  assert.equal(said("on: {push: {paths: [x]}}\njobs: {}", "unknown"), []);
  assert.equal(of("{paths: ['[a', '+']}"), []);
  assert.equal(of("{paths: {a: b}}"), []);
});
filters.run();

const checkout = "{uses: actions/checkout@v4}";
const job = (steps: string, more = "") =>
  said(`on: push\njobs: {a: {runs-on: ubuntu-24.04, ${more} steps: [${steps}]}}`);

const hashes = suite("hash-files-nothing");
const key = (call: string) => `{uses: x/y@v1, with: {key: "k-\${{ ${call} }}"}}`;
for (const [steps, expected] of [
  [`${checkout}, ${key("hashFiles('**/Gemfile.lock')")}`, 1],
  [`${checkout}, ${key("hashFiles('a.lock', 'b.lock')")}`, 1],
  [`${checkout}, ${key("hashFiles('**/yarn.lock')")}`, 0],
  [`${checkout}, ${key("hashFiles('a.lock', 'yarn.lock')")}`, 0],
  [`${checkout}, ${key("hashFiles('front-end')")}`, 0],
  [`${checkout}, ${key("hashFiles(matrix.lock)")}`, 0],
  [`${checkout}, ${key("hashFiles('../x.lock')")}`, 0],
  [`${checkout}, ${key("hashFiles('**/*')")}`, 0],
  [`${checkout}, {run: "date > day.txt"}, ${key("hashFiles('day.txt')")}`, 0],
  [key("hashFiles('**/Gemfile.lock')"), 0],
  [`{uses: actions/checkout@v4, with: {path: x}}, ${key("hashFiles('a.lock')")}`, 0],
  [`{uses: actions/checkout@v4, with: {repository: o/r}}, ${key("hashFiles('a.lock')")}`, 0],
  [`${checkout}, {uses: actions/download-artifact@v4}, ${key("hashFiles('a.lock')")}`, 0],
  [`${checkout}, {uses: actions/upload-artifact@v4}, ${key("hashFiles('a.lock')")}`, 1],
] as const) {
  hashes(steps, () => assert.is(job(steps).filter((line) => line.includes("hash-files")).length, expected));
}
hashes.run();

const missing = suite("step-file-missing, working-directory-missing");
const paths = (steps: string, more = "") => job(steps, more).map((line) => line.split(":")[0]);
missing("of scripts that are run, however", () => {
  for (const [script, isMissing] of [
    ["./build.sh", true],
    ["./scripts/build.sh", false],
    ["scripts/none.sh", false],
    ["bash scripts/none.sh", true],
    ["bash -e scripts/none.sh", false],
    ["python tools/x.py a", true],
    ["source ./env.sh", true],
    ["node -e x", false],
    ["./$NAME.sh", false],
    ["./link/inner.sh", false],
    ["./gradlew build", true],
    ["echo a && ./none", true],
    ["make x && ./none", false],
    ["echo a > none; ./none", false],
    ["cd front-end; ./none", false],
    ["(./none)", true],
    ["./../x", false],
    ["./${{ matrix.x }}", false],
  ] as const) {
    const found = paths(`${checkout}, {run: ${JSON.stringify(script)}}`);
    assert.equal(found, isMissing ? ["jobs.a.steps.1.run step-file-missing"] : [], script);
  }
});
missing("of folders, by the step's own key", () => {
  assert.equal(job(`${checkout}, {run: x, working-directory: frontend}`), [
    "jobs.a.steps.1.working-directory working-directory-missing: Correct the path.",
  ]);
  assert.equal(paths(`${checkout}, {run: ./a.sh, working-directory: front-end}`), [
    "jobs.a.steps.1.run step-file-missing",
  ]);
  assert.equal(
    paths(`${checkout}, {run: ./x, working-directory: scripts/}`, "defaults: {run: {working-directory: none}},"),
    ["jobs.a.steps.1.run step-file-missing"],
  );
  for (const folder of ['"${{ matrix.x }}"', "front-end", "./front-end/", "/tmp", "5", ".", "link/x"]) {
    assert.equal(paths(`${checkout}, {run: x, working-directory: ${folder}}`), [], folder);
  }
  assert.equal(paths(`${checkout}, {run: ./x}`, "defaults: {run: {working-directory: none}},"), []);
});
missing("of files that actions read", () => {
  const setup = (inputs: string) => paths(`${checkout}, {uses: actions/setup-node@v4, with: {${inputs}}}`);
  assert.equal(setup("node-version-file: .nvmrc"), ["jobs.a.steps.1.with.node-version-file step-file-missing"]);
  assert.equal(setup('cache-dependency-path: "**/pnpm-lock.yaml"'), [
    "jobs.a.steps.1.with.cache-dependency-path step-file-missing",
  ]);
  assert.equal(setup('cache-dependency-path: "yarn.lock\\nb.lock"'), [
    "jobs.a.steps.1.with.cache-dependency-path step-file-missing",
  ]);
  for (const inputs of [
    "node-version-file: front-end/package.json",
    'cache-dependency-path: "**/yarn.lock"',
    'node-version-file: "${{ matrix.f }}"',
    "node-version-file: 5",
    "other: .nvmrc",
  ]) {
    assert.equal(setup(inputs), [], inputs);
  }
});
missing("only after a plain checkout, and before anything that may make it", () => {
  const run = "{run: ./none}";
  const quiet = `{run: 'echo "a=1" >> $GITHUB_OUTPUT; ls 2>&1'}`;
  for (const [steps, count] of [
    [run, 0],
    [`${checkout}, ${run}`, 1],
    [`${checkout}, ${quiet}, {uses: actions/setup-go@v5}, ${run}`, 1],
    [`${checkout}, {run: npm ci}, ${run}`, 0],
    [`${checkout}, {run: mkdir none}, ${run}`, 0],
    [`${checkout}, {run: echo 1, shell: pwsh}, ${run}`, 0],
    [`${checkout}, {uses: o/r@v1}, ${run}`, 0],
    [`${checkout}, {uses: ./x}, ${run}`, 0],
    [`{uses: actions/checkout@v4, if: x}, ${run}`, 0],
    [`{uses: actions/checkout@v4, with: {ref: x}}, ${run}`, 0],
    [`{uses: actions/checkout@v4, with: {submodules: true}}, ${run}`, 0],
    [`{uses: actions/checkout@v4, with: {submodules: false, fetch-depth: 0}}, ${run}`, 1],
    [`${checkout}, 5, ${run}`, 1],
  ] as const) {
    assert.is(paths(steps).length, count, steps);
  }
});
missing.run();
