import type { Rule } from "../rule.ts";
import { appTokens } from "./app-token.ts";
import { debugLogs } from "./debug-logging.ts";
import { dependabotUpdates } from "./dependabot.ts";
import { insecureDownloads } from "./download-insecure.ts";
import { unlockedInstalls } from "./install-unlocked.ts";
import { publishTokens } from "./publish-token.ts";
import { pipedScripts } from "./script-piped.ts";
import { floatingTools } from "./tool-version-floating.ts";

/** Where what runs and what is published comes from, and by whose credentials. */
export const supplyRules: readonly Rule[] = [
  pipedScripts,
  insecureDownloads,
  publishTokens,
  appTokens,
  debugLogs,
  unlockedInstalls,
  floatingTools,
  dependabotUpdates,
];
