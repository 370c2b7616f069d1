import type { Problem } from "./problem.ts";
import type { RepositoryView } from "./repository-view.ts";

const missionPage = "docs/mission.md";
export const missionRows: readonly string[] = [
  ...Array.from({ length: 6 }, (_, index) => `C${index + 1}`),
  ...Array.from({ length: 19 }, (_, index) => `S${index + 1}`),
];

/** Each row of the mission stands once, and names a test or a command that shows it and exists. */
export function checkMission(view: RepositoryView): Problem[] {
  const page = view.pages.find((each) => each.path === missionPage);
  if (!page) return [{ file: missionPage, line: 1, message: "The page does not exist." }];
  const rows = page.text.split("\n").flatMap((text, index) => {
    const id = /^\|\s*\**([CS]\d+)\**\s*\|/.exec(text)?.[1];
    return id ? [{ id, text, line: index + 1 }] : [];
  });
  const missing = missionRows
    .filter((id) => !rows.some((row) => row.id === id))
    .map((id) => ({ file: missionPage, line: 1, message: `Row ${id} is missing.` }));
  const wrong = rows.flatMap(({ id, text, line }) => {
    const message = !missionRows.includes(id)
      ? `Row ${id} is none of the mission's.`
      : rows.find((row) => row.id === id)?.line !== line
        ? `Row ${id} stands twice.`
        : isShown(view, text)
          ? undefined
          : `Row ${id} names no test file and no command that exists.`;
    return message ? [{ file: missionPage, line, message }] : [];
  });
  return [...missing, ...wrong];
}

function isShown(view: RepositoryView, row: string): boolean {
  const tests = [...row.matchAll(/\btests\/[\w./-]+\.test\.ts\b/g)].map((test) => test[0]);
  const scripts = [...row.matchAll(/`npm run ([\w:.-]+)/g)].map((script) => script[1] ?? "");
  const programs = [...row.matchAll(/`bash ([\w./-]+)/g)].map((program) => program[1] ?? "");
  return [...tests, ...programs].some(view.exists) || scripts.some((name) => view.npmScripts.has(name));
}
