import { editedPlace, type Finding, type RelatedPlace } from "@yardmaster/core";

/** What a finding carries beside its sentence and hint. */
export interface ExtraTexts {
  /** `FILE:LINE:COLUMN: sentence`; without those where the reader is already, or where the finding's sentence sends to. */
  readonly related: readonly string[];
  /** `Replace it by "opened". (unsafe)` */
  readonly fixes: readonly string[];
}

export function extraTexts(finding: Finding): ExtraTexts {
  const { message, related = [], fixes = [] } = finding;
  const edited = editedPlace(finding);
  const here = edited && placeText(edited);
  const shown = related.filter(({ place }) => {
    const there = place && placeText(place);
    return there === undefined || (there !== here && !message.includes(there));
  });
  return {
    related: shown.map((at) => (at.place ? `${placeText(at.place)}: ${at.message}` : at.message)),
    fixes: fixes.map(({ title, safety }) => (safety === "safe" ? title : `${title} (unsafe)`)),
  };
}

function placeText(place: NonNullable<RelatedPlace["place"]>): string {
  return "line" in place ? `${place.file}:${place.line}:${place.column}` : place.file;
}
