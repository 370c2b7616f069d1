import type { ModuleWriter } from "../writing/module-writer.ts";
import type { References } from "../writing/references.ts";

/** What can be read where triggers stand, which give the module all its contexts: these as a whole. */
export function beforeTriggers(writer: ModuleWriter): References {
  return {
    resolve: ([context = ""]) => ({ source: `${writer.language("context")}(${JSON.stringify(context)})`, names: 1 }),
  };
}
