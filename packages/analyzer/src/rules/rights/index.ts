import type { Rule } from "../rule.ts";
import { cacheModes } from "./cache-mode.ts";
import { checkoutCredentials } from "./checkout-credentials.ts";
import { missingPermissions } from "./permission-missing.ts";
import { unusedPermissions } from "./permission-unused.ts";
import { statedPermissions } from "./permissions-stated.ts";
import { wideSecrets } from "./secret-env-wide.ts";
import { secretsInArtifacts } from "./secret-in-artifact.ts";
import { secretsInOutputs } from "./secret-in-output.ts";
import { secretsInScripts } from "./secret-in-script.ts";
import { secretsOutsideEnvironments } from "./secret-outside-environment.ts";
import { printedSecrets } from "./secret-printed.ts";
import { secretsTakenApart } from "./secret-taken-apart.ts";
import { inheritedSecrets } from "./secrets-inherit.ts";
import { wholeSecrets } from "./secrets-whole.ts";

/** What a job may do with its token, and what becomes of secrets. */
export const rightRules: readonly Rule[] = [
  statedPermissions,
  missingPermissions,
  unusedPermissions,
  checkoutCredentials,
  cacheModes,
  wholeSecrets,
  secretsTakenApart,
  inheritedSecrets,
  secretsInOutputs,
  printedSecrets,
  secretsInArtifacts,
  secretsInScripts,
  secretsOutsideEnvironments,
  wideSecrets,
];
