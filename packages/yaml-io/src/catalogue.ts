import { catalogueOf } from "@yardmaster/core";
import * as texts from "./read/diagnostics.ts";

/** Everything that this package can say. */
export const diagnostics = /* @__PURE__ */ catalogueOf(texts);
