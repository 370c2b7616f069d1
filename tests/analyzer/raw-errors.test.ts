import type { ModelPath } from "@yardmaster/core";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { checkWorkflow } from "../helpers/judge-text.ts";

const test = suite("what was let through by raw, and the parser's errors around it");

async function check(text: string, ...paths: readonly ModelPath[]): Promise<readonly string[]> {
  const escapes = paths.map((path) => ({ path, why: "new" }));
  const found = await checkWorkflow({ file: "t.yml", text, escapes }, () => undefined);
  return found.map(({ severity, message, place }) => {
    const location = place && "location" in place ? place.location : undefined;
    return `${location?.line}:${location?.column} ${severity} ${message.replace("GitHub's parser refuses this: ", "")}`;
  });
}
const letThrough = "It is let through as `raw`: new.";

test("a value at which the converter stops hides nothing behind it, and causes nothing elsewhere", async () => {
  const text = `on: push
jobs:
  a:
    services: none
    runs-on: x
    steps:
      - run: y
        id: s
      - run: z
        id: s
`;
  const services = ["jobs", "a", "services"];
  const twice = "10:13 error The identifier 's' may not be used more than once within the same scope.";
  const [stops, ...without] = await check(text);
  assert.is(stops, "4:15 error Unexpected value 'none'.");
  assert.ok(without.includes("3:3 error The workflow must contain at least one job with no dependencies."));
  assert.not(without.includes(twice));
  const found = await check(text, services);
  assert.equal(
    found.filter((line) => line.includes(" error ")),
    [twice],
  );
  assert.is(found[0], `4:15 warning Unexpected value 'none'. ${letThrough}`);
});
test("keys that a mapping then lacks", async () => {
  const text = "on: push\njobs: { a: { runs-on: x, steps: [{ name: n, future: 1 }] } }\n";
  assert.ok((await check(text)).length > 1);
  const found = await check(text, ["jobs", "a", "steps", 0, "future"]);
  assert.ok(found.length > 0);
  assert.equal(
    found.filter((line) => !line.endsWith(letThrough)),
    [],
  );
});
test("a whole job, needed by another", async () => {
  const text =
    "on: push\njobs: { a: { future: 1 }, b: { needs: c, runs-on: x, steps: [{ run: y }] }, d: { runs-on: x, steps: [{ run: y }] } }\n";
  const found = await check(text, ["jobs", "a"]);
  assert.equal(
    found.filter((line) => line.includes(" error ")),
    ["2:39 error Job 'b' depends on unknown job 'c'."],
  );
});
test("the only job, without which the workflow looks empty", async () => {
  const found = await check("on: push\njobs: { a: { future: 1 } }\n", ["jobs", "a"]);
  assert.ok(found.length > 0);
  assert.equal(
    found.filter((line) => !line.endsWith(letThrough)),
    [],
  );
});
test("a mistake of the same kind outside stands", async () => {
  const text = "on: push\nfirst: 1\nother: 2\njobs: { a: { runs-on: x, steps: [{ run: y }] } }\n";
  assert.equal(await check(text, ["first"]), [
    `2:1 warning Unexpected value 'first'. ${letThrough}`,
    "3:1 error Unexpected value 'other'.",
  ]);
});
test.run();
