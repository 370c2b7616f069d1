import { generateKeyPairSync } from "node:crypto";
import { fail, ok } from "@yardmaster/core";
import { createRedact, createRedactor, redactDeep, redactErrors } from "@yardmaster/orchestrator";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { findSecrets } from "../helpers/find-secrets.ts";

const token = 'ghp_0123456789/+abc?é"x::&y--<|`z';
const redact = createRedact({ ORCHESTRATOR_BOT_TOKEN: token });

const forms = suite("redaction: the forms of a secret");

const bytes = Buffer.from(token);
const inJson = JSON.stringify(token).slice(1, -1);
const written: Readonly<Record<string, string>> = {
  plain: token,
  JSON: inJson,
  "JSON within JSON": JSON.stringify(inJson).slice(1, -1),
  "JSON with escaped slashes": inJson.replaceAll("/", "\\/"),
  "JSON in an HTML comment": inJson.replace("<", "\\u003c").replace("--", "-\\u002d"),
  "JSON in ASCII": inJson.replace("é", "\\u00e9"),
  "part of a URL": encodeURIComponent(token),
  "part of a URL in lower case": encodeURIComponent(token).replace(/%../g, (escaped) => escaped.toLowerCase()),
  URL: encodeURI(token),
  form: new URLSearchParams({ q: token }).toString().slice(2),
  HTML: token.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;"),
  "printed for people": token.replace("::", "\\u{3a}:"),
  "printed as code": token.replace("::", "\\u{3a}:").replace("|", "\\u{7c}").replace("`", "\\u{60}"),
  "printed in quotes": token.replace("::", "\\u{3a}:").replace('"', '\\"'),
  hexadecimal: bytes.toString("hex"),
  HEXADECIMAL: bytes.toString("hex").toUpperCase(),
};
for (const [name, form] of Object.entries(written)) {
  forms(`${name}: whole, cut off, and with line breaks in between`, () => {
    assert.is(redact(`<${form}>`), "<***>");
    assert.is(redact(`${form}${form}`), "******");
    assert.is(redact(`<${form.slice(0, 16)}>`), "<***>");
    assert.is(redact(`<${form.slice(0, 15)}>`), `<${form.slice(0, 15)}>`);
    for (const lineBreak of ["\n", "\r\n", "\\n", "\\r\\n"]) {
      const folded = form.replace(/^(.{7})(.{9})/s, `$1${lineBreak}$2${lineBreak}`);
      assert.is(redact(`a${lineBreak}<${folded}>${lineBreak}b`), `a${lineBreak}<***>${lineBreak}b`);
    }
  });
}

forms("base64 at every offset, but for the characters that neighbours share", () => {
  for (const before of ["", "x", "x-access-token:", "ab"]) {
    for (const after of ["", "y", "yz"]) {
      for (const encoding of ["base64", "base64url"] as const) {
        for (const width of [1000, 76, 60, 5]) {
          const encoded = Buffer.from(before + token + after).toString(encoding);
          const text = encoded.replace(new RegExp(`.{${width}}`, "g"), "$&\n");
          const blotted = redact(text);
          assert.match(blotted, "***");
          assert.equal(findSecrets(blotted, [token]), []);
          const left = blotted.replace("***", "").replace(/[=\n]+/g, "");
          assert.ok(left.length <= Math.ceil(((before.length + after.length) * 4) / 3) + 4, left);
        }
      }
    }
  }
});

forms("the finder of the tests finds them all, and nothing after the redaction", () => {
  for (const form of Object.values(written)) {
    const text = `a "${form}" b\nc`;
    assert.is.not(findSecrets(text, [token]).length, 0, form);
    assert.equal(findSecrets(redact(text), [token]), [], form);
  }
  const word = "a-word-of-nothing-odd";
  const header = JSON.stringify({ authorization: `basic ${Buffer.from(`x:${word}`).toString("base64")}` });
  assert.equal(findSecrets(`${word} ${header}`, ["other-secret", word]), ["secret 2: plain"]);
  assert.equal(findSecrets(`x${Buffer.from(header).toString("base64")}`, [word]), ["secret 1: base64 > base64"]);
  assert.equal(findSecrets(header, ["other-secret"]), []);
});

forms("the finder of the tests looks again at what it has passed over where it stood deeper", () => {
  const inner = Buffer.from(`x:${token}`).toString("base64");
  const twice = Buffer.from(inner).toString("base64");
  const fourTimes = Buffer.from(Buffer.from(twice).toString("base64")).toString("base64");
  for (let round = 0; round < 2; round++) {
    assert.equal(findSecrets(fourTimes, [token]), []);
    assert.equal(findSecrets(twice, ["another-token-of-nobody"]), []);
    assert.equal(findSecrets(twice, [token]), ["secret 1: base64 > base64"]);
    assert.equal(findSecrets(inner, [token]), ["secret 1: base64"]);
  }
});

forms.run();

const values = suite("redaction: which values are secrets");

