import type { Project } from "../project.ts";
import { checkoutStep, type StarterJob, type StarterStep, scriptStep } from "../starter-job.ts";

const pythonVersion = "3.13";
const manifests = ["pyproject.toml", "requirements.txt", "setup.py"];

export function pythonJob(project: Project): StarterJob | undefined {
  const found = manifests.find(project.has);
  if (found === undefined) return undefined;
  const tester = findTester(project);
  return {
    ...{ id: "python", language: "Python", found, timeoutMinutes: 15 },
    steps: [checkoutStep, ...setUp(project), testStep(project, tester)],
    notes:
      tester === undefined
        ? [
            "No test is known here, by pytest or in a folder `tests`: `ci` installs what is needed and compiles all modules.",
          ]
        : [],
  };
}

function setUp(project: Project): readonly StarterStep[] {
  const { has, text } = project;
  if (has("uv.lock")) {
    return [{ action: "astral-sh/setup-uv", with: {} }, scriptStep("Install", "uv sync --locked --all-extras")];
  }
  const python: StarterStep = { action: "actions/setup-python", with: pythonInputs(project) };
  if (has("poetry.lock"))
    return [python, scriptStep("Install", "pipx install poetry", "poetry install --no-interaction")];
  const installed = ["requirements.txt", "requirements-dev.txt"].filter(has).map((file) => `-r ${file}`);
  const isPackage = has("setup.py") || /^\[(?:build-system|project)\]/m.test(text("pyproject.toml") ?? "");
  const extra = /^(test|tests|dev)\s*=/m.exec(optionalGroups(text("pyproject.toml") ?? ""))?.[1];
  const own = isPackage ? [extra === undefined ? "--editable ." : `--editable ".[${extra}]"`] : [];
  const all = [...installed, ...own];
  const isExtra = extra !== undefined || installed.some((each) => each.includes("dev"));
  const tester = findTester(project) === "pytest" && !isExtra && !/pytest/.test(text("requirements.txt") ?? "");
  const lines = [...(all.length > 0 ? [`python -m pip install ${all.join(" ")}`] : [])];
  return [python, scriptStep("Install", ...lines, ...(tester ? ["python -m pip install pytest"] : []))].filter(
    (step) => !("script" in step) || step.script.length > 0,
  );
}

/** https://github.com/actions/setup-python/blob/main/docs/advanced-usage.md */
function pythonInputs({ has, text }: Project): Readonly<Record<string, string>> {
  const manifest = text("pyproject.toml") ?? "";
  const version = has(".python-version")
    ? { "python-version-file": ".python-version" }
    : /^(?:requires-python|python)\s*=/m.test(manifest)
      ? { "python-version-file": "pyproject.toml" }
      : { "python-version": pythonVersion };
  // The key of the cache is made of these files, and the step fails without one.
  const isCached = !has("poetry.lock") && (has("requirements.txt") || has("pyproject.toml"));
  const paths = has("requirements.txt") ? {} : { "cache-dependency-path": "pyproject.toml" };
  return isCached ? { ...version, cache: "pip", ...paths } : version;
}

function testStep({ has }: Project, tester: ReturnType<typeof findTester>): StarterStep {
  const runner = has("uv.lock") ? "uv run --locked " : has("poetry.lock") ? "poetry run " : "";
  if (tester === "pytest") return scriptStep("Test", runner === "" ? "python -m pytest" : `${runner}pytest`);
  if (tester === "unittest") return scriptStep("Test", `${runner}python -m unittest discover`);
  return scriptStep("Compile", `${runner}python -m compileall -q .`);
}

function findTester({ has, text, listed }: Project): "pytest" | "unittest" | undefined {
  const texts = [...manifests, "requirements-dev.txt", "setup.cfg", "tox.ini"].map((file) => text(file) ?? "");
  if (has("pytest.ini") || texts.some((each) => /\bpytest\b/.test(each))) return "pytest";
  return listed.some((path) => /^tests?\/test[^/]*\.py$/.test(path)) ? "unittest" : undefined;
}

/** The lines of the extras that the manifest declares. */
function optionalGroups(manifest: string): string {
  return /^\[project\.optional-dependencies\]\r?\n((?:(?!\[).*(?:\n|$))*)/m.exec(manifest)?.[1] ?? "";
}
