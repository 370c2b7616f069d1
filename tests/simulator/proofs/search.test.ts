import { simulate } from "@yardmaster/simulator";
import { forAll, printSearch, type Search, search } from "@yardmaster/simulator/testing";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { failure, push, repositoryOf } from "./repository.ts";

const test = suite("searches over a space");
const space = { who: ["owner", "member", "stranger"], how: ["push", "comment"], again: [false, true] };

test("come by every combination once, those near the first alternatives first", () => {
  const seen: string[] = [];
  const found = search(space, ({ who, how, again }) => {
    seen.push(`${who} ${how} ${again}`);
    return true;
  });
  assert.equal(seen, [
    "owner push false",
    "owner push true",
    "owner comment false",
    "member push false",
    "stranger push false",
    "owner comment true",
    "member push true",
    "member comment false",
    "stranger push true",
    "stranger comment false",
    "member comment true",
    "stranger comment true",
  ]);
  assert.equal(found, {
    combinations: 12,
    tried: 12,
    distinctTraces: 0,
    seen: {},
    decides: { who: 0, how: 0, again: 0 },
  });
});

test("give the smallest counter-example: fewest axes differ, then the first in the order of the axes", () => {
  const found = search(space, ({ who, how, again }) => {
    if (who === "stranger" && how === "comment") return "a stranger comments";
    return who === "stranger" && again ? "a stranger runs it again" : true;
  });
  assert.equal(found.counterExample, {
    combination: { who: "stranger", how: "push", again: true },
    reason: "a stranger runs it again",
    differs: ["who", "again"],
  });
  assert.is(found.tried, 9);
  assert.is(
    printSearch("gate", found),
    'gate: 12 combinations, a counter-example at number 9\na stranger runs it again\n> who: "stranger"\n  how: "push"\n> again: true\n',
  );
});

test("the smallest is that of a search without order, over many properties", () => {
  const axes = { a: [0, 1, 2], b: [0, 1], c: [0, 1, 2], d: [0, 1] };
  for (let seed = 1; seed < 200; seed += 1) {
    const fails = ({ a, b, c, d }: Record<"a" | "b" | "c" | "d", number>) =>
      ((a * 7 + b * 11 + c * 13 + d * 17 + a * c * 5 + b * d * 3) * seed) % 23 === 4;
    const all = axes.a.flatMap((a) =>
      axes.b.flatMap((b) => axes.c.flatMap((c) => axes.d.map((d) => ({ a, b, c, d })))),
    );
    const size = (each: Record<string, number>) => Object.values(each).filter((value) => value !== 0).length;
    const [smallest] = all.filter(fails).sort((one, other) => size(one) - size(other));
    const found = search(axes, (each) => (fails(each) ? "fails" : true));
    assert.equal(found.counterExample?.combination, smallest);
    if (!smallest) assert.is(found.tried, 36);
  }
});

test("take alternatives that depend on axes before them", () => {
  const seen: string[] = [];
  const found = search(
    {
      event: ["push", "comment"],
      action: ({ event }: { event: string }) => (event === "push" ? ["none"] : ["created", "edited", "deleted"]),
      body: ({ event }: { event: string }) => (event === "push" ? [""] : ["/go", "hello"]),
    },
    ({ event, action, body }, notes) => {
      seen.push(`${event} ${action} ${body}`);
      if (event === "comment") notes.see("comment");
      return true;
    },
  );
  assert.is(new Set(seen).size, 7);
  assert.equal([found.combinations, found.tried, found.seen, found.decides], [7, 7, { comment: 6 }, undefined]);
});

test("say which axes change what is seen, and at how many combinations", () => {
  const { decides, seen } = search(space, ({ who, how }, { see }) => {
    see(who === "owner" || (who === "member" && how === "push") ? "in" : "out");
    return true;
  });
  assert.equal(decides, { who: 12, how: 4, again: 0 });
  assert.equal(seen, { in: 6, out: 6 });
});

test("count traces by their content", () => {
  const repository = repositoryOf({ "ci.yml": "on: push\njobs: {a: {runs-on: x, steps: [{run: a}]}}" });
  const found = search({ who: ["a", "b", "c"], ref: ["main", "next"] }, ({ ref }, { trace }) => {
    trace(simulate(repository, { ...push(), ref: `refs/heads/${ref}` }));
    return true;
  });
  assert.is(found.distinctTraces, 2);
  assert.is(printSearch("pushes", found), "pushes: 6 combinations, 2 distinct traces, no counter-example\n");
});

