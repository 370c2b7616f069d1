import { type Diagnostic, type ModelPath, placeFinding, placeNodes } from "@yardmaster/core";
import { suite } from "uvu";
import * as assert from "uvu/assert";

const test = suite("placeFinding");

const location = { file: "a.yml", line: 3, column: 1, endLine: 3, endColumn: 9 };
const path = ["jobs", "a", "steps", 0, "a key"];
const diagnostic: Diagnostic = {
  code: "a",
  severity: "error",
  message: "One.\n Two.",
  place: { location },
  related: [
    { message: "Here\nas well.", place: { path: ["jobs", "a"] } },
    { message: "And there.", place: { file: "b.yml" } },
  ],
  fixes: [
    {
      title: "Write\nthis.",
      safety: "safe",
      edits: [
        { path, value: null },
        { location, text: "on: push" },
      ],
    },
  ],
};
const placed = {
  code: "a",
  severity: "error",
  message: "One. Two.",
  place: location,
};

test("keeps what names a place itself, and says which node else", () => {
  assert.equal(placeFinding(diagnostic), {
    ...placed,
    related: [{ message: "Here as well." }, { message: "And there.", place: { file: "b.yml" } }],
    fixes: [
      {
        title: "Write this.",
        safety: "safe",
        edits: [
          { node: 'jobs.a.steps[0]["a key"]', path, value: null },
          { place: location, text: "on: push" },
        ],
      },
    ],
  });
});
test("finds the places of nodes of related places and of edits", () => {
  const locate = (path: ModelPath) => ({ file: "a.ts", line: path.length, column: 1 });
  const { related, fixes } = placeNodes(diagnostic, locate);
  assert.equal(related?.[0], { message: "Here as well.", place: { file: "a.ts", line: 2, column: 1 } });
  assert.equal(fixes?.[0]?.edits[0], {
    node: 'jobs.a.steps[0]["a key"]',
    path,
    value: null,
    place: { file: "a.ts", line: 5, column: 1 },
  });
});
test("adds no keys to a diagnostic that carries nothing", () => {
  assert.equal(placeFinding({ code: "a", severity: "error", message: "One. Two.", place: { location } }), placed);
});

test.run();
