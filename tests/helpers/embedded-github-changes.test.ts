import { suite } from "uvu";
import * as assert from "uvu/assert";
import { defaultAccount } from "./embedded-github/index.ts";
import {
  ask,
  comments,
  dispatches,
  eve,
  firstComment,
  firstRun,
  said,
  withServer,
} from "./embedded-github-scenario.ts";

const talk = suite("embedded GitHub: comments and reactions");

talk("a comment is its token's, and has GitHub's form", () =>
  withServer({}, async (server) => {
    const { status, body } = await ask(server, `POST ${comments}`, { body: "é 😀" });
    assert.is(status, 201);
    assert.is(body.id, firstComment);
    assert.equal([body.user.login, body.user.id, body.user.type], ["github-actions[bot]", 41_898_282, "Bot"]);
    assert.is(body.html_url, `${server.url}/o/r/issues/1#issuecomment-${firstComment}`);
    assert.is(body.url, `${server.url}/repos/o/r/issues/comments/${firstComment}`);
    assert.equal([body.created_at, body.updated_at], ["2026-11-22T15:06:30Z", "2026-11-22T15:06:30Z"]);
    assert.equal(server.comments, [
      {
        ...{ id: firstComment, repository: "o/r", issue: 1, author: defaultAccount, body: "é 😀" },
        ...{ createdAt: "2026-11-22T15:06:30Z", updatedAt: "2026-11-22T15:06:30Z", htmlUrl: body.html_url },
      },
    ]);
  }),
);

talk("comments are listed by issue, page and change", () => {
  let minute = 0;
  const now = () => new Date(Date.UTC(2026, 10, 22, 15, minute));
  return withServer({ now }, async (server) => {
    for (; minute < 5; minute++) {
      for (const issue of [1, 2]) server.addComment({ repository: "o/r", issue, author: eve, body: `${minute}` });
    }
    const bodies = async (query: string) =>
      (await ask(server, `GET ${comments}${query}`)).body.map(({ body }: { body: string }) => body).join();
    assert.is(await bodies(""), "0,1,2,3,4");
    assert.is(await bodies("?per_page=2&page=2"), "2,3");
    assert.is(await bodies("?per_page=2&page=4"), "");
    assert.is(await bodies("?since=2026-11-22T15:03:00Z"), "3,4");
    await ask(server, `PATCH /repos/o/r/issues/comments/${firstComment}`, { body: "x" }, "ghp_eve");
    assert.is(await bodies("?since=2026-11-22T15:03:00Z"), "x,3,4");
    server.deleteComment(firstComment);
    assert.is(await bodies(""), "1,2,3,4");
    assert.is(server.addComment({ repository: "o/r", issue: 1, author: eve, body: "" }).id, firstComment + 10);
  });
});

talk("refuses as GitHub does", () =>
  withServer({}, async (server) => {
    server.addComment({ repository: "o/r", issue: 1, author: eve, body: "x" });
    const own = `/repos/o/r/issues/comments/${firstComment}`;
    const reaction = "POST /repos/o/r/issues/comments/5/reactions";
    assert.equal(
      [
        await said(server, `POST ${comments}`, { body: "x" }, "ghs_read"),
        await said(server, `POST ${comments}`, {}),
        await said(server, `POST ${comments}`, { body: " \n" }),
        await said(server, `POST ${comments}`, { body: "x".repeat(65_537) }),
        await said(server, `POST ${comments.replace("/1/", "/0/")}`, { body: "x" }),
        await said(server, `POST ${comments.replace("/o/r/", "/o/s/")}`, { body: "x" }),
        await said(server, `PATCH ${own}`, { body: "y" }),
        await said(server, `PATCH ${own}9`, { body: "y" }),
        await said(server, `PATCH ${own}`, { body: 1 }, "ghp_eve"),
        await said(server, "GET /repos/o/private/issues/1/comments", undefined, "ghs_read"),
        await said(server, "GET /repos/o/private/issues/x/comments"),
        await said(server, reaction, { content: "eyes" }, "ghs_read"),
        await said(server, reaction, { content: "thumbsup" }),
        await said(server, reaction.replace("/5/", "/x/"), { content: "eyes" }),
      ],
      [
        "403 Resource not accessible by integration",
        '422 Invalid request.\n\n"body" wasn\'t supplied.',
        "422 Validation Failed: body cannot be blank",
        "422 Validation Failed: body is too long (maximum is 65536 characters)",
        "404 Not Found",
        "404 Not Found",
        "403 Must have admin rights to Repository.",
        "404 Not Found",
        '422 Invalid request.\n\n"body" wasn\'t supplied.',
        "403 Resource not accessible by integration",
        "404 Not Found",
        "403 Resource not accessible by integration",
        "422 Validation Failed",
        "404 Not Found",
      ],
    );
    assert.is(await said(server, `GET ${comments}`, undefined, "ghs_read"), "200");
    assert.is(server.comments.length, 1);
    assert.equal(server.reactions, []);
  }),
);

