import { commented, uncomment, withEndComment } from "./noted.ts";

/** A `uses` as it stands in YAML, whose comment behind it is one: `owner/repo@<sha> # v7.0.1`. */
export function withPinComment(uses: string): string {
  const { value, comments } = uncomment(uses);
  const [, text, comment] = (typeof value === "string" && /^(\S+)[ \t]+#(.*?)\s*$/.exec(value)) || [];
  if (text === undefined || comment === undefined || comments.some(({ position }) => position === "end")) return uses;
  const line = /^ (?!#)/.test(comment) ? comment.slice(1) : `#${comment}`;
  return comments.reduceRight<string>((wrapped, each) => commented(wrapped, [each]), withEndComment(text, line));
}