values("leaves ordinary words, short values and other variables alone", () => {
  const clean = createRedact({
    GITHUB_TOKEN: "short",
    MY_SECRET: "  padded-secret \n",
    PATH: "/usr/bin:/bin",
    CACHE_KEY: "node-modules",
    EMPTY_TOKEN: "",
    ABSENT_TOKEN: undefined,
  });
  assert.is(clean("a short word in /usr/bin:/bin, node-modules"), "a short word in /usr/bin:/bin, node-modules");
  assert.is(clean("padded-secret"), "***");
});

values("knows variables by their names", () => {
  const names = ["A_TOKEN", "client_secret", "DB_PASSWORD", "PASSPHRASE", "AWS_CREDENTIALS", "BOT_PAT"];
  names.push("APP_PRIVATE_KEY", "API_KEY", "APIKEY", "AWS_ACCESS_KEY_ID", "SSH_KEY");
  for (const name of names) assert.is(createRedact({ [name]: "the-value" })("<the-value>"), "<***>", name);
});

values("knows passwords in addresses", () => {
  const clean = createRedact({ HTTPS_PROXY: "http://someone:pass-word@proxy:3128" });
  assert.is(clean("someone:pass-word@proxy"), "someone:***@proxy");
});

values("knows tokens of GitHub by their form, whoever they belong to", () => {
  const clean = createRedact({});
  const web = `eyJ${"a".repeat(20)}.eyJ${"b".repeat(20)}.${"c-_".repeat(10)}`;
  for (const secret of [
    `ghp_${"a1".repeat(18)}`,
    `github_pat_${"A_1".repeat(27)}`,
    web,
    `ghs_${"1".repeat(36)}.${web}`,
  ]) {
    assert.is(clean(`"${secret}", x`), '"***", x');
  }
  for (const text of ["ghp_short", "github_pat_x", "eyJ.eyJ.x", `xghp_${"a".repeat(36)}`]) assert.is(clean(text), text);
});

values("learns secrets that are made at run time", () => {
  const redactor = createRedactor({});
  assert.is(redactor.redact("minted-at-run-time"), "minted-at-run-time");
  redactor.learn("minted-at-run-time");
  redactor.learn("tiny");
  assert.is(redactor.redact("minted-at-run-time tiny"), "*** tiny");
});

const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const pem = privateKey.export({ type: "pkcs1", format: "pem" }).toString();
const lines = pem.trim().split("\n");

for (const [name, value] of [
  ["as it is", pem],
  ["with \\n for line breaks", lines.join("\\n")],
  ["with CRLF", lines.join("\r\n")],
  ["in base64", Buffer.from(pem).toString("base64")],
] as const) {
  values(`a private key ${name}: each line is a secret`, () => {
    const clean = createRedact({ ORCHESTRATOR_APP_PRIVATE_KEY: value });
    for (const line of lines.slice(1, -2)) assert.is(clean(`<${line}>`), "<***>");
    const everywhere = [
      ...[pem, JSON.stringify({ key: pem }), lines.join(" "), lines.slice(3, 6).join("\r\n")],
      ...[Buffer.from(`x${pem}`).toString("base64"), Buffer.from(pem).toString("hex"), encodeURIComponent(pem)],
    ];
    for (const text of everywhere) {
      assert.is.not(findSecrets(text, [pem]).length, 0);
      assert.equal(findSecrets(clean(text), [pem]), []);
    }
  });
}

values("takes a text of a megabyte and a key without delay", () => {
  const clean = createRedact({ APP_PRIVATE_KEY: pem, TOKEN: token });
  const text = `${"a line of text with a slash / and \\n escapes\n".repeat(20_000)}${token}`;
  assert.ok(clean(text).endsWith("\n***"));
});

values.run();

const deep = suite("redaction of values and errors");

deep("texts and keys of a value; keys that become the same stay apart", () => {
  const value = { [token]: [token, 1, null, true], [`${token}${token}`]: "a", "***": "b", deep: { [token]: {} } };
  assert.equal(redactDeep(value, redact), {
    "***": ["***", 1, null, true],
    "******": "a",
    "*** (2)": "b",
    deep: { "***": {} },
  });
  const strange = JSON.parse(`{"__proto__": {"a": "x"}, "constructor": 1}`);
  assert.is(JSON.stringify(redactDeep(strange, redact)), '{"__proto__":{"a":"x"},"constructor":1}');
});

deep("every method of an object, and only its errors", async () => {
  const calls: unknown[] = [];
  const api = {
    one: async (...parameters: unknown[]) => {
      calls.push(parameters);
      return fail({ kind: "forbidden" as const, message: `no ${token}`, status: 403, carriedOut: "no" as const });
    },
    async two() {
      calls.push(this === api);
      return ok(token);
    },
  };
  const clean = redactErrors(api, redact);
  assert.equal(await clean.one(1, "2"), {
    ok: false,
    error: { kind: "forbidden", message: "no ***", status: 403, carriedOut: "no" },
  });
  assert.equal(await clean.two(), { ok: true, value: token });
  assert.equal(calls, [[1, "2"], true]);
});

deep.run();
