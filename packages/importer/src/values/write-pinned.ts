import type { ModelPath, Value } from "@yardmaster/core";
import { pathKey } from "../writing/decisions.ts";
import type { ModuleWriter } from "../writing/module-writer.ts";
import type { References } from "../writing/references.ts";
import { writeNoted } from "./write-note.ts";
import { writeString } from "./write-text.ts";
import { writeValue } from "./write-value.ts";

/** The text of a `uses` with the comment behind it, as both stand in YAML: `owner/repo@<sha> # v7.0.1`. */
export function writePinned(uses: Value, at: ModelPath, references: References, writer: ModuleWriter): string {
  const comments = writer.comments.take(at);
  const [only, ...others] = comments;
  const isPlain = typeof uses === "string" && /^[^\s$]+$/.test(uses) && !writer.decisions.raw.has(pathKey(at));
  if (!isPlain || only?.position !== "end" || others.length > 0) {
    return writeNoted(writeValue(uses, at, references, writer), comments, writer);
  }
  return writer.mark(at) + writeString(`${uses} ${only.text.startsWith("#") ? only.text : `# ${only.text}`}`);
}