talk("a reaction is new once for each account", () =>
  withServer({}, async (server) => {
    const request = "POST /repos/o/r/issues/comments/5/reactions";
    const first = await ask(server, request, { content: "eyes" });
    const again = await ask(server, request, { content: "eyes" });
    const others = await ask(server, request, { content: "eyes" }, "ghp_eve");
    assert.equal([first.status, again.status, others.status], [201, 200, 201]);
    assert.is(again.body.id, first.body.id);
    assert.equal([others.body.user.login, others.body.content], ["eve", "eyes"]);
    assert.equal(
      server.reactions.map(({ commentId, account }) => `${commentId} ${account.login}`),
      ["5 github-actions[bot]", "5 eve"],
    );
    server.deleteComment(5);
    assert.is(await said(server, request, { content: "eyes" }), "404 Not Found");
  }),
);

talk.run();

const runs = suite("embedded GitHub: runs");

runs("have the title that run-name makes, and lists filter them", () =>
  withServer({}, async (server) => {
    await ask(server, dispatches, { ref: "main", inputs: { correlation_id: "rc-1" } });
    await ask(server, "POST /repos/o/r/actions/workflows/plain.yml/dispatches", { ref: "main" });
    const payload = { id: 5 };
    const event = await ask(server, "POST /repos/o/r/dispatches", { event_type: "created", client_payload: payload });
    assert.is(event.status, 204);
    const titles = async (path: string) => {
      const { body } = await ask(server, `GET /repos/o/r/actions/${path}`);
      return `${body.total_count}: ${body.workflow_runs.map((run: { display_title: string }) => run.display_title).join()}`;
    };
    assert.is(await titles("runs"), "4: got 5,created,.github/workflows/plain.yml,deploy staging rc-1");
    assert.is(await titles("runs?event=repository_dispatch"), "2: got 5,created");
    assert.is(await titles("workflows/deploy.yml/runs"), "1: deploy staging rc-1");
    assert.is(await titles("runs?per_page=2&page=2"), "4: .github/workflows/plain.yml,deploy staging rc-1");
    assert.is(await titles("runs?created=%3E%3D2026-11-22T15:06:30Z&per_page=1"), "4: got 5");
    assert.is(await titles("runs?created=%3E%3D2026-11-22T15:06:31Z"), "0: ");
    assert.is(
      await said(server, "GET /repos/o/r/actions/runs?created=2026"),
      "422 The embedded GitHub cannot filter by created=2026",
    );
    assert.is(await said(server, "GET /repos/o/r/actions/workflows/absent.yml/runs"), "404 Not Found");
    assert.equal(server.runs[2], {
      ...{ id: firstRun + 2, repository: "o/r", workflow: "listen.yml", ref: "main" },
      ...{ inputs: { id: "5" }, eventType: "created" },
    });
  }),
);

