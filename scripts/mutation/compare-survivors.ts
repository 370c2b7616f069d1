/** A change of the sources that no test notices, in terms that survive edits elsewhere in the file. */
export interface Survivor {
  readonly file: string;
  /** Stryker's name of the kind of change. */
  readonly mutator: string;
  readonly original: string;
  readonly replacement: string;
}

export interface ExplainedSurvivor extends Survivor {
  /** Why no test can or need notice it. */
  readonly reason: string;
}

/** The part of Stryker's report that is used: the format of mutation-testing-report-schema 2. */
export interface MutationReport {
  readonly files: Readonly<Record<string, { readonly source: string; readonly mutants: readonly ReportedMutant[] }>>;
}

interface ReportedMutant {
  readonly mutatorName: string;
  readonly replacement?: string;
  readonly status: string;
  /** Lines and columns count from 1; the end is exclusive. */
  readonly location: { readonly start: Position; readonly end: Position };
}

interface Position {
  readonly line: number;
  readonly column: number;
}

/** What ends a mutant: its tests fail, or do not end. */
const noticed = ["Killed", "Timeout"];

export function readSurvivors(report: MutationReport): readonly (Survivor & { readonly line: number })[] {
  return readMutants(report, (status) => !noticed.includes(status));
}

/** Those whose tests did not end in time, which on a busy machine says nothing. */
export function readTimedOut(report: MutationReport): readonly Survivor[] {
  return readMutants(report, (status) => status === "Timeout");
}

function readMutants({ files }: MutationReport, isWanted: (status: string) => boolean) {
  return Object.entries(files).flatMap(([file, { source, mutants }]) =>
    mutants
      .filter(({ status }) => isWanted(status))
      .map(({ mutatorName, replacement = "", location }) => ({
        file,
        mutator: mutatorName,
        original: cutOut(source, location.start, location.end),
        replacement,
        line: location.start.line,
      })),
  );
}

export function countMutants({ files }: MutationReport): number {
  return Object.values(files).reduce((sum, { mutants }) => sum + mutants.length, 0);
}

/** Sentences, one for each survivor without a reason and each reason without a survivor or what timed out; each answers for one. */
export function compareSurvivors(
  survivors: readonly (Survivor & { readonly line: number })[],
  explained: readonly ExplainedSurvivor[],
  timedOut: readonly Survivor[] = [],
): string[] {
  const open = [...explained];
  const problems: string[] = [];
  for (const survivor of survivors) {
    const index = open.findIndex((each) => keyOf(each) === keyOf(survivor));
    if (index < 0) problems.push(`${survivor.file}:${survivor.line} survives without a reason: ${describe(survivor)}`);
    else open.splice(index, 1);
  }
  for (const each of timedOut) {
    const index = open.findIndex((reason) => keyOf(reason) === keyOf(each));
    if (index >= 0) open.splice(index, 1);
  }
  const empty = explained.filter(({ reason }) => reason.trim() === "");
  return [
    ...problems,
    ...open.map((each) => `${each.file}: a reason is given for what does not survive: ${describe(each)}`),
    ...empty.map((each) => `${each.file}: the reason is empty: ${describe(each)}`),
  ];
}

function cutOut(source: string, start: Position, end: Position): string {
  const lines = source.split("\n");
  const offset = ({ line, column }: Position) =>
    lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0) + column - 1;
  return source.slice(offset(start), offset(end));
}

function keyOf({ file, mutator, original, replacement }: Survivor): string {
  return JSON.stringify([file, mutator, original, replacement]);
}

function describe({ mutator, original, replacement }: Survivor): string {
  return `${mutator} ${JSON.stringify(original)} -> ${JSON.stringify(replacement)}`;
}
