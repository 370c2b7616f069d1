import {
  defineDiagnostic,
  type Expression,
  type Fix,
  mapExpression,
  printExpression,
  walkExpression,
} from "@yardmaster/core";
import { contextPath } from "../../flow/payload.ts";
import type { Rule } from "../rule.ts";

export const botCondition = defineDiagnostic({
  code: "bot-condition",
  severity: "warning",
  message: (p: { actor: string; bot: string; event: string }) =>
    `\`${p.actor}\` is who caused this run last, not who wrote what it is about: under \`${p.event}\`, somebody can let \`${p.bot}\` act on a pull request of their own, and pass.`,
  hint: (p) =>
    p.event === "issue_comment"
      ? "Ask for the author: `github.event.comment.user.login`."
      : "Ask for the author: `github.event.pull_request.user.login`.",
});

/** Events with rights, and the field that names the author of what they are about. */
const authors: Readonly<Record<string, string>> = {
  pull_request_target: "github.event.pull_request.user.login",
  issue_comment: "github.event.comment.user.login",
};

/**
 * Source: zizmor's bot-conditions; CodeQL's SpoofableActorCheck; Synacktiv, "GitHub Actions exploitation: Dependabot"; poutine's
 * confused_deputy_auto_merge. Under `pull_request` the run of a fork has no rights, whoever caused it.
 */
export const botConditions: Rule = {
  reports: [botCondition],
  expression(at, document, report) {
    if (!at.isCondition || document.kind !== "workflow" || !at.text.includes("[bot]")) return;
    const event = Object.keys(authors).find((name) => document.events.has(name));
    if (event === undefined) return;
    walkExpression(at.expression, (part) => {
      if (part.kind !== "binary" || part.operator !== "==") return;
      const [actor, bot] = sides(part.left, part.right) ?? sides(part.right, part.left) ?? [];
      if (actor === undefined || bot === undefined) return;
      const excerpt = at.text.includes("\n") ? undefined : at.text;
      const fixes = document.events.size === 1 ? fix(at.expression, authors[event] ?? "", at) : [];
      report(botCondition, { actor, bot, event }, at.path, { excerpt, fixes });
    });
  },
};

function sides(one: Expression, other: Expression): readonly [string, string] | undefined {
  const name = contextPath(one)?.join(".");
  if (name !== "github.actor" && name !== "github.triggering_actor") return undefined;
  const bot = other.kind === "literal" ? other.value : undefined;
  return typeof bot === "string" && bot.endsWith("[bot]") ? [name, bot] : undefined;
}

/** Of a condition that is one expression. */
function fix(
  condition: Expression,
  author: string,
  at: { path: readonly (string | number)[]; isWhole: boolean },
): Fix[] {
  if (!at.isWhole) return [];
  const names = author.split(".").slice(1);
  const replaced = mapExpression(condition, (part) => {
    if (part.kind !== "binary" || (!sides(part.left, part.right) && !sides(part.right, part.left))) return part;
    const field = names.reduce<Expression>((object, name) => ({ kind: "property", object, name }), {
      kind: "context",
      name: "github",
    });
    return sides(part.left, part.right) ? { ...part, left: field } : { ...part, right: field };
  });
  const value = printExpression(replaced);
  return [
    {
      title: `Ask for \`${author}\`.`,
      safety: "unsafe",
      edits: [{ path: at.path, value: value.startsWith("!") ? `\${{ ${value} }}` : value }],
    },
  ];
}
