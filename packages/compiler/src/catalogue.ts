import { catalogueOf } from "@yardmaster/core";
import * as documents from "./documents/diagnostics.ts";
import * as lint from "./lint/diagnostics.ts";
import * as plan from "./plan/diagnostics.ts";
import * as sources from "./sources/diagnostics.ts";

/** Everything that this package can say. */
export const diagnostics = /* @__PURE__ */ catalogueOf(sources, documents, lint, plan);
