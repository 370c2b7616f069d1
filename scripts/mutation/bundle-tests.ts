// Stryker's build step, run in the copy: the tests and what they test become one module, which loads in a fraction of the
// time that loading the sources one by one takes. Every mutant is in it, switched on by a variable.
import { build } from "esbuild";
import { bundleOptions } from "./bundle-options.ts";

await build(bundleOptions(process.cwd()));
