import {
  AuthoringError,
  defineDiagnostic,
  isAuthoringError,
  isSourceDocument,
  nearestNames,
  seal,
  type WorkflowDocument,
} from "@yardmaster/core";
import { suite } from "uvu";
import * as assert from "uvu/assert";

const test = suite("diagnostics and seal");
const example = defineDiagnostic({
  code: "example",
  severity: "error",
  message: (p: { name: string }) => `"${p.name}" is wrong.`,
  hint: () => "Mend it.",
});
const warning = defineDiagnostic({ code: "example-warning", severity: "warning", message: () => "Odd." });
const document: WorkflowDocument = {
  yardmaster: "workflow",
  id: "ci",
  model: { on: { push: null }, jobs: { a: { steps: [{ run: "true" }] } } },
  comments: [],
  header: [],
  diagnostics: [],
  origins: [],
  escapes: [],
};

test("a kind makes whole diagnostics from data", () => {
  assert.equal(example({ name: "x" }, { path: ["jobs", "a"] }), {
    code: "example",
    severity: "error",
    message: '"x" is wrong.',
    hint: "Mend it.",
    place: { path: ["jobs", "a"] },
  });
  assert.equal(warning({}), { code: "example-warning", severity: "warning", message: "Odd." });
  assert.is(example.code, "example");
});
test("seal refuses errors and gives back every diagnostic", () => {
  const diagnostics = [warning({}), example({ name: "x" })];
  assert.equal(seal(document, diagnostics), { ok: false, error: diagnostics });
});
test("seal freezes to the last leaf; warnings do not stop it", () => {
  const result = seal(document, [warning({})]);
  assert.ok(result.ok);
  assert.throws(() => {
    (document.model.jobs.a as { steps: unknown[] }).steps.push(1);
  }, /not extensible/);
});
test("documents and authoring errors are told by shape, across copies of the package", () => {
  assert.ok(isSourceDocument({ yardmaster: "data" }));
  assert.not(isSourceDocument({ yardmaster: "other" }));
  assert.not(isSourceDocument(null));
  const error = new AuthoringError(example({ name: "y" }));
  assert.ok(isAuthoringError(error));
  assert.is(error.message, '"y" is wrong.');
  assert.ok(isAuthoringError(Object.assign(new Error("z"), { name: "AuthoringError", diagnostic: {} })));
  assert.not(isAuthoringError(new Error("z")));
});
test.run();

const nearest = suite("nearest names");
nearest("transpositions, case and missing letters are near; nearest first, three at most", () => {
  assert.equal(nearestNames("realese-notes", ["release-notes", "deploy"]), ["release-notes"]);
  assert.equal(nearestNames("SINCE", ["since", "until"]), ["since"]);
  assert.equal(nearestNames("aa", ["ab", "ac", "ad", "ae"]), ["ab", "ac", "ad"]);
  assert.equal(nearestNames("unlit", ["until", "unlit2"]), ["unlit2", "until"]);
});
nearest("what is too far is not guessed, nor is a text without end", () => {
  assert.equal(nearestNames("xyz", ["release-notes"]), []);
  assert.equal(nearestNames("a".repeat(1000), ["a".repeat(1001)]), []);
});
nearest.run();
