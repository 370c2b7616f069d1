import type { Project } from "../project.ts";
import { checkoutStep, type StarterJob, scriptStep } from "../starter-job.ts";

/** A long-term release, where the repository names none. */
const javaVersion = "21";

export function javaJob(project: Project): StarterJob | undefined {
  const { has } = project;
  const found = ["pom.xml", "build.gradle", "build.gradle.kts"].find(has);
  if (found === undefined) return undefined;
  const isMaven = found === "pom.xml";
  const [wrapper, program] = isMaven ? ["mvnw", "mvn"] : ["gradlew", "gradle"];
  const command = has(wrapper) ? `./${wrapper}` : program;
  return {
    ...{ id: "java", language: "Java", found, timeoutMinutes: 30 },
    steps: [
      checkoutStep,
      {
        action: "actions/setup-java",
        with: { distribution: "temurin", ...javaInputs(project), cache: isMaven ? "maven" : "gradle" },
      },
      scriptStep("Build and test", isMaven ? `${command} --batch-mode verify` : `${command} build`),
    ],
    notes: has(wrapper)
      ? []
      : [`There is no ${wrapper}: \`ci\` takes the ${program} of the runner, whose version moves with its image.`],
  };
}

/** https://github.com/actions/setup-java/blob/main/docs/advanced-usage.md#Java-version-file */
function javaInputs({ has, text }: Project): Readonly<Record<string, string>> {
  if (has(".java-version")) return { "java-version-file": ".java-version" };
  if (/^java\s/m.test(text(".tool-versions") ?? "")) return { "java-version-file": ".tool-versions" };
  const build = ["pom.xml", "build.gradle", "build.gradle.kts"].map((file) => text(file) ?? "").join("\n");
  const stated =
    /<(?:maven\.compiler\.release|java\.version|maven\.compiler\.source)>\s*(?:1\.)?(\d{1,2})\s*</.exec(build) ??
    /JavaLanguageVersion\.of\(\s*["']?(\d{1,2})["']?\s*\)/.exec(build) ??
    /jvmToolchain\(\s*(\d{1,2})\s*\)/.exec(build);
  return { "java-version": stated?.[1] ?? javaVersion };
}
