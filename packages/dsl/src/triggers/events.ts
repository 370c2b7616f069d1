import type { EventPayloadMap, PullRequestEvent, WorkflowDispatchEvent } from "@octokit/webhooks-types";
import type { platformEvents, WorkflowDocument } from "@yardmaster/core";
import type { NoteOption } from "../author/note.ts";
import type { RawKeys } from "../author/raw.ts";
import type { Expr } from "../expressions/expr.ts";
import type { ClientPayload, DeclareItUnderPayload, PayloadFields } from "./client-payload.ts";
import type { DispatchableEvent } from "./dispatch-target.ts";
import type { Inputs } from "./inputs.ts";

type Facts = typeof platformEvents;
export type EventName = keyof Facts;

/** Every event but those whose mappings have a shape of their own. */
type PlainEvent = Exclude<
  EventName,
  "schedule" | "workflow_call" | "workflow_dispatch" | "repository_dispatch" | "workflow_run"
>;

type Filters<E extends EventName> = {
  readonly [K in Exclude<Facts[E]["keys"][number], "types">]?: string | readonly string[];
};
type ActivityTypes<E extends EventName> = [Facts[E]["types"][number]] extends [never]
  ? unknown
  : { readonly types?: Facts[E]["types"][number] | readonly Facts[E]["types"][number][] };
/** What every event takes beside its own keys. */
interface Noted {
  /** A comment above the event in the YAML, or comments at it and at what it holds. */
  readonly note?: NoteOption;
  /** Keys that the language does not know. */
  readonly raw?: RawKeys;
}

export interface Cron {
  /** Five fields; in UTC unless `timezone` is given. */
  readonly cron: string;
  /** IANA name. github.com only. A local time that spring-forward skips runs at the next valid time. */
  readonly timezone?: string;
}

export interface SecretDeclaration<out R extends boolean = boolean> {
  readonly required?: R;
  readonly description?: string;
}
export type Secrets = Readonly<Record<string, SecretDeclaration>>;

/** The value of `on`: GitHub's own keys. */
export interface On extends PlainEvents {
  readonly schedule?: readonly Cron[];
  readonly repository_dispatch?: DispatchEvent | null;
  readonly workflow_run?: Omit<Filters<"workflow_run">, "workflows"> &
    ActivityTypes<"workflow_run"> & {
      /** The workflows themselves, or the names that others of the repository state. */
      readonly workflows: string | WorkflowDocument | readonly (string | WorkflowDocument)[];
    } & Noted;
  readonly workflow_dispatch?: ({ readonly inputs?: Inputs } & Noted) | null;
  readonly workflow_call?: ({ readonly inputs?: Inputs; readonly secrets?: Secrets } & Noted) | null;
  /** Events that the language does not know. */
  readonly raw?: RawKeys;
}
type PlainEvents = {
  readonly [E in PlainEvent]?: (Filters<E> & ActivityTypes<E> & IgnoredFilters<E> & Noted) | null;
};

interface IgnoredOf {
  readonly merge_group: "paths" | "paths-ignore";
  readonly create: "branches" | "branches-ignore" | "tags" | "tags-ignore";
  readonly delete: "branches" | "branches-ignore" | "tags" | "tags-ignore";
}
/** Filters that workflows have there and GitHub ignores: `gen` warns. */
type IgnoredFilters<E> = E extends keyof IgnoredOf
  ? { readonly [K in IgnoredOf[E]]?: string | readonly string[] }
  : unknown;

type KeysOf<E extends keyof On> = keyof NonNullable<On[E]>;

/** What other programs send. */
interface DispatchEvent extends Noted {
  readonly types?: string | readonly string[];
  /** What `client_payload` holds, or the event that a task sends, which then is the type unless `types` says another. */
  readonly payload?: PayloadFields | DispatchableEvent<unknown>;
}

/** Refuses keys that an event does not have: GitHub would refuse them after the push. */
export type StrictOn<O> = {
  readonly [E in keyof O]: E extends keyof On
    ? O[E] extends null | RawKeys | readonly unknown[]
      ? On[E]
      : O[E] & {
          readonly [K in keyof O[E]]: K extends KeysOf<E>
            ? O[E][K]
            : `\`${K & string}\` is no key of \`${E & string}\``;
        }
    : `\`${E & string}\` is no event that starts a workflow`;
};

interface OwnPayloads {
  readonly workflow_dispatch: DispatchPayload;
  readonly schedule: { readonly schedule: string };
  readonly pull_request_target: PullRequestEvent;
  /** The caller's event, which this workflow cannot know. */
  readonly workflow_call: object;
}

/** The payload of `workflow_dispatch`, whose inputs each workflow declares: {@link EventInputs}. */
interface DispatchPayload extends Omit<WorkflowDispatchEvent, "inputs"> {
  readonly inputs: Readonly<Record<never, never>>;
}

/** What was given for the inputs is a text in the event, whatever its type. Apart from the payload, which modules share. */
export type EventInputs<O> = O extends { readonly workflow_dispatch: { readonly inputs: infer I } }
  ? { readonly event: { readonly inputs: { readonly [K in keyof I]: Expr<string, "github"> } } }
  : unknown;

type PayloadOf<E> = E extends keyof OwnPayloads
  ? OwnPayloads[E]
  : E extends keyof EventPayloadMap
    ? EventPayloadMap[E]
    : object;
type OfActivity<P, Event> = Event extends {
  readonly types: (infer A extends string) | readonly (infer A extends string)[];
}
  ? ForAction<P, A>
  : P;
/** An activity younger than the payload types has one of the event's other payloads, as far as can be known. */
type ForAction<P, A> = A extends unknown
  ? [Extract<P, { readonly action: A }>] extends [never]
    ? P
    : Extract<P, { readonly action: A }>
  : never;

/** With the fields that the trigger declares; others are of no use before they are declared. */
type WithClientPayload<P, Event> = Omit<P, "client_payload"> & {
  readonly client_payload: Event extends { readonly payload: infer F }
    ? ClientPayload<F>
    : { readonly [name: string]: DeclareItUnderPayload };
};
type PayloadAt<E, Event> = E extends "repository_dispatch"
  ? WithClientPayload<EventPayloadMap["repository_dispatch"], Event>
  : OfActivity<PayloadOf<E>, Event>;

/** The payloads that `github.event` can be: those of the workflow's own triggers, cut down to their activity types. */
// Through a list, so that messages show the payloads and not the name of this type with all triggers.
export type Payload<O> = [{ [E in keyof O]: PayloadAt<E, O[E]> }[Exclude<keyof O, "raw">]] extends [infer P]
  ? P
  : never;
