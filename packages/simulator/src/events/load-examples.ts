import type { ValueMap } from "@yardmaster/core";

/** What GitHub's webhooks send, event by event. */
export interface WebhookExample {
  /** Of the webhook. */
  readonly name: string;
  readonly examples: readonly ValueMap[];
}

/** GitHub's own examples, 4 MB: they are loaded when they are asked for. */
export async function loadExamples(): Promise<readonly WebhookExample[]> {
  const { default: examples } = await import("@octokit/webhooks-examples", { with: { type: "json" } });
  return examples as unknown as readonly WebhookExample[];
}
