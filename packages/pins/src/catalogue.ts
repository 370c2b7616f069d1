import { catalogueOf } from "@yardmaster/core";
import * as bumps from "./adopt/bump-diagnostics.ts";
import * as adoption from "./adopt/diagnostics.ts";
import * as images from "./adopt/image-diagnostics.ts";
import * as lock from "./lock/diagnostics.ts";
import * as resolution from "./resolve/diagnostics.ts";

/** Everything that this package can say. */
export const diagnostics = /* @__PURE__ */ catalogueOf(bumps, adoption, images, lock, resolution);
