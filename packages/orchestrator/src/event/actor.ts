import { type Diagnostic, defineDiagnostic, fail, ok, type Result } from "@yardmaster/core";
import { quote } from "../text/visible-text.ts";
import type { Account } from "./parse-event.ts";
import { sameName } from "./same-name.ts";

/** Somebody whose action stands behind an attempt. */
export interface Actor {
  readonly login: string;
  /** Unknown for somebody who runs the event of another again: the runner gives a login only. */
  readonly id: number | undefined;
  /** `app`: the slug of an app that acts as itself, by its account `slug[bot]`. */
  readonly kind: "person" | { readonly app: string };
  /** Slug of the app that acts in a person's name; empty where the payload does not name it. */
  readonly through?: string;
}

/** @param appSlug of `performed_via_github_app`; undefined where there is none */
export function readSender(account: Account, appSlug: string | undefined): Result<Actor, Diagnostic> {
  const { login, id, type } = account;
  if (type === "User") {
    return ok({ login, id, kind: "person", ...(appSlug === undefined ? {} : { through: appSlug }) });
  }
  const app = slugOfBot(login);
  if (type !== "Bot" || app === undefined) return fail(senderNotPerson({ sender: login, type }));
  if (appSlug !== undefined && !sameName(appSlug, app)) return fail(appContradicts({ sender: login, app: appSlug }));
  return ok({ login, id, kind: { app } });
}

/**
 * The sender first, then whoever started this attempt in the sender's place.
 * @param triggeringActor `GITHUB_TRIGGERING_ACTOR`
 */
export function actorsOf(sender: Actor, triggeringActor: string): readonly [Actor, ...Actor[]] {
  if (sameName(triggeringActor, sender.login)) return [sender];
  const app = slugOfBot(triggeringActor);
  return [sender, { login: triggeringActor, id: undefined, kind: app === undefined ? "person" : { app } }];
}

/** GitHub keeps the ending for the accounts of apps: a person's login has no brackets. */
function slugOfBot(login: string): string | undefined {
  return /^(.+)\[bot\]$/.exec(login)?.[1];
}

export const senderNotPerson = defineDiagnostic<{ readonly sender: string; readonly type: string }>({
  code: "sender-not-person",
  severity: "error",
  message: (p) => `${quote(p.sender)} is of the type ${quote(p.type)}; only people and listed apps give commands.`,
  hint: () => "Give the command in a comment of your own.",
});

export const appContradicts = defineDiagnostic<{ readonly sender: string; readonly app: string }>({
  code: "app-contradicts",
  severity: "error",
  message: (p) => `The comment names the app ${quote(p.app)}, and its author is ${quote(p.sender)}.`,
});
