import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { makeRepository, type TestRepository } from "./repository.ts";

// `yardmaster bind docker://…` against a registry on loopback, by the OCI Distribution Specification 1.1 and the token
// flow that Docker Hub and ghcr.io ask of everybody.

const lockPath = "workflows-src/actions.lock.json";
const digest = `sha256:${"ab".repeat(32)}`;

interface Context extends TestRepository {
  server: Server;
  host: string;
  requests: string[];
  answer: (request: IncomingMessage, response: ServerResponse) => void;
  bind: (...argv: readonly string[]) => ReturnType<TestRepository["run"]>;
}

const test = suite<Context>("yardmaster bind, of images");
test.before.each(async (context) => {
  const repository = makeRepository({ "workflows-src/.keep": "" });
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url} ${request.headers.authorization ?? ""}`.trim());
    context.answer(request, response);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const bind: Context["bind"] = async (...argv) => {
    const { code, stdout, stderr } = await repository.run(["bind", ...argv]);
    return { code, stdout: stdout.replaceAll(host, "<host>"), stderr: stderr.replaceAll(host, "<host>") };
  };
  Object.assign(context, repository, { server, host, requests, bind });
  context.answer = (_request, response) => response.writeHead(200, { "docker-content-digest": digest }).end();
});
test.after.each(async ({ server, dispose }) => {
  dispose();
  server.closeAllConnections();
  await new Promise((closed) => server.close(closed));
});

test("locks name, tag and the digest that the registry has, and binds them", async (context) => {
  const { bind, host, read, requests } = context;
  assert.equal(await bind(`docker://${host}/o/my-app:1.2`), {
    code: 0,
    stdout: `locked images.myApp <host>/o/my-app:1.2@${digest}\ncreated ${lockPath}\ncreated generated/actions.ts\n`,
    stderr: "",
  });
  assert.equal(requests, ["HEAD /v2/o/my-app/manifests/1.2"]);
  assert.equal(JSON.parse(read(lockPath)), {
    version: 2,
    actions: {},
    images: { myApp: { name: `${host}/o/my-app`, tag: "1.2", digest } },
  });
  assert.match(
    read("generated/actions.ts"),
    `import { lockedImage } from "yardmaster";
import lock from "../workflows-src/actions.lock.json" with {
  type: "json"
};
/** Images at the tag and digest in the lock, for \`container\`, \`image\` and \`useDocker\`. */
export const images = {
  "myApp": lockedImage("myApp", lock.images["myApp"]),
};
`,
  );
  assert.is((await context.run(["bind", "--check"])).code, 0);
  assert.is(
    (await bind(`docker://${host}/o/my-app:1.2`)).stdout.split("\n")[0],
    `current images.myApp <host>/o/my-app:1.2@${digest}`,
  );
  assert.is(
    (await bind(`docker://${host}/o/my-app:1.3`)).stdout.split("\n")[0],
    `moved images.myApp <host>/o/my-app:1.3@${digest} (was <host>/o/my-app:1.2@${digest})`,
  );
});
test("asks for a token as everybody may, and sends nothing else", async (context) => {
  const { bind, host, requests } = context;
  context.answer = ({ url = "", headers }, response) => {
    if (url.startsWith("/token")) response.end(JSON.stringify({ token: "anyone" }));
    else if (headers.authorization === "Bearer anyone")
      response.writeHead(200, { "docker-content-digest": digest }).end();
    else {
      const challenge = `Bearer realm="http://${host}/token",service="r",scope="repository:o/x:pull"`;
      response.writeHead(401, { "www-authenticate": challenge }).end();
    }
  };
  assert.is((await bind(`docker://${host}/o/x:1`)).code, 0);
  assert.equal(requests, [
    "HEAD /v2/o/x/manifests/1",
    "GET /token?service=r&scope=repository%3Ao%2Fx%3Apull",
    "HEAD /v2/o/x/manifests/1 Bearer anyone",
  ]);
});
test("computes the digest where a registry does not tell it", async (context) => {
  const manifest = '{"schemaVersion":2}';
  context.answer = ({ method }, response) => void response.writeHead(200).end(method === "GET" ? manifest : undefined);
  await context.bind(`docker://${context.host}/x:1`);
  const [image] = Object.values<{ digest: string }>(JSON.parse(context.read(lockPath)).images);
  assert.is(image?.digest, `sha256:${createHash("sha256").update(manifest).digest("hex")}`);
});
for (const [what, status, headers, said] of [
  ["a tag that is not there", 404, {}, "The image <host>/x:1 has no tag 1."],
  ["a private image", 401, {}, "The image <host>/x:1 cannot be read from http://<host>: HTTP 401."],
  [
    "a token from a server without encryption",
    401,
    { "www-authenticate": 'Bearer realm="http://192.0.2.1/t"' },
    "The image <host>/x:1 cannot be read from http://<host>: HTTP 401.",
  ],
  ["too many requests", 429, {}, "The image <host>/x:1 cannot be read from http://<host>: too many requests."],
  ["a registry's own fault", 500, {}, "The image <host>/x:1 cannot be read from http://<host>: HTTP 500."],
] as const) {
  test(`says what is wrong: ${what}`, async (context) => {
    context.answer = (_request, response) => response.writeHead(status, headers).end();
    const { code, stderr } = await context.bind(`docker://${context.host}/x:1`);
    assert.equal([code, stderr.split("\n")[0]], [2, `error image-unreadable: ${said}`]);
    assert.equal(context.made(), {});
  });
}
test("says that nobody answers", async ({ bind, server, host }) => {
  server.closeAllConnections();
  await new Promise((closed) => server.close(closed));
  const { code, stderr } = await bind(`docker://${host}/x:1`);
  assert.is(code, 2);
  assert.match(stderr, "error image-unreadable: The image <host>/x:1 cannot be read from http://<host>: ");
  server.listen(0, "127.0.0.1");
});
test("asks nobody for a digest that is named, nor with --no-digest", async ({ bind, requests, read }) => {
  assert.is((await bind(`docker://ghcr.io/o/a:1@${digest}`)).code, 0);
  assert.is((await bind("docker://redis:8", "--no-digest")).code, 0);
  assert.equal(requests, []);
  assert.equal(JSON.parse(read(lockPath)).images.redis, { name: "redis", tag: "8" });
});
test("one image in two versions has two names", async ({ bind, read }) => {
  const flags = ["--no-digest"];
  assert.is((await bind("docker://node:24", "node22=docker://node:22", ...flags)).code, 0);
  assert.is((await bind("node22=docker://node:22.1", ...flags)).code, 0);
  assert.equal(JSON.parse(read(lockPath)).images, {
    node: { name: "node", tag: "24" },
    node22: { name: "node", tag: "22.1" },
  });
  assert.match(
    (await bind("docker://node:26", ...flags)).stderr,
    '"docker://node:26" is in the lock as node and node22: say which, as in node=docker://node:26.',
  );
  assert.match(
    (await bind("docker://o/node:1", ...flags)).stderr,
    '"docker://o/node:1" would be called node, which is node: give it another name, as in node2=docker://o/node:1.',
  );
});
for (const [argv, said] of [
  [["docker://redis"], '"docker://redis" names no tag, such as docker://redis:8.'],
  [
    ["docker://Redis:8"],
    '"docker://Redis:8" names no image: names are in lower case, such as docker://ghcr.io/o/app:1.2.',
  ],
  [["a-b=docker://redis:8"], '"a-b=docker://redis:8" is to be called by letters, digits and _.'],
  [["docker://redis:8", "docker://redis:7"], '"docker://redis:7" is named twice, as redis.'],
  [
    ["--update", "docker://redis:8"],
    '"docker://redis:8" is an image, which --update leaves alone: name the tag without it.',
  ],
  [["--no-digest", "o/r@v1"], "`bind --no-digest` belongs to docker://IMAGE."],
] as const) {
  test(`refuses ${argv.join(" ")}`, async ({ bind, made, requests }) => {
    const { code, stderr } = await bind(...argv);
    assert.is(code, 2);
    assert.match(stderr, said);
    assert.equal([made(), requests], [{}, []]);
  });
}
test("a lock without images is read, and stays of version 1", async ({ bind, read, write, run }) => {
  write(lockPath, '{\n  "version": 1,\n  "actions": {}\n}\n');
  assert.is((await run(["bind"])).code, 0);
  assert.match(read("generated/actions.ts"), "export { };");
  assert.is((await run(["adopt", "--offline"])).code, 0);
  assert.match(read(lockPath), '"version": 1');
  await bind("docker://redis:8", "--no-digest");
  assert.match(read(lockPath), '"version": 2');
});
for (const [images, problem] of [
  ["[]", "`images` is not an object"],
  ['{"a-b": {"name": "redis"}}', 'the image "a-b" is not called by letters, digits and _'],
  ['{"a": 1}', 'the image "a" is not an object'],
  ['{"a": {"name": "Redis"}}', 'of the image "a", the name "Redis" is none of an image'],
  ['{"a": {"name": "redis", "tag": "a b"}}', 'of the image "a", the tag "a b" is none that a registry takes'],
  ['{"a": {"name": "redis", "digest": "x"}}', 'of the image "a", the digest "x" is not sha256: and 64 hex digits'],
] as const) {
  test(`a lock is none where ${problem}`, async ({ run, write }) => {
    write(lockPath, `{"version": 2, "actions": {}, "images": ${images}}`);
    const { code, stderr } = await run(["bind"]);
    assert.is(code, 2);
    assert.match(stderr, `${lockPath} is no lock of actions: ${problem}.`);
  });
}
test("gen refuses an entry that a source made up", async ({ run, write }) => {
  write(
    "workflows-src/ci.workflow.ts",
    `import { job, lockedImage, run, sh, triggers, workflow } from "yardmaster";
const { on } = triggers({ push: null });
export const w = workflow("w", { on, permissions: {}, jobs: [job("j", { "runs-on": "ubuntu-24.04", container: lockedImage("x", { name: "a b" }), steps: [run(sh\`true\`)] })] });
`,
  );
  assert.match(
    (await run(["gen"])).stderr,
    'error image-invalid: The image "x" cannot be used: the name "a b" is none of an image.',
  );
});
test.run();
