import { parseImage, printImage } from "@yardmaster/core";
import { suite } from "uvu";
import * as assert from "uvu/assert";

// Names and tags by the grammar of github.com/distribution/reference, `reference_test.go` among it.

const digest = `sha256:${"ab".repeat(32)}`;
const test = suite("references of images");

for (const [text, parts] of [
  ["redis", { name: "redis" }],
  ["redis:7", { name: "redis", tag: "7" }],
  ["redis:7-Alpine_3.20", { name: "redis", tag: "7-Alpine_3.20" }],
  [`redis@${digest}`, { name: "redis", digest }],
  [`redis:7@${digest}`, { name: "redis", tag: "7", digest }],
  ["library/redis:latest", { name: "library/redis", tag: "latest" }],
  ["ghcr.io/o/app/sub:v1.2.3", { name: "ghcr.io/o/app/sub", tag: "v1.2.3" }],
  ["GHCR.io/o/app:1", { name: "GHCR.io/o/app", tag: "1" }],
  ["localhost/x:1", { name: "localhost/x", tag: "1" }],
  ["localhost:5000/x", { name: "localhost:5000/x" }],
  [`localhost:5000/x:1@${digest}`, { name: "localhost:5000/x", tag: "1", digest }],
  ["registry:5000/x/y", { name: "registry:5000/x/y" }],
  ["127.0.0.1:5000/x:1", { name: "127.0.0.1:5000/x", tag: "1" }],
  ["a__b/c--d.e_f:1", { name: "a__b/c--d.e_f", tag: "1" }],
  // A tag, since a port needs a path behind it.
  ["registry:5000", { name: "registry", tag: "5000" }],
] as const) {
  test(`reads ${text}`, () => {
    const image = parseImage(text);
    assert.equal(image, parts);
    assert.is(image && printImage(image), text);
  });
}
for (const text of [
  "",
  " redis",
  "redis:",
  "redis:7 ",
  "redis:-7",
  `redis:${"a".repeat(129)}`,
  "Redis:7",
  "o/App",
  "a///b",
  "a/",
  "-a",
  "a..b",
  "docker://redis:7",
  "redis@sha256:abc",
  `redis@sha512:${"ab".repeat(64)}`,
  `redis@${digest.toUpperCase()}`,
  "redis:7\n",
  "$" + "{{ matrix.image }}",
  "redis:$" + "{{ matrix.version }}",
  "localhost:123456/x",
]) {
  test(`does not read ${JSON.stringify(text).slice(0, 40)}`, () => assert.is(parseImage(text), undefined));
}
test.run();
