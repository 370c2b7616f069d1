import { AuthoringError } from "@yardmaster/core";
import { type AnyNode, type Comment, parse } from "acorn";
import { scriptSyntax } from "./diagnostics.ts";

/** What actions/github-script passes to a script, by name. Source: its `src/main.ts`, v8. */
export const githubScriptArguments = [
  "require",
  "__original_require__",
  "github",
  "octokit",
  "context",
  "core",
  "exec",
  "glob",
  "io",
] as const;

export interface ParsedScript {
  readonly root: AnyNode;
  readonly comments: readonly Comment[];
  /** Where the script begins in the text that positions count in. */
  readonly offset: number;
}

const opening = `(async (${githubScriptArguments.join(", ")}) => {\n`;

/**
 * Parses a script as the body of the function that actions/github-script makes of it, so that declaring one of its
 * arguments again is the mistake that it is there.
 * @param show what the author wrote, for the message.
 * @throws AuthoringError when it does not parse.
 */
export function parseGithubScript(text: string, show: (text: string) => string = (shown) => shown): ParsedScript {
  const comments: Comment[] = [];
  const whole = `${opening}${text}\n})`;
  try {
    const root = parse(whole, { ecmaVersion: "latest", sourceType: "script", onComment: comments });
    const [statement] = root.body;
    if (root.body.length === 1 && statement?.type === "ExpressionStatement") {
      const { expression } = statement;
      if (expression.type === "ArrowFunctionExpression" && expression.end === whole.length - 1) {
        return { root, comments, offset: opening.length };
      }
    }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw refusal(
      error.message.replace(/ \(\d+:\d+\)$/, ""),
      (error as SyntaxError & { loc: { line: number } }).loc.line - 1,
    );
  }
  throw refusal("a closing brace ends more than the script opened", 1);

  function refusal(problem: string, line: number): AuthoringError {
    const lines = text.split("\n");
    const at = Math.min(Math.max(line, 1), lines.length);
    return new AuthoringError(
      scriptSyntax({
        language: "JavaScript",
        problem: show(problem),
        line: at,
        text: show(lines[at - 1] ?? "").trim(),
      }),
    );
  }
}
