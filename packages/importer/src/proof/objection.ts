import type { Diagnostic, ModelPath } from "@yardmaster/core";

/** What a judge of a module has against it. */
export interface Objection {
  /**
   * `types`: the project's compiler; `language`: the language, a rule, or GitHub's parser; `difference`: GitHub would read
   * what is made in another way than the original; `comment`: one is lost, or new; `module`: it cannot be compiled or evaluated.
   */
  readonly judge: "types" | "language" | "difference" | "comment" | "module";
  /** In the document that is made. */
  readonly path: ModelPath;
  /** Of an expression, by its number. */
  readonly operand?: number;
  /** A sentence. */
  readonly reason: string;
  /** Parts of the texts that it is about, where the path leads only to what is around them. */
  readonly parts?: readonly string[];
  /** Of judges that have one. */
  readonly diagnostic?: Diagnostic;
}
