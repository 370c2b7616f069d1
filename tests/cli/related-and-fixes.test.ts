import { suite } from "uvu";
import * as assert from "uvu/assert";
import { acceptAll, makeRepository } from "./repository.ts";

const test = suite("yardmaster: related places and fixes");

const file = "workflows-src/a.workflow.ts";
const mistaken = `import * as y from "yardmaster";
const { on } = y.triggers({
  push: { tags: ["a"], "tags-ignore": ["b"] },
  pull_request: { types: ["reopend"] },
} as never);
export const ci = y.workflow("ci", {
  on,
  permissions: {},
  concurrency: y.serial("main"),
  jobs: [y.job("a", { "runs-on": "x", concurrency: y.serial("main"), steps: [y.run(y.sh\`true\`)] })],
});
`;
const claimed = `import * as y from "yardmaster";
export const ci = y.workflow("ci", {
  on: y.triggers({ push: null }).on,
  permissions: {},
  jobs: [y.job("a", { "runs-on": "x", steps: [y.run(y.sh\`true\`)] })],
});
`;

async function check(sources: Readonly<Record<string, string>>, format: string): Promise<string> {
  const repository = makeRepository(sources);
  try {
    const options = ["check", "--format", format, "--no-types"];
    return (await repository.run(options, { checkText: acceptAll })).stdout;
  } finally {
    repository.dispose();
  }
}

/** What findings carry beside the rest, by their codes. */
async function extras(sources: Readonly<Record<string, string>>): Promise<readonly unknown[]> {
  const { findings } = JSON.parse(await check(sources, "json")) as { findings: readonly Record<string, unknown>[] };
  return findings.map(({ code, related, fixes }) => ({ code, related, fixes }));
}

test("people read them beside the sentence and the hint, but for places where they are already", async () => {
  assert.is(
    await check({ [file]: mistaken }, "human"),
    `${file}:2:18 error activity-type-misspelled: The event \`pull_request\` has no activity "reopend".
   2 | const { on } = y.triggers({
     |                  ^^^^^^^^
  in: on.pull_request.types[0]
  hint: Write \`reopened\`.
  fix: Replace it by \`reopened\`. (unsafe)
${file}:2:18 error filters-exclusive: GitHub refuses the event \`push\`: you may only define one of \`tags\` and \`tags-ignore\` for a single event.
   2 | const { on } = y.triggers({
     |                  ^^^^^^^^
  in: on.push.tags-ignore
  hint: Keep \`tags\`, and exclude there by a pattern that begins with \`!\`, behind the others.
${file}:10:12 error concurrency-deadlock: GitHub cancels this: a deadlock for concurrency group 'main' was detected between 'top level workflow' and 'a'.
  10 |   jobs: [y.job("a", { "runs-on": "x", concurrency: y.serial("main"), steps: [y.run(y.sh\`true\`)] })],
     |            ^^^
  in: jobs.a.concurrency
  see: ${file}:6:21: The group is held from here.
  hint: Give one of the two another group, or none: what holds a group waits for what it contains. \`github.workflow\` names the caller also in a called workflow, and groups ignore case.
0 files; 3 findings
`,
  );
});
test("programs read them as data", async () => {
  assert.equal(await extras({ [file]: mistaken }), [
    {
      code: "activity-type-misspelled",
      related: undefined,
      fixes: [
        {
          title: "Replace it by `reopened`.",
          safety: "unsafe",
          edits: [{ node: "on.pull_request.types[0]", value: "reopened", file, line: 2, column: 18 }],
        },
      ],
    },
    {
      code: "filters-exclusive",
      related: [{ message: "`tags` is given here.", file, line: 2, column: 18 }],
      fixes: undefined,
    },
    {
      code: "concurrency-deadlock",
      related: [{ message: "The group is held from here.", file, line: 6, column: 21 }],
      fixes: undefined,
    },
  ]);
});
test("an annotation says them in its sentence", async () => {
  const [misspelled, , deadlock] = (await check({ [file]: mistaken }, "github")).split("\n");
  assert.is(
    misspelled,
    `::error file=${file},line=2,endLine=2,col=18,endColumn=26,title=activity-type-misspelled::The event \`pull_request\` has no activity "reopend".%0AWrite \`reopened\`.%0AReplace it by \`reopened\`. (unsafe)`,
  );
  assert.is(
    deadlock?.slice(0, deadlock.indexOf("%0AGive")),
    `::error file=${file},line=10,endLine=10,col=12,endColumn=15,title=concurrency-deadlock::GitHub cancels this: a deadlock for concurrency group 'main' was detected between 'top level workflow' and 'a'.%0ASee ${file}:6:21: The group is held from here.`,
  );
});
test("of two sources of one file the second names the first", async () => {
  assert.equal(await extras({ [file]: claimed, "workflows-src/b.workflow.ts": claimed }), [
    {
      code: "file-claimed-twice",
      related: [{ message: "It is made here as well.", file, line: 2, column: 21 }],
      fixes: undefined,
    },
  ]);
});
test("of two exports of one workflow the second names the source of the first", async () => {
  const again = 'export { ci } from "./a.workflow.ts";\n';
  assert.equal(await extras({ [file]: claimed, "workflows-src/b.workflow.ts": again }), [
    {
      code: "document-exported-twice",
      related: [{ message: "It is exported here as well.", file, line: 1, column: 1 }],
      fixes: undefined,
    },
  ]);
});

test.run();
