import type { ModelPath, Related } from "@yardmaster/core";
import type { Taint } from "../../flow/taint.ts";

/** The way that a text has come: where it comes in, and where it is handed on. */
export function relatedHops({ hops }: Taint, file: string, sink: ModelPath): readonly Related[] {
  return hops
    .filter((hop) => hop.file !== file || !isSame(hop.path, sink))
    .map((hop, index): Related => {
      const does = index === 0 ? "The text comes from" : "It is handed on";
      if (hop.file !== file) {
        const where = hop.path.map(String).join(".");
        return {
          message: `${does} ${index === 0 ? "" : "in "}\`${where}\` of ${hop.file}.`,
          place: { file: hop.file },
        };
      }
      const place = hop.excerpt === undefined ? { path: hop.path } : { path: hop.path, excerpt: hop.excerpt };
      return { message: `${does} here.`, place };
    });
}

function isSame(one: ModelPath, other: ModelPath): boolean {
  return one.length === other.length && one.every((part, index) => part === other[index]);
}
