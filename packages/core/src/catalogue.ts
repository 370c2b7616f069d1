import { catalogueOf } from "./diagnostics/catalogue.ts";
import * as permissions from "./diagnostics/permission-missing.ts";
import * as expressions from "./expressions/parse-expression.ts";
import * as lock from "./lock/parse-actions-lock.ts";
import * as targets from "./targets/diagnostics.ts";

/** Everything that this package can say. */
export const diagnostics = /* @__PURE__ */ catalogueOf(expressions, lock, permissions, targets);
