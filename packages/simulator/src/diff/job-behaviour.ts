import { asMap, isMap, type JobView, matrixLegs, runnerLabels, type Value, type WorkflowModel } from "@yardmaster/core";
import { Unknown } from "@yardmaster/core/evaluation";
import { effectivePermissions } from "../calls/permissions.ts";
import { fill } from "../evaluate/evaluate.ts";
import type { SimulatedSettings } from "../trace/facts.ts";
import type { Fact, JobBehaviour } from "./behaviour.ts";
import { canonicalData, scalarText, writtenText } from "./canonical.ts";
import { code } from "./code.ts";
import { concurrencyFacts, settingFacts } from "./setting-facts.ts";
import { conditionFact, imageFact, stepBehaviour, timeoutFact } from "./step-behaviour.ts";
import { setFact, textsOf } from "./trigger-facts.ts";

/** What one job does; its name is told by the check that it files. */
export function jobBehaviour(
  { id, path, keys, uses, steps }: JobView,
  { permissions: stated }: WorkflowModel,
  settings: SimulatedSettings,
): JobBehaviour {
  const { if: condition, needs, environment, concurrency, container, services, strategy, permissions, ...rest } = keys;
  const {
    name: _,
    steps: __,
    uses: ___,
    with: given,
    secrets,
    "runs-on": runsOn,
    "timeout-minutes": minutes,
    ...others
  } = rest;
  const at = (key: string) => [...path, key];
  const facts: readonly Fact[] = [
    conditionFact(condition, at("if")),
    setFact("needs", "needed jobs", at("needs"), textsOf(needs)),
    ...environmentFacts(environment, at("environment")),
    ...concurrencyFacts(concurrency, at("concurrency")),
    ...(uses ? [] : [runnerFact(runsOn, strategy, at("runs-on"))]),
    ...(uses ? [] : [timeoutFact(minutes ?? 360, at("timeout-minutes"))]),
    ...strategyFacts(strategy, at("strategy")),
    ...containerFacts("container", container, at("container")),
    ...Object.entries(asMap(services) ?? {}).flatMap(([name, service]) =>
      containerFacts(`service ${code(name)}`, service, [...at("services"), name]),
    ),
    ...(typeof services === "string" ? settingFacts("settings", "services", services, at("services")) : []),
    ...callFacts(uses, at("uses")),
    ...settingFacts("calls", "with", given, at("with")),
    ...handedSecrets(secrets, at("secrets")),
    ...Object.entries(others).flatMap(([key, value]) => cacheOrSetting(key, value, at(key))),
  ];
  const trust = { isRestricted: false, secretSource: "Actions" } as const;
  return {
    id,
    path,
    facts,
    permissions: effectivePermissions({ job: permissions, workflow: stated, ceiling: undefined, settings, trust }),
    steps: steps.map(stepBehaviour),
  };
}

function environmentFacts(environment: Value | undefined, path: Fact["path"]): readonly Fact[] {
  const { name, deployment, url, ...others } = isMap(environment) ? environment : { name: environment };
  const text = scalarText(name);
  if (text === "") return [];
  const named: Fact = {
    kind: "environments",
    subject: "environment",
    path,
    value: text.toLowerCase(),
    shown: code(writtenText(name)),
    weigh: "guard",
  };
  const more = { deployment: deployment === true ? undefined : deployment, url, ...others };
  return [named, ...settingFacts("environments", "environment", more, path)];
}

/** Labels ignore case. What runs where under a matrix is told leg by leg, as far as it is known. */
function runnerFact(runsOn: Value | undefined, strategy: Value | undefined, path: Fact["path"]): Fact {
  const matrix = asMap(strategy)?.matrix;
  const legs = (matrix === undefined ? undefined : matrixLegs(matrix)) ?? [undefined];
  const found = legs.map((leg) => {
    const filled = leg && fill(runsOn ?? null, { contexts: { ...unknownContexts, matrix: leg }, answers: {} });
    return describeRunner(filled === undefined || isUnknown(filled) ? runsOn : (filled as Value));
  });
  return setFact("runners", "runner", path, found);
}

