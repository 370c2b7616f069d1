// Stands in for uvu inside the bundle: `suite` collects the tests, and Stryker's runner starts those that a mutant needs.

/** @type {Map<string, () => unknown>} By number and name, in the order of the files. */
export const tests = new Map();

/** @param {string} suiteName */
export function suite(suiteName) {
  const test = (name, body) => {
    tests.set(`${tests.size + 1} ${suiteName}: ${name}`, body);
  };
  return Object.assign(test, { run: () => undefined });
}
