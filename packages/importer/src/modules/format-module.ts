import * as babel from "prettier/plugins/babel";
import * as estree from "prettier/plugins/estree";
import { format } from "prettier/standalone";
import { withoutMarks } from "../writing/marks.ts";
import { indentTemplates } from "../writing/write-template.ts";

/** A module as it is written to the disk: without marks, and as the project's formatter would leave it. */
export async function formatModule(marked: string): Promise<string> {
  const formatted = await format(withoutMarks(marked), {
    parser: "babel-ts",
    plugins: [babel, estree],
    printWidth: 120,
    // Texts of templates are scripts of the author's, not of a language that the formatter happens to know by its tag.
    embeddedLanguageFormatting: "off",
  });
  return indentTemplates(formatted);
}
