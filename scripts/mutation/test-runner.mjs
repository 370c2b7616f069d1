// Stryker's test runner for the bundle: the tests stay loaded, and for each mutant those run that reach it, up to the first
// that fails. Contract: TestRunner of @stryker-mutator/api, whose constants are spelled out here.
import { join } from "node:path";
import { pathToFileURL } from "node:url";

export const strykerPlugins = [{ kind: "TestRunner", name: "bundle", factory: createRunner }];

const success = 0;
const failed = 1;

function createRunner() {
  /** Shared with the instrumented sources. */
  globalThis.__stryker__ ??= {};
  const shared = globalThis.__stryker__;
  let loaded;
  const load = async () => {
    loaded ??= (await import(pathToFileURL(join(process.cwd(), "mutation-tests.mjs")).href)).tests;
    return loaded;
  };
  return {
    // A module is loaded once in a process: Stryker starts another one for what is evaluated on loading.
    capabilities: () => ({ reloadEnvironment: false }),

    async dryRun() {
      const results = [];
      for (const [id, body] of await load()) {
        shared.currentTestId = id;
        const start = performance.now();
        const failureMessage = await run(body);
        const test = { id, name: id, timeSpentMs: performance.now() - start };
        results.push(
          failureMessage === undefined ? { ...test, status: success } : { ...test, status: failed, failureMessage },
        );
      }
      shared.currentTestId = undefined;
      return { status: "complete", tests: results, mutantCoverage: shared.mutantCoverage };
    },

    async mutantRun({ activeMutant, mutantActivation, testFilter, hitLimit }) {
      Object.assign(shared, { hitCount: hitLimit === undefined ? undefined : 0, hitLimit, activeMutant: undefined });
      if (mutantActivation === "static") shared.activeMutant = activeMutant.id;
      let tests;
      try {
        tests = await load();
      } catch (error) {
        return { status: "killed", killedBy: ["loading"], failureMessage: print(error), nrOfTests: 0 };
      }
      shared.activeMutant = activeMutant.id;
      let nrOfTests = 0;
      for (const id of testFilter ?? tests.keys()) {
        nrOfTests++;
        const failureMessage = await run(tests.get(id));
        if (shared.hitCount > hitLimit) return { status: "timeout", reason: "It does not end." };
        if (failureMessage !== undefined) return { status: "killed", killedBy: [id], failureMessage, nrOfTests };
      }
      return { status: "survived", nrOfTests };
    },
  };
}

/** @returns why the test fails */
async function run(body) {
  try {
    await body();
    return undefined;
  } catch (error) {
    return print(error);
  }
}

function print(error) {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