runs("are queued, then what a test says, then cancelled", () =>
  withServer({}, async (server) => {
    await ask(server, dispatches, { ref: "main" });
    const address = `/repos/o/r/actions/runs/${firstRun}`;
    const now = async () => {
      const { body } = await ask(server, `GET ${address}`);
      return `${body.status} ${body.conclusion} ${body.path} ${body.html_url.slice(server.url.length)}`;
    };
    const rest = `.github/workflows/deploy.yml /o/r/actions/runs/${firstRun}`;
    assert.is(await now(), `queued null ${rest}`);
    server.setRun(firstRun, { status: "in_progress", conclusion: null });
    assert.is(await now(), `in_progress null ${rest}`);
    assert.is(
      await said(server, `POST ${address}/cancel`, undefined, "ghs_read"),
      "403 Resource not accessible by integration",
    );
    assert.is(await said(server, `POST ${address}/cancel`), "202");
    assert.is(await now(), `completed cancelled ${rest}`);
    assert.is(await said(server, `POST ${address}/cancel`), "409 Cannot cancel a workflow run that is completed.");
    assert.is(await said(server, `POST ${address}0/cancel`), "404 Not Found");
    assert.is(await said(server, `GET /repos/o/private/actions/runs/${firstRun}`), "404 Not Found");
    assert.is(
      await said(server, "GET /repos/o/private/actions/runs", undefined, "ghs_read"),
      "403 Resource not accessible by integration",
    );
    assert.throws(() => server.setRun(1, { status: "queued", conclusion: null }), "No such run: 1");
  }),
);

runs("appear in lists after requests and time, and by their id at once", () =>
  withServer({ delayListing: { requests: 2, milliseconds: 40 } }, async (server) => {
    await ask(server, dispatches, { ref: "main" });
    const listed = async () => (await ask(server, "GET /repos/o/r/actions/runs")).body.total_count;
    assert.is(await said(server, `GET /repos/o/r/actions/runs/${firstRun}`), "200");
    assert.equal([await listed(), await listed()], [0, 0]);
    await new Promise((done) => setTimeout(done, 50));
    assert.is(await listed(), 1);
  }),
);

runs("an event is refused as GitHub does", () =>
  withServer({}, async (server) => {
    const attempt = (body: unknown, token?: string) => said(server, "POST /repos/o/r/dispatches", body, token);
    const keys = Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`k${index}`, ""]));
    assert.equal(
      [
        await attempt({ event_type: "created" }, "ghp_eve"),
        await attempt(1),
        await attempt({}),
        await attempt({ event_type: "x".repeat(101) }),
        await attempt({ event_type: "created", client_payload: "x" }),
        await attempt({ event_type: "created", client_payload: keys }),
        await attempt({ event_type: "created", client_payload: { id: "x".repeat(65_536) } }),
      ],
      [
        "403 Resource not accessible by personal access token",
        "400 Body should be a JSON object",
        '422 Invalid request.\n\n"event_type" wasn\'t supplied.',
        '422 Invalid request.\n\n"event_type" has no length from 1 to 100.',
        '422 Invalid request.\n\n"client_payload" is not an object.',
        "422 Invalid request.\n\nNo more than 10 properties are allowed; 11 were supplied.",
        "422 Invalid request.\n\nclient_payload is too large.",
      ],
    );
    assert.equal(server.runs, []);
    assert.is(await attempt({ event_type: "nobody-listens" }), "204");
    assert.equal(server.runs, []);
  }),
);

runs("a pull request has the head that a test gives it", () =>
  withServer({}, async (server) => {
    const head = async () => (await ask(server, "GET /repos/o/r/pulls/7")).body.head;
    assert.equal(await head(), { ref: "change", sha: "a".repeat(40), repo: { full_name: "o/r" } });
    server.setPullRequest("O/R", { number: 7, headSha: "b".repeat(40), headRepository: null });
    assert.equal(await head(), { ref: "change", sha: "b".repeat(40), repo: null });
    assert.is(await said(server, "GET /repos/o/r/pulls/8"), "404 Not Found");
    assert.is(await said(server, "GET /repos/o/r/pulls/7", undefined, "ghs_read"), "200");
    assert.is(
      await said(server, "GET /repos/o/private/pulls/7", undefined, "ghs_read"),
      "403 Resource not accessible by integration",
    );
    assert.is(await said(server, "GET /repos/o/private/pulls/7"), "200");
  }),
);

runs.run();
