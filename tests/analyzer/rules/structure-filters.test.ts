import { suite } from "uvu";
import * as assert from "uvu/assert";
import { findings } from "./findings.ts";

const test = suite("rules of structure: filters, inputs and matrices");

test("`workflow_run` in every form without workflows", () => {
  assert.equal(
    findings({
      ci: `
on: { workflow_run: { types: [completed] } }
jobs: { a: { runs-on: x, steps: [{ run: y }] } }
`,
    }),
    [
      "ci on.workflow_run warning workflow-run-without-workflows: `workflow_run` names no workflow to wait for: no run starts it.",
    ],
  );
});
test("`workflow_run` as a text", () => {
  assert.equal(
    findings({
      ci: `
on: workflow_run
jobs: { a: { runs-on: x, steps: [{ run: y }] } }
`,
    }),
    ["ci on warning workflow-run-without-workflows: `workflow_run` names no workflow to wait for: no run starts it."],
  );
});
test("`workflow_run` in a list, and with an empty list", () => {
  assert.equal(
    findings({
      ci: `
on: [push, workflow_run]
jobs: { a: { runs-on: x, steps: [{ run: y }] } }
`,
    }),
    ["ci on.1 warning workflow-run-without-workflows: `workflow_run` names no workflow to wait for: no run starts it."],
  );
});
test("a schedule without times, in each form of `on`", () => {
  const said = (on: string) => findings({ ci: `on: ${on}\njobs: { a: { runs-on: x, steps: [{ run: y }] } }` });
  const at = (path: string) => [
    `ci ${path} warning schedule-without-cron: \`schedule\` has no \`cron\`: nothing says when it comes, and no run starts.`,
  ];
  assert.equal(said("schedule"), at("on"));
  assert.equal(said("[push, schedule]"), at("on.1"));
  assert.equal(said("{ schedule: }"), at("on.schedule"));
  assert.equal(said("{ schedule: [] }"), at("on.schedule"));
  assert.equal(said('{ schedule: [{ cron: "0 4 * * *" }] }'), []);
});
test("patterns that GitHub refuses", () => {
  assert.equal(
    findings({
      ci: `
on:
  push:
    branches: ["?a", "+a", "a**+", "a++", "[", "a[b", "[]", "[z-a]", "[a-]", "!", "!+a", "v[0-9]+.[0-9]?", "a\\\\++", "**", "!b", "release/[0-9.]*", "[!a]"]
    paths: ["c++/**", "[9-0]", "a?b"]
jobs: { a: { runs-on: x, steps: [{ run: y }] } }
`,
    }),
    [
      'ci on.push.branches.0 error pattern-refused: "?a" is no pattern of GitHub\'s, which refuses the workflow: `?` repeats the character before it, and there is none that can be repeated.',
      'ci on.push.branches.1 error pattern-refused: "+a" is no pattern of GitHub\'s, which refuses the workflow: `+` repeats the character before it, and there is none that can be repeated.',
      'ci on.push.branches.2 error pattern-refused: "a**+" is no pattern of GitHub\'s, which refuses the workflow: `+` repeats the character before it, and there is none that can be repeated.',
      'ci on.push.branches.3 error pattern-refused: "a++" is no pattern of GitHub\'s, which refuses the workflow: `+` repeats the character before it, and there is none that can be repeated.',
      'ci on.push.branches.4 error pattern-refused: "[" is no pattern of GitHub\'s, which refuses the workflow: the `[` has no `]`.',
      'ci on.push.branches.5 error pattern-refused: "a[b" is no pattern of GitHub\'s, which refuses the workflow: the `[` has no `]`.',
      'ci on.push.branches.6 error pattern-refused: "[]" is no pattern of GitHub\'s, which refuses the workflow: `[]` holds no character.',
      'ci on.push.branches.7 error pattern-refused: "[z-a]" is no pattern of GitHub\'s, which refuses the workflow: the range `z-a` goes backwards.',
      'ci on.push.branches.8 error pattern-refused: "[a-]" is no pattern of GitHub\'s, which refuses the workflow: the range at its end has no end.',
      'ci on.push.branches.9 error pattern-refused: "!" is no pattern of GitHub\'s, which refuses the workflow: nothing follows the `!`.',
      'ci on.push.branches.10 error pattern-refused: "!+a" is no pattern of GitHub\'s, which refuses the workflow: `+` repeats the character before it, and there is none that can be repeated.',
      'ci on.push.paths.0 error pattern-refused: "c++/**" is no pattern of GitHub\'s, which refuses the workflow: `+` repeats the character before it, and there is none that can be repeated.',
      'ci on.push.paths.1 error pattern-refused: "[9-0]" is no pattern of GitHub\'s, which refuses the workflow: the range `9-0` goes backwards.',
    ],
  );
});
test("patterns that can match nothing", () => {
  assert.equal(
    findings({
      ci: `
on:
  pull_request:
    branches: [refs/heads/main, /main, "a b", "a~1", "a^b", "a:b", "a..b", "a/", "a.", "[ ~]", main, "feature/**", 3, "\${{ x }}"]
    paths: [./a, ../a, /a, " a", "a ", "docs/", ".", "..", ".github/**", "a b/**"]
  push: { tags: refs/tags/v1, tags-ignore: [], branches: [$default-branch] }
jobs: { a: { runs-on: x, steps: [{ run: y }] } }
`,
    }),
    [
      "ci on.push.tags-ignore error filters-exclusive: GitHub refuses the event `push`: you may only define one of `tags` and `tags-ignore` for a single event.",
      'ci on.pull_request.branches.0 warning pattern-never-matches: The pattern "refs/heads/main" matches nothing: names are compared without `refs/heads/`.',
      'ci on.pull_request.branches.1 warning pattern-never-matches: The pattern "/main" matches nothing: no ref begins with `/`.',
      'ci on.pull_request.branches.2 warning pattern-never-matches: The pattern "a b" matches nothing: no ref contains a blank.',
      'ci on.pull_request.branches.3 warning pattern-never-matches: The pattern "a~1" matches nothing: no ref contains `~`.',
      'ci on.pull_request.branches.4 warning pattern-never-matches: The pattern "a^b" matches nothing: no ref contains `^`.',
      'ci on.pull_request.branches.5 warning pattern-never-matches: The pattern "a:b" matches nothing: no ref contains `:`.',
      'ci on.pull_request.branches.6 warning pattern-never-matches: The pattern "a..b" matches nothing: no ref contains `..`.',
      'ci on.pull_request.branches.7 warning pattern-never-matches: The pattern "a/" matches nothing: no ref ends with `/`.',
      'ci on.pull_request.branches.8 warning pattern-never-matches: The pattern "a." matches nothing: no ref ends with `.`.',
      'ci on.pull_request.paths.0 warning pattern-never-matches: The pattern "./a" matches nothing: paths begin at the repository\'s root, without `./`.',
      'ci on.pull_request.paths.1 warning pattern-never-matches: The pattern "../a" matches nothing: paths begin at the repository\'s root, without `../`.',
      'ci on.pull_request.paths.2 warning pattern-never-matches: The pattern "/a" matches nothing: paths begin at the repository\'s root, without `/`.',
      'ci on.pull_request.paths.3 warning pattern-never-matches: The pattern " a" matches nothing: a blank at an end of a pattern is part of the name.',
      'ci on.pull_request.paths.4 warning pattern-never-matches: The pattern "a " matches nothing: a blank at an end of a pattern is part of the name.',
      'ci on.pull_request.paths.5 warning pattern-never-matches: The pattern "docs/" matches nothing: files are compared, and none ends with `/`.',
      'ci on.pull_request.paths.6 warning pattern-never-matches: The pattern "." matches nothing: paths begin at the repository\'s root, without `.`.',
      'ci on.pull_request.paths.7 warning pattern-never-matches: The pattern ".." matches nothing: paths begin at the repository\'s root, without `..`.',
      'ci on.push.tags warning pattern-never-matches: The pattern "refs/tags/v1" matches nothing: names are compared without `refs/tags/`.',
    ],
  );
});
test("braces are no alternatives, one alone is a character", () => {
  assert.equal(
    findings({
      ci: `
on: { push: { paths: ["**.{js,ts}", "a{b}c", "\\\\{a,b\\\\}"], branches: ["{a,b}"] } }
jobs: { a: { runs-on: x, steps: [{ run: y }] } }
`,
    }),
    [
      'ci on.push.branches.0 warning pattern-braces: GitHub\'s patterns know no alternatives: `{a,b}` in "{a,b}" matches only these very characters.',
      'ci on.push.paths.0 warning pattern-braces: GitHub\'s patterns know no alternatives: `{js,ts}` in "**.{js,ts}" matches only these very characters.',
    ],
  );
});
test("paths beside tags alone", () => {
  assert.equal(
    findings({
      ci: `
on: { push: { tags-ignore: [a], paths-ignore: [b] } }
jobs: { a: { runs-on: x, steps: [{ run: y }] } }
`,
    }),
    [
      "ci on.push.paths-ignore warning paths-unused: With `tags-ignore` alone, only tags start the workflow, and `paths-ignore` is not looked at for tags.",
    ],
  );
});
test("paths beside tags and branches, and beside neither", () => {
  assert.equal(
    findings({
      ci: `
on: { push: { tags: [a], branches-ignore: [c], paths: [b] }, pull_request: { paths: [b] } }
jobs: { a: { runs-on: x, steps: [{ run: y }] } }
`,
    }),
    [],
  );
});
test("defaults of inputs: what GitHub takes for a number is none of them", () => {
  assert.equal(
    findings({
      ci: `
on:
  workflow_dispatch:
    inputs:
      a: { type: boolean, default: "True" }
      b: { type: boolean, default: 1 }
      c: { TYPE: number, Default: abc }
      d: { type: number, default: "3" }
      e: { type: number, default: true }
      f: { type: boolean, default: }
      g: { default: true }
      h: { type: boolean, default: "\${{ x }}" }
      i: { type: number, default: "" }
      j:
      k: text
  workflow_call:
    inputs:
      a: { type: boolean, default: "no" }
      b: { type: string, default: 3, required: true }
      c: { type: string, required: true }
      d: { type: string, required: false, default: x }
jobs: { a: { runs-on: x, steps: [{ run: y }] } }
`,
    }),
    [
      'ci on.workflow_dispatch.inputs.b.default error input-default-type: The input "b" is a boolean, and its default is 1: GitHub refuses it.',
      'ci on.workflow_dispatch.inputs.c.Default warning input-default-unfit: The input "c" is a number, and its default "abc" is none.',
      'ci on.workflow_dispatch.inputs.e.default warning input-default-unfit: The input "e" is a number, and its default true is none.',
      'ci on.workflow_dispatch.inputs.i.default warning input-default-unfit: The input "i" is a number, and its default "" is none.',
      'ci on.workflow_call.inputs.a.default error input-default-type: The input "a" is a boolean, and its default is "no": GitHub refuses it.',
      'ci on.workflow_call.inputs.b.default warning input-default-unused: The input "b" is required, so that every caller gives it: its default is never used.',
    ],
  );
});
test("options of choices", () => {
  assert.equal(
    findings({
      ci: `
on:
  workflow_dispatch:
    inputs:
      a: { type: choice, options: [a, b, a, 1, "1"], default: c }
      b: { type: choice, options: [1, 2], default: 2 }
      c: { type: choice, options: [info, warning], default: waring }
      d: { type: choice, default: x }
      e: { type: choice, options: [], default: x }
      f: { type: string, options: [a, a] }
jobs: { a: { runs-on: x, steps: [{ run: y }] } }
`,
    }),
    [
      'ci on.workflow_dispatch.inputs.a.options.2 warning input-option-repeated: The input "a" has the option "a" twice.',
      'ci on.workflow_dispatch.inputs.a.options.4 warning input-option-repeated: The input "a" has the option "1" twice.',
      'ci on.workflow_dispatch.inputs.a.default warning input-default-option: The default "c" of the input "a" is none of its options.',
      'ci on.workflow_dispatch.inputs.c.default warning input-default-option: The default "waring" of the input "c" is none of its options.',
    ],
  );
});
test("a matrix without axes", () => {
  assert.equal(
    findings({
      ci: `
on: push
jobs:
  a: { strategy: { matrix: { include: [] } }, runs-on: x, steps: [{ run: y }] }
  b: { strategy: { matrix: { include: "\${{ fromJSON(x) }}" } }, runs-on: x, steps: [{ run: y }] }
  c: { strategy: { matrix: { exclude: [{ a: 1 }] } }, runs-on: x, steps: [{ run: y }] }
  d: { strategy: { matrix: "\${{ fromJSON(x) }}" }, runs-on: x, steps: [{ run: y }] }
  e: { strategy: { matrix: [1] }, runs-on: x, steps: [{ run: y }] }
  f: { strategy: text, runs-on: x, steps: [{ run: y }] }
`,
    }),
    [
      "ci jobs.a.strategy.matrix error matrix-without-axes: The matrix has neither an axis nor an entry of `include`: GitHub refuses it.",
      "ci jobs.c.strategy.matrix error matrix-without-axes: The matrix has neither an axis nor an entry of `include`: GitHub refuses it.",
      'ci jobs.c.strategy.matrix.exclude.0.a error matrix-exclude-axis: `exclude` names "a", which is no axis of the matrix: GitHub refuses it.',
    ],
  );
});
test("values and legs that stand twice", () => {
  assert.equal(
    findings({
      ci: `
on: push
jobs:
  a: { strategy: { matrix: { a: [1, "1", 1, x, X, "\${{ y }}", "\${{ y }}"], b: [], c: [{ d: 1, e: [2] }, { e: [2], d: 1 }] } }, runs-on: x, steps: [{ run: y }] }
  b: { strategy: { matrix: { include: [{ a: 1 }, { a: 2 }, { a: 1 }] } }, runs-on: x, steps: [{ run: y }] }
  c: { strategy: { matrix: { a: [1], include: [{ b: 1 }, { b: 1 }] } }, runs-on: x, steps: [{ run: y }] }
`,
    }),
    [
      'ci jobs.a.strategy.matrix.a.2 warning matrix-value-repeated: The axis "a" of the matrix has the value 1 twice: each leg with it runs twice.',
      'ci jobs.a.strategy.matrix.b error matrix-axis-empty: The axis "b" of the matrix has no values: GitHub refuses it.',
      'ci jobs.a.strategy.matrix.c.1 warning matrix-value-repeated: The axis "c" of the matrix has the value {"d":1,"e":[2]} twice: each leg with it runs twice.',
      'ci jobs.b.strategy.matrix.include.2 warning matrix-value-repeated: Two entries of `include` are the same leg, {"a":1}: it runs twice.',
    ],
  );
});
test("what is excluded and is not there", () => {
  assert.equal(
    findings({
      ci: `
on: push
jobs:
  a:
    strategy:
      matrix:
        os: [linux, windows, { name: mac }]
        node: [20, 22]
        include: [{ extra: 1 }]
        exclude:
          - { OS: Linux, node: "20" }
          - { os: linus }
          - { extra: 1 }
          - { os: { name: mac }, node: 18 }
          - { os: { name: other } }
          - text
    runs-on: x
    steps: [{ run: y }]
`,
    }),
    [
      'ci jobs.a.strategy.matrix.exclude.1.os warning matrix-exclude-value: The axis "os" of the matrix never has the value "linus": the entry of `exclude` excludes nothing.',
      'ci jobs.a.strategy.matrix.exclude.2.extra error matrix-exclude-axis: `exclude` names "extra", which is no axis of the matrix: GitHub refuses it.',
      'ci jobs.a.strategy.matrix.exclude.3.node warning matrix-exclude-value: The axis "node" of the matrix never has the value 18: the entry of `exclude` excludes nothing.',
      'ci jobs.a.strategy.matrix.exclude.4.os warning matrix-exclude-value: The axis "os" of the matrix never has the value {"name":"other"}: the entry of `exclude` excludes nothing.',
    ],
  );
});
test("an axis that is computed is left alone", () => {
  assert.equal(
    findings({
      ci: `
on: push
jobs:
  a: { strategy: { matrix: { a: "\${{ fromJSON(x) }}", b: ["\${{ x }}", c], exclude: [{ a: 1 }, { b: d }, { "\${{ x }}": 1 }] } }, runs-on: x, steps: [{ run: y }] }
  b: { strategy: { matrix: { "\${{ x }}": 1, exclude: [{ a: 1 }] } }, runs-on: x, steps: [{ run: y }] }
  c: { strategy: { matrix: { include: [{ a: 1 }], exclude: [{ a: 1 }] } }, runs-on: x, steps: [{ run: y }] }
`,
    }),
    [
      'ci jobs.c.strategy.matrix.exclude.0.a error matrix-exclude-axis: `exclude` names "a", which is no axis of the matrix: GitHub refuses it.',
    ],
  );
});
test("no legs are left, and too many", () => {
  assert.equal(
    findings({
      ci: `
on: push
jobs:
  a: { strategy: { matrix: { a: [1, 2], exclude: [{ a: 1 }, { a: 2 }] } }, runs-on: x, steps: [{ run: y }] }
  b: { strategy: { matrix: { a: [1, 2], exclude: [{ a: 1 }, { a: 2 }], include: [{ a: 3 }] } }, runs-on: x, steps: [{ run: y }] }
  c: { strategy: { matrix: { a: [1, 2, 3, 4, 5, 6, 7, 8], b: [1, 2, 3, 4, 5, 6, 7, 8], c: [1, 2, 3, 4], include: [{ a: 9 }] } }, runs-on: x, steps: [{ run: y }] }
  d: { strategy: { matrix: { a: [1, 2, 3, 4, 5, 6, 7, 8], b: [1, 2, 3, 4, 5, 6, 7, 8], c: [1, 2, 3, 4], include: [{ d: 9 }] } }, runs-on: x, steps: [{ run: y }] }
`,
    }),
    [
      "ci jobs.a.strategy.matrix.exclude warning matrix-without-legs: `exclude` takes every combination of the matrix: no leg is left, and the job never runs.",
      "ci jobs.c.strategy.matrix error matrix-too-large: The matrix has 257 legs, and GitHub runs at most 256 of one.",
    ],
  );
});
test("what is included by a value with its letters out of order", () => {
  assert.equal(
    findings({
      ci: `
on: push
jobs:
  a:
    strategy:
      matrix:
        os: [ubuntu-latest, windows-latest]
        node: [lts/iron]
        include:
          - { os: ubunut-latest, fast: true }
          - { os: ubunut-latest }
          - { os: ubuntu-24.04, fast: true }
          - { OS: Windows-Latest, fast: true }
          - { node: lts/irno, fast: true }
    runs-on: x
    steps: [{ run: y }]
`,
    }),
    [
      'ci jobs.a.strategy.matrix.include.0.os warning matrix-include-misspelled: The axis "os" of the matrix never has the value "ubunut-latest": the entry of `include` adds to no leg, and becomes one of its own.',
      'ci jobs.a.strategy.matrix.include.4.node warning matrix-include-misspelled: The axis "node" of the matrix never has the value "lts/irno": the entry of `include` adds to no leg, and becomes one of its own.',
    ],
  );
});
test.run();
