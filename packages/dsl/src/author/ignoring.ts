/**
 * The text of a note that keeps a finding quiet at its node and in everything inside it: `note: ignoring(…)`, or
 * `noted(value, ignoring(…))`. It stands in the YAML, so that `lint` heeds it there as well; what zizmor calls the same is
 * answered for zizmor, too. One that answers nothing is itself reported.
 * @param code as the finding has it, such as `secrets-inherit`; several as a list.
 * @param reason one line.
 */
export function ignoring(code: string | readonly string[], reason: string): string {
  const codes = typeof code === "string" ? code : code.join(", ");
  return `yardmaster: ignore[${codes}] ${reason.replaceAll(/\s*[\r\n]+\s*/g, " ")}`;
}