const unknownContexts = Object.fromEntries(
  ["github", "inputs", "needs", "strategy", "vars"].map((name) => [name, new Unknown([name])]),
);

function isUnknown(value: unknown): boolean {
  if (value instanceof Unknown) return true;
  return typeof value === "object" && value !== null && Object.values(value).some(isUnknown);
}

function describeRunner(runsOn: Value | undefined): string {
  const group = asMap(runsOn)?.group;
  const labels = [...new Set(runnerLabels(runsOn).map((label) => scalarText(label).toLowerCase()))].sort();
  const known = [...(group === undefined ? [] : [`group ${scalarText(group)}`]), ...labels];
  return known.length > 0 ? known.join(", ") : scalarText(runsOn);
}

function strategyFacts(strategy: Value | undefined, path: Fact["path"]): readonly Fact[] {
  if (!isMap(strategy)) return settingFacts("settings", "strategy", strategy, path);
  const { matrix, "fail-fast": failFast, ...others } = strategy;
  const legs = matrixLegs(matrix);
  const told: readonly Fact[] =
    matrix === undefined
      ? []
      : legs
        ? [setFact("runners", "legs of the matrix", [...path, "matrix"], legs.map(canonicalData))]
        : settingFacts("runners", "matrix", canonicalData(matrix), [...path, "matrix"]);
  const stops = failFast === true || failFast === undefined ? undefined : failFast;
  return [...told, ...settingFacts("settings", "strategy", { "fail-fast": stops, ...others }, path)];
}

function containerFacts(subject: string, container: Value | undefined, path: Fact["path"]): readonly Fact[] {
  if (container === undefined || container === null) return [];
  const { image, ...others } = isMap(container) ? container : { image: container };
  const text = writtenText(image);
  return [
    ...(text === "" ? [] : [imageFact(`image of the ${subject}`, text, path)]),
    ...settingFacts("settings", subject.replaceAll("`", ""), others, path),
  ];
}

function callFacts(uses: JobView["uses"], path: Fact["path"]): readonly Fact[] {
  if (!uses) return [];
  const called =
    uses.kind === "repository"
      ? `${uses.owner.toLowerCase()}/${uses.repository.toLowerCase()}/${uses.folder}`
      : uses.kind === "local"
        ? uses.folder
        : uses.text;
  return [{ kind: "calls", subject: "called workflow", path, value: called, shown: code(called) }];
}

function handedSecrets(secrets: Value | undefined, path: Fact["path"]): readonly Fact[] {
  if (secrets === undefined || secrets === null) return [];
  if (!isMap(secrets)) {
    return [
      {
        kind: "secrets",
        subject: "handed secrets",
        path,
        value: scalarText(secrets),
        shown: code(scalarText(secrets)),
        weigh: "inherit",
      },
    ];
  }
  return Object.entries(secrets).map(([name, value]): Fact => {
    const text = scalarText(value);
    const subject = `handed secret ${code(name.toUpperCase())}`;
    const shown = code(writtenText(value));
    return { kind: "secrets", subject, path: [...path, name], value: text, shown, weigh: "inherit" };
  });
}

function cacheOrSetting(key: string, value: Value | undefined, path: Fact["path"]): readonly Fact[] {
  if (key !== "cache-mode") {
    return key === "continue-on-error" && value === false ? [] : settingFacts("settings", key, value, path);
  }
  return cacheFacts(value, path);
}

/** What a run may do with the caches of the repository. */
export function cacheFacts(value: Value | undefined, path: Fact["path"]): readonly Fact[] {
  return settingFacts("permissions", "cache-mode", value, path).map((fact) => ({ ...fact, weigh: "cache" as const }));
}
