import { FeatureFlags } from "@actions/expressions/features";
import { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } from "@actions/workflow-parser";
import { TemplateContext, TemplateValidationErrors } from "@actions/workflow-parser/templates/template-context";
import { fileIdentifier } from "@actions/workflow-parser/workflows/file-reference";
import { getWorkflowSchema } from "@actions/workflow-parser/workflows/workflow-schema";
import type { ReaderCase } from "./read-reader-case.ts";

/**
 * What GitHub's package, as it is installed, makes of a case, in the manner of its own test.
 * @returns undefined where that is what the case expects, else the place where it begins to differ.
 */
export async function comparePackage(reader: ReaderCase): Promise<string | undefined> {
  try {
    const written = await convert(reader);
    return written === reader.expected ? undefined : firstDifference(written, reader.expected);
  } catch (error) {
    return `it throws: ${error instanceof Error ? error.message : String(error)}`;
  }
}

async function convert({ path, text, called, options }: ReaderCase): Promise<string> {
  const featureFlags = new FeatureFlags(options["experimental-features"]);
  const context = new TemplateContext(
    new TemplateValidationErrors(),
    getWorkflowSchema(),
    new NoOperationTraceWriter(),
  );
  context.state.featureFlags = featureFlags;
  const { value } = parseWorkflow({ name: path, content: text }, context);
  if (!value) throw new Error("It reads nothing.");
  const files = {
    getFileContent: async (reference: Parameters<typeof fileIdentifier>[0]) => {
      const content = called.get(fileIdentifier(reference));
      if (content === undefined) throw new Error("There is no such file.");
      return { name: fileIdentifier(reference), content };
    },
  };
  const template = await convertWorkflowTemplate(context, value, files, {
    fetchReusableWorkflowDepth: 1,
    featureFlags,
  });
  const skipped = options.skip?.map((name) => name.toLowerCase()) ?? [];
  const isOwn = skipped.includes("go") && skipped.includes("c#");
  // In the package's order of keys, as its test compares texts.
  const kept = Object.entries(template).filter(
    ([key]) => !(key === "events" && !isOwn) && !(key === "jobs" && template.errors),
  );
  return JSON.stringify(Object.fromEntries(kept), null, "  ");
}

function firstDifference(said: string, expected: string): string {
  const [left, right] = [said.split("\n"), expected.split("\n")];
  const line = left.findIndex((text, index) => text !== right[index]);
  return `line ${line + 1}: said ${left[line]?.trim()}, expected ${right[line]?.trim()}`;
}
