import { createHash } from "node:crypto";

/** Words that stand in a page for the commands of its comment. */
export interface Marks {
  print(index: number): string;
  /** Those that stand in a text, whole, and where. */
  find(text: string): readonly { readonly mark: number; readonly at: number }[];
}

/** Nobody can write them into the comment, in no spelling: they hold a digest of all of it. */
export function createMarks(markdown: string): Marks {
  const secret = createHash("sha256").update(markdown).digest("hex").replace(/\d/g, toLetter);
  const pattern = new RegExp(`${secret}x(\\d+)x`, "g");
  return {
    print: (index) => `${secret}x${index}x`,
    find(text) {
      if (!text.includes(secret)) return [];
      return [...text.matchAll(pattern)].map((match) => ({ mark: Number(match[1]), at: match.index }));
    },
  };
}

function toLetter(digit: string): string {
  return "ghijklmnop".charAt(Number(digit));
}
