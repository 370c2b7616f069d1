import { uncomment } from "./noted.ts";
import { rawOf } from "./raw.ts";

/** A value without what `noted` and `raw` put around it. */
export function bareValue(value: unknown): unknown {
  const inner = uncomment(value).value;
  const hatch = rawOf(inner);
  return hatch ? bareValue(hatch.value) : inner;
}
