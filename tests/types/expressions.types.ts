// Compiled by `npm run typecheck`, never run. Expressions: what each function takes, and where its result may stand.
import {
  always,
  and,
  at,
  cancelled,
  contains,
  type ContextsAt,
  each,
  endsWith,
  eq,
  type Expr,
  failure,
  firstOf,
  format,
  fromJSON,
  ge,
  gt,
  hashFiles,
  job,
  join,
  le,
  lt,
  ne,
  not,
  oneOf,
  or,
  run,
  sh,
  startsWith,
  success,
  toJSON,
  triggers,
  when,
  choice,
  flag,
  number,
  text,
  workflow,
} from "yardmaster";

const ubuntu = "ubuntu-24.04";
type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const same = <A, B>(_: Equal<A, B>): void => undefined;

const { on, github, inputs, secrets, runner, job: current } = triggers(
  {
    issues: { types: ["opened"] },
    workflow_dispatch: { inputs: { mode: choice(["live", "dry-run"]), count: number(), deep: flag(), ref: text() } },
  },
  { secrets: ["TOKEN"] },
);
declare const list: Expr<readonly string[], "github">;
declare const map: Expr<Readonly<Record<string, number>>, "needs">;
declare const nullable: Expr<boolean | null, "github">;
declare const build: { readonly id: string };

// --- what keys may call follows from the schema
same<Extract<ContextsAt<"jobs.*.if">, `${string})`>, "always()" | "cancelled()" | "failure()" | "failure(job)" | "success()" | "success(job)">(true);
same<Extract<ContextsAt<"jobs.*.steps.*.if">, `${string})`>, "always()" | "cancelled()" | "failure()" | "hashFiles()" | "success()">(true);
same<Extract<ContextsAt<"jobs.*.env.*">, `${string})`>, never>(true);

// --- what must compile
const numbers = [lt(inputs.count, 3), le(inputs.count, inputs.count), gt(github.event.issue.number, 0), ge(fromJSON(github.run_attempt, "number"), 2)];
const texts = [contains(github.ref, "x"), contains(github.ref, inputs.ref), startsWith(github.ref, "r"), endsWith(github.ref, inputs.ref)];
const lists = [contains(list, "x"), contains(each(github.event.issue.labels).name, "bug"), contains(fromJSON(inputs.ref, "number[]"), inputs.count)];
const chosen = when(eq(inputs.mode, "live"), "production").when(inputs.deep, format`deep-${inputs.ref}`).otherwise("staging");
same<typeof chosen, Expr<string, "inputs">>(true);
const closed = when(inputs.deep, "a").when(not(inputs.deep), 2).otherwise(github.sha);
same<typeof closed, Expr<string | 2, "github" | "inputs">>(true);
const first = firstOf(inputs.count, "none");
same<typeof first, Expr<number | "none", "inputs">>(true);
const anded = and(nullable, eq(github.ref, "x"));
same<typeof anded, Expr<boolean | null, "github">>(true);
export const good = workflow("expressions", {
  on,
  "run-name": format`${chosen} ${join(each(github.event.issue.labels).name, ", ")}`,
  jobs: [
    job("a", {
      "runs-on": when(inputs.deep, "big").otherwise(ubuntu),
      if: or(and(failure(build), not(cancelled())), and(always(), ...numbers, ...texts), oneOf(inputs.mode, ["live"])),
      steps: [
        run({ if: and(success(), ne(hashFiles("**/package-lock.json", inputs.ref), ""), ...lists) }, sh`true`),
        run({ env: { HASH: hashFiles("a"), N: toJSON(at(map, inputs.ref)), FIRST: at(list, 0) } }, sh`true`),
        run({ if: and(eq(runner.os, "Linux"), eq(current.status, "success"), failure()) }, sh`true`),
        run({ if: eq(github.secret_source, "Dependabot") }, sh`echo ${hashFiles("x")} ${current.check_run_id}`),
      ],
    }),
  ],
});

// --- values
// @ts-expect-error a number is no text
eq(inputs.count, "3");
// @ts-expect-error a boolean is no text
eq(inputs.deep, "true");
// @ts-expect-error a text is no boolean
eq(github.ref, true);
// @ts-expect-error not one of the options
oneOf(inputs.mode, ["live", "lve"]);
// @ts-expect-error texts are not compared by size: "10" is less than "9"
lt(github.run_attempt, 2);
// @ts-expect-error a number is not compared with a text
gt(inputs.count, "2");
// @ts-expect-error the text comes first; a list is searched with `oneOf`
contains(github.ref, ["a", "b"]);
// @ts-expect-error an item of another type
contains(list, 3);
// @ts-expect-error a number holds no text
contains(inputs.count, "3");
// @ts-expect-error a boolean has no beginning
startsWith(inputs.deep, "t");
// @ts-expect-error a text is no list
join(github.ref, ", ");
// @ts-expect-error a text is no list
each(github.ref);
// @ts-expect-error an object is no list of scalars
join(github.event.issue.labels, ", ");
// @ts-expect-error a property that the items do not have
each(github.event.issue.labels).nmae;
// @ts-expect-error a list is indexed by numbers
at(list, "a");
// @ts-expect-error a kind of JSON that does not exist
fromJSON(github.ref, "numbers");
// @ts-expect-error JSON of a number is no text to parse
fromJSON(inputs.count, "number");
// @ts-expect-error at least one pattern
hashFiles();

// --- conditions
// @ts-expect-error a text is no predicate
when(github.ref, "a");
// @ts-expect-error a predicate that may be null fails on GitHub
when(nullable, "a");
// @ts-expect-error a value for when no branch is taken is missing
run({ if: when(inputs.deep, true) }, sh`true`);
// @ts-expect-error branches of texts make no condition
run({ if: when(inputs.deep, "a").otherwise("b") }, sh`true`);
// @ts-expect-error texts are no operands of `and`
and(github.ref, inputs.ref);
// @ts-expect-error a text has no opposite
not(github.ref);

// --- functions where the key forbids them
// @ts-expect-error hashFiles needs a workspace: not in a job's `if`
job("b", { "runs-on": ubuntu, if: eq(hashFiles("x"), "y"), steps: [] });
// @ts-expect-error hashFiles not in a job's env
job("c", { "runs-on": ubuntu, env: { A: hashFiles("x") }, steps: [] });
// @ts-expect-error hashFiles not in a job's outputs
job("d", { "runs-on": ubuntu, outputs: { a: hashFiles("x") }, steps: [] });
// @ts-expect-error a status function not in env
run({ env: { A: failure() } }, sh`true`);
// @ts-expect-error nor in a script, which is env
sh`echo ${always()}`;
// @ts-expect-error nor in run-name, however deep
workflow("w", { on, "run-name": format`${when(failure(), "bad").otherwise("good")}`, jobs: [] });
// @ts-expect-error jobs can be named in a job's `if` only
run({ if: failure(build) }, sh`true`);
// @ts-expect-error a secret inside a function is still a secret
run({ if: eq(when(startsWith(secrets.TOKEN, "x"), "a").otherwise("b"), "a") }, sh`true`);
// @ts-expect-error as a default, too
job("e", { "runs-on": ubuntu, name: firstOf(inputs.ref, secrets.TOKEN), steps: [] });
