import type { Rule } from "../rule.ts";
import { actionMetadata } from "./action-metadata.ts";
import { artifacts } from "./artifacts.ts";
import { localActionsBeforeCheckout } from "./before-checkout.ts";
import { compositeInputs } from "./composite-inputs.ts";
import { containers } from "./containers.ts";
import { localActions } from "./local-action.ts";
import { publishedInputs } from "./published-inputs.ts";
import { retiredRuntimes } from "./retired-runtime.ts";
import { switchedOffActions } from "./switched-off.ts";
import { unpinnedUses } from "./unpinned-uses.ts";
import { usesForms } from "./uses-form.ts";

export const actionRules: readonly Rule[] = [
  usesForms,
  localActions,
  localActionsBeforeCheckout,
  publishedInputs,
  switchedOffActions,
  retiredRuntimes,
  unpinnedUses,
  containers,
  artifacts,
  compositeInputs,
  actionMetadata,
];
