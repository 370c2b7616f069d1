// Compiled by `npm run typecheck`, never run: client payloads, JSON and the values of contexts. See language.types.ts.
import {
  allNeeds,
  type ContextName,
  type Expr,
  choice,
  contains,
  eq,
  flag,
  format,
  fromJSON,
  job,
  number,
  repositoryDispatch,
  run,
  sh,
  text,
  triggers,
  when,
} from "yardmaster";

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const same = <A, B>(_: Equal<A, B>): void => undefined;
type ValueOf<E> = E extends Expr<infer T, ContextName> ? T : never;

// --- what must compile
const { github, secrets } = triggers({
  repository_dispatch: {
    types: "release",
    payload: {
      tag: text({ required: true }),
      note: text(),
      fast: flag(),
      count: number({ required: true }),
      kind: choice(["a", "b"]),
      versions: [text({ required: true })],
      more: [number()],
      build: { sha: text({ required: true }), by: { name: text() } },
      empty: { a: text() },
    },
  },
});
const { client_payload } = github.event;
same<ValueOf<typeof client_payload.tag>, string>(true);
same<ValueOf<typeof client_payload.note>, string | null>(true);
same<ValueOf<typeof client_payload.fast>, boolean | null>(true);
same<ValueOf<typeof client_payload.kind>, "a" | "b" | null>(true);
same<ValueOf<typeof client_payload.versions>, readonly string[]>(true);
same<ValueOf<typeof client_payload.more>, readonly number[] | null>(true);
same<ValueOf<typeof client_payload.build.sha>, string>(true);
same<ValueOf<typeof client_payload.empty.a>, string | null>(true);
const released = repositoryDispatch("released", {
  inputs: { tag: text({ required: true }), loud: flag(), count: number() },
});
const sent = triggers({ repository_dispatch: { payload: released } }).github.event.client_payload;
same<ValueOf<typeof sent.tag>, string>(true);
same<ValueOf<typeof sent.loud>, "true" | "false" | null>(true);
same<ValueOf<typeof sent.count>, `${number}` | null>(true);
same<ValueOf<typeof sent.correlation_id>, string>(true);
export const published = job("published", {
  "runs-on": "x",
  if: contains(allNeeds.result, "failure"),
  strategy: { matrix: { version: client_payload.versions } },
  steps: ({ matrix }) => [run(sh`./publish ${matrix.version} ${client_payload.build.by.name}`)],
});
interface Plan {
  readonly os: readonly string[];
}
export const planned = job("planned", {
  "runs-on": fromJSON<string>(github.ref),
  strategy: { matrix: fromJSON<Plan>(format`${github.ref}${published.result}`) },
  steps: ({ matrix }) => [run({ if: contains(["a", "b"], matrix.os) }, sh`echo`)],
});

// --- payloads
// @ts-expect-error a field that is not declared
client_payload.tg;
// @ts-expect-error a boolean is no text
eq(client_payload.fast, "true");
// @ts-expect-error a field that may be missing is no predicate
when(client_payload.fast, "a");
// @ts-expect-error a list that may be missing is no axis
job("a", { "runs-on": "x", strategy: { matrix: { n: client_payload.more } }, steps: [] });
// @ts-expect-error a payload without a declaration
eq(triggers({ repository_dispatch: null }).github.event.client_payload.tag, "x");
// @ts-expect-error what a task sends is a text
eq(sent.loud, true);
// @ts-expect-error an event has no payload of one's own but this one
triggers({ push: { payload: {} } });

// --- values
// @ts-expect-error the job's token is no secret
sh`echo ${secrets.GITHUB_TOKEN}`;
// @ts-expect-error a number is not in a list of texts
contains(["a", "b"], client_payload.count);
// @ts-expect-error a result that no job has
eq(allNeeds.reslt, "x");
