import { createSecretMasker } from "@yardmaster/simulator";
import { suite } from "uvu";
import * as assert from "uvu/assert";

const secret = `it's <a> "b" & c/d`;

const test = suite("masks");
for (const [form, text] of [
  ["itself", secret],
  ["base64", btoa(secret)],
  ["base64 from the second byte of a group", btoa(secret.slice(1))],
  ["base64 from the third byte of a group", btoa(secret.slice(2))],
  ["a literal of an expression", secret.replaceAll("'", "''")],
  ["JSON", JSON.stringify(secret).slice(1, -1)],
  ["a URL", encodeURIComponent(secret)],
  ["XML", "it&apos;s &lt;a&gt; &quot;b&quot; &amp; c/d"],
] as const) {
  test(`a secret is hidden as ${form}`, () => {
    const { add, mask } = createSecretMasker();
    add(secret);
    assert.is(mask(`x ${text} y ${text}`), "x *** y ***");
  });
}
test("each line of a secret is hidden, blank ones are not", () => {
  const { add, mask } = createSecretMasker();
  add("first\r\n\n  \nsecond");
  add("");
  assert.is(mask("a second b   c first"), "a *** b   c ***");
});
test("a secret in quotes is hidden without them", () => {
  const { add, mask } = createSecretMasker();
  add('"password"');
  assert.is(mask("password"), "***");
});
test("places that overlap or touch become one", () => {
  const { add, mask } = createSecretMasker();
  for (const value of ["abcd", "cdef", "gh"]) add(value);
  assert.is(mask("1abcdef2abcdefgh3gh"), "1***2***3***");
  assert.is(mask("nothing"), "nothing");
});
test.run();
