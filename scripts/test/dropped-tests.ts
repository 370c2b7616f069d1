const onlyCall = /^[ \t]*(\w+)\.only\(/gm;
const suiteDeclaration = /^(?:export )?const (\w+) = suite(?:<[^>]*>)?\(/gm;

/**
 * Tests that uvu would leave out without a word: the ones beside an `.only`, and suites that nothing runs.
 * @returns one sentence for each, with its line.
 */
export function findDroppedTests(source: string): string[] {
  const only = [...source.matchAll(onlyCall)].map(
    (call) => `line ${lineAt(source, call)}: ${call[1]}.only leaves out every other test of its suite.`,
  );
  const notRun = [...source.matchAll(suiteDeclaration)]
    .filter((declaration) => !new RegExp(`^[ \\t]*${declaration[1]}\\.run\\(\\)`, "m").test(source))
    .map((declaration) => `line ${lineAt(source, declaration)}: nothing calls ${declaration[1]}.run().`);
  return [...only, ...notRun];
}

function lineAt(source: string, match: RegExpMatchArray): number {
  return source.slice(0, match.index).split("\n").length;
}
