/** What became of one case of a folder. */
export interface Verdict {
  /** `expressions/format.json: format-args (format('{0}', 1))`. */
  readonly name: string;
  /** Of what was compared; one case may be looked at in several ways. */
  readonly part: "expressions" | "package" | "errors" | "trace";
  /** What was said and what was expected; undefined where they agree. */
  readonly disagreement?: string;
  /** Why it does not count: the case says so itself, or it is among the known differences. */
  readonly excuse?: string;
}
