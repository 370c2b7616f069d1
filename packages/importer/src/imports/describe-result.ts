import type { Finding } from "@yardmaster/core";
import type { YamlDocument } from "@yardmaster/yaml-io";
import { nearestPlace } from "../proof/nearest-place.ts";
import type { Objection } from "../proof/objection.ts";
import type { ImportedResult, Refusal } from "./import-result.ts";
import type { ImportedModule } from "./imported-module.ts";
import { listUnsafe } from "./list-unsafe.ts";

/** What is said of a file at the end. */
export function describeResult(module: ImportedModule, isHoisting: boolean): ImportedResult {
  const { file, written, unanswered, comments, source, yaml, wrong } = module;
  const { path, document } = file;
  const isProved = unanswered.length === 0;
  const lost = comments?.lost.length ?? document.comments().length;
  return {
    path,
    module: file.module,
    ...(source === undefined ? {} : { source }),
    ...(isProved && yaml !== undefined ? { yaml } : {}),
    state: isProved ? "proved" : "refused",
    refused: unanswered.map((objection) => refusalOf(objection, document)),
    wrong: [...wrong, ...wrongFromTheStart(module)].map((objection) => findingOf(objection, path, document)),
    expressions: written?.expressions ?? { typed: 0, text: 0 },
    comments: { kept: comments?.kept ?? 0, lost },
    ...listUnsafe(module, isHoisting),
  };
}

/** What was written as it stands before any judge had seen it. */
function wrongFromTheStart({ written }: ImportedModule): readonly Objection[] {
  const wrong = written?.kept.filter(({ isWrong }) => isWrong) ?? [];
  return wrong.map(({ path, reason }) => ({ judge: "language", path, reason }));
}

function refusalOf({ path, reason, judge, diagnostic }: Objection, document: YamlDocument): Refusal {
  return { path, line: nearestPlace(path, document).line, reason, hint: diagnostic?.hint ?? hints[judge] };
}

const hints: Readonly<Record<Objection["judge"], string>> = {
  types: "Change the value at this place, then import again.",
  language: "Correct the file at this place, then import again.",
  difference: "Write the file's module by hand, or report the file: it should have been imported.",
  comment: "Move the comment, or write the file's module by hand; then import again.",
  module: "Report the file: it should have been imported.",
};

function findingOf({ path, reason, diagnostic }: Objection, file: string, document: YamlDocument): Finding {
  return {
    code: diagnostic?.code ?? "import-wrong",
    severity: "error",
    message: reason,
    ...(diagnostic?.hint === undefined ? {} : { hint: diagnostic.hint }),
    place: { file, ...nearestPlace(path, document) },
    path,
  };
}
