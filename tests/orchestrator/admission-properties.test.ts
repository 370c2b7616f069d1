import type { TaskRule } from "@yardmaster/core";
import type { GitHubErrorKind } from "@yardmaster/github";
import { type Actor, type ActorFacts, decideAdmission } from "@yardmaster/orchestrator";
import fc from "fast-check";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { type Answers, facts, kinds, rule, type Team } from "./helpers/admission-facts.ts";

const properties = suite("who may: properties");
const mona: Partial<Actor> = { login: "mona", id: undefined };
const bot = { login: "renovate[bot]", id: 5, kind: { app: "renovate" } } as const;
const team = fc.constantFrom<Team | GitHubErrorKind>(
  "active",
  "pending",
  "none",
  "none-or-not-visible",
  ...kinds,
  "not-found",
);
const answers: fc.Arbitrary<Answers> = fc.record(
  {
    actor: fc.constantFrom<Partial<Actor>>({}, mona, bot, { through: "renovate" }, { through: "" }),
    roles: fc.record({ triage: fc.boolean(), push: fc.boolean(), admin: fc.boolean() }),
    roleName: fc.constantFrom("", "Releaser", "admin"),
    permissionFails: fc.option(fc.constantFrom<GitHubErrorKind | "not-asked">(...kinds, "not-found", "not-asked"), {
      nil: undefined as never,
    }),
    teams: fc.record({ "acme/ops": team, "acme/interns": team }, { requiredKeys: [] }) as fc.Arbitrary<
      Record<string, Team>
    >,
  },
  { requiredKeys: [] },
);
const names = <T extends string>(...all: readonly T[]) => fc.subarray([...all]);
const rules: fc.Arbitrary<TaskRule> = fc.record({
  roles: names("triage", "write", "maintain", "admin"),
  customRoles: names("Releaser"),
  teams: names("ops"),
  people: names("octocat", "mona", "x"),
  apps: names("renovate"),
  except: fc.record({ teams: names("interns"), people: names("mona", "octocat") }),
});
const decision = (who: TaskRule, people: readonly Answers[]) => {
  const [first, ...rest] = people.map(facts);
  return decideAdmission(rule(who), [first as ActorFacts, ...rest]);
};
const settings = { numRuns: 2_000, seed: 6 };
properties("who else has to pass never turns a no into a yes", () => {
  fc.assert(
    fc.property(rules, answers, answers, (who, sender, other) => {
      const both = decision(who, [sender, other]).allowed;
      assert.is(both, decision(who, [sender]).allowed && decision(who, [other]).allowed);
    }),
    settings,
  );
});
properties("a further exclusion never admits, and a further way never excludes", () => {
  fc.assert(
    fc.property(rules, rules, answers, (who, more, person) => {
      const stricter = { ...who, except: merge(who.except ?? {}, more.except ?? {}) };
      if (decision(stricter, [person]).allowed) assert.ok(decision(who, [person]).allowed);
      const wider = { ...merge({ ...who, except: {} }, { ...more, except: {} }), except: who.except ?? {} };
      if (decision(who, [person]).allowed) assert.ok(decision(wider, [person]).allowed);
    }),
    settings,
  );
});
properties("losing every answer never admits", () => {
  fc.assert(
    fc.property(rules, answers, (who, { actor, ...known }) => {
      const blind = decision(who, [actor ? { actor } : {}]).allowed;
      if (!blind) return;
      const seen = decision(who, [{ ...(actor ? { actor } : {}), ...known }]);
      // What was not asked can still tell of an exclusion or another identity, never that a way is missing.
      if (!seen.allowed) assert.ok(["excluded", "exclusion-unknown", "other-identity"].includes(seen.reason.code));
    }),
    settings,
  );
});
properties.run();

function merge<T extends object>(a: T, b: T): T {
  const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])] as (keyof T)[];
  const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
  return Object.fromEntries(
    keys.filter((key) => key !== "except").map((key) => [key, [...new Set([...list(a[key]), ...list(b[key])])]]),
  ) as T;
}
