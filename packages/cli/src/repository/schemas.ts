import { factsShape } from "./read-facts.ts";
import { outcomesShape } from "./read-outcomes.ts";
import { jsonSchemaOf } from "./shape.ts";

/** JSON schema of `--facts FILE`. */
export const factsSchema = jsonSchemaOf(factsShape);
/** JSON schema of `--outputs FILE`. */
export const outputsSchema = jsonSchemaOf(outcomesShape);
