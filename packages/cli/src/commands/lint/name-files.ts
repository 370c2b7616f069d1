import type { Finding } from "@yardmaster/core";

/** Gives every file that a finding names another name. */
export function nameFiles(finding: Finding, nameOf: (file: string) => string): Finding {
  const named = <T extends { readonly file: string }>(place: T): T => ({ ...place, file: nameOf(place.file) });
  const { place, source, related, fixes } = finding;
  return {
    ...finding,
    ...(place ? { place: named(place) } : {}),
    ...(source ? { source: named(source) } : {}),
    ...(related ? { related: related.map((at) => (at.place ? { ...at, place: named(at.place) } : at)) } : {}),
    ...(fixes
      ? {
          fixes: fixes.map((fix) => ({
            ...fix,
            edits: fix.edits.map((edit) => {
              if ("text" in edit) return { ...edit, place: named(edit.place) };
              return edit.place ? { ...edit, place: named(edit.place) } : edit;
            }),
          })),
        }
      : {}),
  };
}