test("take a failed assertion for a reason, and any other error for a bug, with its place", () => {
  const { counterExample } = search(space, ({ who }) => {
    assert.is(who, "owner", "only owners");
    return true;
  });
  assert.is(counterExample?.reason, "only owners");
  const broken = () =>
    search(space, ({ who }) => {
      if (who === "member") throw new TypeError("x is not a function");
      return true;
    });
  assert.throws(broken, (error: Error) => {
    assert.is(error.message, 'The property fails at who: "member", how: "push", again: false');
    return error.cause instanceof TypeError;
  });
});

const refusals: readonly { readonly what: string; readonly run: () => unknown; readonly says: string }[] = [
  {
    what: "no axis",
    run: () => search({}, () => true),
    says: "The space has no axis: a proof over nothing proves nothing",
  },
  {
    what: "an empty axis",
    run: () => search({ who: ["a"], how: [] }, () => true),
    says: 'The axis "how" has no alternative: a proof over nothing proves nothing',
  },
  {
    what: "an axis that is empty beside some of the others",
    run: () => search({ who: ["a", "b"], how: ({ who }: { who: string }) => (who === "a" ? [1] : []) }, () => true),
    says: 'The axis "how" has no alternative where who: "b": a proof over nothing proves nothing',
  },
  {
    what: "an axis that is no list",
    run: () => search({ who: "abc" as unknown as string[] }, () => true),
    says: 'The axis "who" is no list of alternatives',
  },
  {
    what: "an alternative twice",
    run: () => search({ who: [{ a: 1 }, { a: 1 }] }, () => true),
    says: 'The axis "who" has the alternative {"a":1} twice',
  },
  {
    what: "a number for a name, which would come first",
    run: () => search({ who: ["a"], 1: ["b"] }, () => true),
    says: 'The axis "1" is a number, which JavaScript puts before all names',
  },
  {
    what: "an axis that reads one behind it",
    run: () => search({ who: ({ how }: { how: string }) => [how], how: ["a"] }, () => true),
    says: 'The axis "who" reads "how", which is no axis before it',
  },
  {
    what: "more combinations than the limit, and no sample of them",
    run: () => search(space, () => true, { limit: 11 }),
    says: "The space has more than 11 combinations: name a higher limit, or fewer alternatives",
  },
  {
    what: "a property that answers nothing",
    run: () => search(space, (() => undefined) as unknown as () => true),
    says: 'The property answers neither true nor a reason at who: "owner", how: "push", again: false',
  },
  {
    what: "a property that answers later",
    run: () => search(space, (async () => true) as unknown as () => true),
    says: 'The property answers neither true nor a reason at who: "owner", how: "push", again: false',
  },
  {
    what: "a property with a memory",
    run: () => {
      let asked = 0;
      return search(space, () => {
        asked += 1;
        return asked === 3 ? "the third" : true;
      });
    },
    says: "The property does not answer the same twice: it has a memory, or draws lots",
  },
];
for (const { what, run, says } of refusals) {
  test(`refuse ${what}`, () => {
    assert.throws(run, (error: Error) => {
      assert.is(error.message, says);
      return true;
    });
  });
}

test("that have exactly the limit are made", () => {
  assert.is(search(space, () => true, { limit: 12 }).tried, 12);
});

test("keep axes that are called like members of objects", () => {
  const found = search({ constructor: ["a", "b"], toString: [1, 2] }, (each) =>
    each.constructor === "b" && each.toString === 2 ? "both" : true,
  );
  assert.equal(found.counterExample?.differs, ["constructor", "toString"]);
});

test("forAll fails with the smallest counter-example", () => {
  const said = failure(() => forAll(space, ({ who }) => (who === "stranger" ? "a stranger" : true)));
  assert.is(
    said,
    'forAll: The property fails at who: "stranger": a stranger | "a stranger\\n> who: \\"stranger\\"\\n  how: \\"push\\"\\n  again: false\\n" | "12 combinations without a counter-example\\n"',
  );
});

test("forAll fails where what has to be seen is not", () => {
  const prove = (mustSee: string[]): Search =>
    forAll(
      space,
      (_, { see }) => {
        see("not reached");
        return true;
      },
      { mustSee },
    );
  assert.is(
    failure(() => prove(["not reached", "reached"])),
    'forAll: Of 12 combinations none is seen as "reached": the property says nothing of it | {"not reached":12} | ["not reached","reached"]',
  );
  assert.is(prove(["not reached"]).combinations, 12);
  assert.match(
    failure(() => prove(["toString"])),
    'none is seen as "toString"',
  );
});

test.run();
