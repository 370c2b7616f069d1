import type { StepDispatch } from "./step-dispatch.ts";

/** The two methods of Octokit, with their arguments written out. */
export function dispatchesInJavaScript(script: string): readonly StepDispatch[] {
  const calls = script.matchAll(/\b(createWorkflowDispatch|createDispatchEvent)\s*\(\s*\{([\s\S]*?)\}\s*\)/g);
  return [...calls].map(([, method = "", body = ""], index): StepDispatch => {
    const key = ["with", "script"];
    const repository = repositoryOf(body);
    const isUnconditional = index === 0 && !/\b(?:if|for|while|switch|return|catch)\b|\?/.test(script);
    return method === "createDispatchEvent"
      ? { event: "repository_dispatch", repository, type: textIn(body, "event_type"), key, isUnconditional }
      : { event: "workflow_dispatch", repository, workflow: textIn(body, "workflow_id"), key, isUnconditional };
  });
}

function repositoryOf(body: string): string | undefined {
  const isOwn =
    /\.\.\.\s*context\.repo\b/.test(body) || (/context\.repo\.owner/.test(body) && /context\.repo\.repo/.test(body));
  if (isOwn) return "own";
  const [owner, repo] = [textIn(body, "owner"), textIn(body, "repo")];
  return owner !== undefined && repo !== undefined ? `${owner}/${repo}` : undefined;
}

function textIn(body: string, name: string): string | undefined {
  const [, , text] = new RegExp(String.raw`\b${name}\s*:\s*(["'\`])([^"'\`$]+)\1`).exec(body) ?? [];
  return text;
}
