import type { Finding } from "@yardmaster/core";
import type { MadeFile } from "../documents/check-files.ts";
import { checkWithGitHubParser } from "../documents/check-text.ts";
import { type Claim, findDoubleClaims } from "../documents/find-claims.ts";
import { findUnreadRoots } from "../documents/find-unread-roots.ts";
import type { CompilerHost } from "../host/compiler-host.ts";
import { overlayFiles } from "../host/overlay-files.ts";
import { learnKnowledge } from "../plan/learn-knowledge.ts";
import { planWrites } from "../plan/plan-writes.ts";
import { actionlintSettings, readFurther, readGenerated } from "../repository/read-generated.ts";
import { unreadableCodes } from "../sources/diagnostics.ts";
import { locateProblems } from "../sources/locate-problems.ts";
import type { Problem } from "../sources/problem.ts";
import { answerLinters } from "./answer-linters.ts";
import type { Compilation, CompileOptions } from "./compilation.ts";
import type { PlacedDocument } from "./compiled-source.ts";
import { describeClaim } from "./describe-claim.ts";
import { judge } from "./judge.ts";
import { linterSettings } from "./linter-settings.ts";
import { type LoadedDocuments, loadDocuments } from "./load-documents.ts";
import { printDocuments } from "./print-documents.ts";

type PassOptions = CompileOptions & Required<Pick<CompileOptions, "genCommand">>;

/**
 * Load, check and print each document by itself, judge them beside each other and by GitHub's parser, give what is wrong
 * its place, and plan. Whatever stands in `files` has passed them all.
 */
export async function runPasses(
  root: string,
  given: CompilerHost,
  { overlay, genCommand, checkText = checkWithGitHubParser }: PassOptions,
): Promise<Compilation> {
  const files = overlay ? overlayFiles(given.files, root, overlay) : given.files;
  const host = { ...given, files };
  const known = await readGenerated(root, files);
  const loaded = await loadDocuments(root, host, overlay);
  const { documents } = loaded;
  const printed = await printDocuments(loaded, { genCommand, checkText });
  const unread = await findUnreadRoots(documents, root, files);
  const claims = findDoubleClaims(documents);
  const unanswered = withoutClaimed(printed.made, claims);
  const mayBeMade = unfinished(loaded, unanswered);
  const onDisk = await readFurther(root, known, documents.map(pathOf), files);
  const { policies } = loaded;
  const { stderr, spoil } = host;
  const around = { root, files, checkText, onDisk, mayBeMade, policies, stderr, spoil };
  const judged = await judge({ documents, made: unanswered, ...around });
  const { problems: refused, suppressed } = judged;
  const answered = await answerLinters(unanswered, documents, suppressed, genCommand);
  const settings = await linterSettings(suppressed, answered, onDisk.files.get(actionlintSettings), genCommand);
  const made = [...answered, ...settings.made];

  const problems = [...loaded.problems, ...printed.problems, ...unread, ...refused];
  problems.push(...settings.diagnostics.map((diagnostic) => ({ diagnostic })));
  const wrong = new Set(refused.flatMap(({ diagnostic, file }) => (diagnostic.severity === "error" ? [file] : [])));
  const sound = made.filter(({ path }) => !wrong.has(path));
  const isWhole = sound.length === documents.length + settings.made.length;
  const inTheWay = isWhole ? onDisk : await readFurther(root, known, sound.map(pathOf), files);
  const isKept = (path: string) => mayBeMade(path) || wrong.has(path);
  const knowledge = await learnKnowledge(sound, inTheWay.files, isKept, { root, host });
  return {
    files: sound.map(({ path, source, text }) => ({ path, source, text })), // trees are large, and done with
    findings: problems.length + claims.length === 0 ? [] : await locate(problems, claims, loaded),
    isUnreadable: problems.some(({ diagnostic }) => unreadableCodes.has(diagnostic.code)) || claims.length > 0,
    plan: planWrites(sound, inTheWay.files, isKept, knowledge),
    leftovers: inTheWay.leftovers,
    sources: problems.length + claims.length === 0 ? loaded.describe(judged.policiesLookedAround) : undefined,
  };
}

/** A file that two documents want is neither's. */
function withoutClaimed(made: readonly MadeFile[], claims: readonly Claim<PlacedDocument>[]): readonly MadeFile[] {
  const claimed = new Set(claims.map(({ path }) => path.toLowerCase()));
  return made.filter(({ path }) => !claimed.has(path.toLowerCase()));
}

/** Tells of a file that nothing has made whether a source with an error may make it. */
function unfinished(
  { documents, unexported, isComplete }: LoadedDocuments,
  made: readonly MadeFile[],
): (path: string) => boolean {
  const sound = new Set(made.map(pathOf));
  const unsound = new Set(documents.map(pathOf).filter((path) => !sound.has(path)));
  return (path) => unsound.has(path) || unexported.has(path) || (!isComplete && !sound.has(path));
}

async function locate(
  problems: readonly Problem[],
  claims: readonly Claim<PlacedDocument>[],
  { makeLocator }: LoadedDocuments,
): Promise<readonly Finding[]> {
  const locator = await makeLocator();
  return locateProblems([...problems, ...claims.map((claim) => describeClaim(claim, locator))], locator);
}

function pathOf({ path }: { readonly path: string }): string {
  return path;
}
