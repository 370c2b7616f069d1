/** What real files contain that tools trip over, each as a file that is proved, with what its module says of it. */
export const oddShapes: Readonly<Record<string, readonly [text: string, ...says: string[]]>> = {
  "a byte order mark": [`\ufeff${workflow("name: x")}`, 'name: "x"'],
  "line ends of Windows": [
    `# a\r\n${workflow("steps:\n  - run: |\n      a\n      b # c\n").replaceAll("\n", "\r\n")}`,
    "sh`",
  ],
  "the key on in quotes": [workflow("name: x").replace("on:", '"on":'), 'name: "x"'],
  "a document that starts with ---": [`--- # behind\n# before\n${workflow("name: x")}`, "behind", "before"],
  "no newline at the end": [workflow("name: x").trimEnd(), 'name: "x"'],
  "booleans of odd case": [workflow("continue-on-error: True\nenv: { A: False, B: TRUE }"), "A: false, B: true"],
  "words of YAML 1.1": [
    workflow("env: { A: yes, B: no, C: on, D: off, E: 2_17, F: 21:21, G: 2024-01-02, H: ~ }"),
    'A: "yes"',
    'F: "21:21"',
  ],
  "numbers whose text matters": [
    workflow("steps:\n  - uses: a/b@v1\n    with: { a: 3.10, b: '3.10', c: 0.40, d: 13.0, e: 0x1F, f: 1e3, g: 0o17 }"),
    'b: "3.10"',
  ],
  "look-alikes in quotes": [
    workflow("env: { A: 'true', B: \"1\", C: '1.50', D: 'null', E: '' }"),
    'A: "true"',
    'C: "1.50"',
    'E: ""',
  ],
  "explicit tags": [workflow('env: { A: !!str 3.10, B: !!str true, C: !!int "7" }'), 'A: "3.10"', "C: 7"],
  "anchors on lists, items, steps, maps and blocks": [
    `on:
  push: { paths: &paths [a, b] }
  pull_request: { paths: *paths }
jobs:
  a:
    runs-on: ubuntu-24.04
    steps: &steps
      - &checkout # above all
        uses: actions/checkout@v4
        with: &with { fetch-depth: 0 }
      - uses: other/checkout@v4
        with: *with
      - run: &script |
          one
          two
  b:
    runs-on: ubuntu-24.04
    steps: *steps
  c:
    runs-on: ubuntu-24.04
    steps:
      - *checkout
      - run: *script
`,
    "jobs: [a, b, c]",
  ],
  "null bodies": [
    "on:\n  workflow_dispatch:\n    inputs:\n      x:\n  push:\njobs:\n  a:\n    runs-on: x\n    env:\n    steps:\n      - run: a\n        env:\n",
    "x: text()",
  ],
  "scalars where a list is usual": [
    "on:\n  push: { branches: main }\n  release: { types: published }\njobs:\n  b: { runs-on: x, steps: [run: a] }\n  a: { runs-on: x, needs: b, steps: [run: a] }\n",
    "needs: [b]",
  ],
  "labels as a list and a group": [
    "on: push\njobs:\n  a: { runs-on: [self-hosted, linux], steps: [run: a] }\n  b: { runs-on: { group: g, labels: l }, steps: [run: a] }\n",
    '"runs-on": ["self-hosted", "linux"]',
    'group: "g"',
  ],
  "expressions in place of maps and lists": [
    workflow(
      [
        'strategy: { matrix: { a: "${{ fromJSON(vars.A) }}", include: "${{ fromJSON(vars.B) }}" }, fail-fast: "${{ vars.C == \'x\' }}" }',
        "container: ${{ fromJSON(vars.D) }}",
        "environment: ${{ vars.E }}",
        "timeout-minutes: ${{ fromJSON(vars.F) }}",
        "concurrency: { group: a, cancel-in-progress: \"${{ github.ref != 'x' }}\" }",
        "steps:\n  - run: ./x\n    timeout-minutes: ${{ fromJSON(vars.G) }}",
      ].join("\n"),
    ),
    "environment: vars.E",
  ],
  "ids that are no identifiers, or reserved": [
    "on: push\njobs:\n  package: { runs-on: x, steps: [run: a] }\n  build-and-test: { needs: package, runs-on: x, steps: [run: a] }\n  _x: { needs: [build-and-test], runs-on: x, steps: [run: a] }\n",
    'job("package"',
    'job("build-and-test"',
  ],
  "permissions of every form": [
    `permissions: read-all\n${workflow("permissions: {}")}  b: { runs-on: x, permissions: write-all, steps: [run: a] }\n`,
    'permissions: "read-all"',
    "permissions: {}",
  ],
  "conditions bare, wrapped and in blocks": [
    workflow(
      "if: github.ref == 'a'\nsteps:\n  - if: ${{ github.ref == 'b' }}\n    run: a\n  - if: |\n      github.ref == 'c' &&\n      always()\n    run: a\n  - if: >-\n      !cancelled()\n    run: a",
    ),
    'if: eq(github.ref, "b")',
    "not(cancelled())",
  ],
  "a condition that is partly wrapped": [
    workflow("steps:\n  - if: ${{ github.ref == 'a' }} && true\n    run: a"),
    "raw(",
  ],
  "no-break spaces, emoji and long lines": [
    workflow(`name: "\u00a0a \u{1f680}"\nsteps:\n  - run: echo ${"x".repeat(7326)}`),
    "\u{1f680}",
  ],
  "new syntax": [
    workflow(
      "environment: { name: a, deployment: false }\nsteps:\n  - id: s\n    run: a\n    background: true\n  - wait: s\n  - parallel:\n      - run: b\n      - run: c\n  - wait-all:",
    ),
    "background(",
    "parallel(",
  ],
  "scripts with expressions": [
    workflow(
      'steps:\n  - run: echo ${{ github.event.issue.title }} ${{ inputs.x }}\n  - run: |\n      echo "${{ github.sha }}"\n',
    ),
    "unsafeScript`",
  ],
  "comments in every place": [
    `# start

# before the name
name: x # the name
on: # the events
  # above push
  push: # push
    branches: # patterns
      # first
      - main # main
      # last branch
# between
permissions: {} # none
jobs:
  # above a
  a: # a
    # above runs-on
    runs-on: # where
      # under where
      ubuntu-24.04
    env:
      # only a comment
      A: 1 # one
      # after A
    steps: # all
      # above the first
      - uses: a/b@0123456789012345678901234567890123456789 # v1.2.3
        # in the step
        with: # given
          x: 1 # x
          # after x
      - run: | # zizmor: ignore[x]
          a
        # after run
      - name: list
        uses: a/b@v1 # shellcheck
        with: { y: [a, b] } # flow
    # after steps
# end
`,
    "zizmor: ignore[x]",
  ],
  "an empty map with a comment": [
    workflow("steps:\n  - uses: a/b@v1\n    with:\n      # nothing yet\n  - run: a"),
    "nothing yet",
  ],
};

/** Texts of a block scalar by its header, in the middle of a file and at its end, with and without a newline behind it. */
export function blockScalars(): Readonly<Record<string, string>> {
  const headers = ["|", "|-", "|+", ">", ">-", ">+", "|2", "|2-", "|2+", ">2-"];
  const ends = ["\n", "", "\n\n\n", "\n   \n"];
  return Object.fromEntries(
    headers.flatMap((header) =>
      ends.map((end) => {
        const line = (text: string) => `        ${text}\n`;
        const body = `${line("  one")}\n${line("    two `${x}` \\")}${line("  three")}`;
        const text = `on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: ${header}\n${body}\n      - run: ${header}\n${body.trimEnd()}${end}`;
        return [`${header} before ${JSON.stringify(end)}`, text];
      }),
    ),
  );
}

/** One job with further keys. */
export function workflow(keys: string): string {
  const steps = keys.includes("steps:") ? "" : "\n    steps:\n      - run: a";
  return `on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n${keys.replaceAll(/^(?=.)/gm, "    ")}${steps}\n`;
}
