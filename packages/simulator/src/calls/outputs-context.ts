import { type PartialMap, Unknown } from "@yardmaster/core/evaluation";

/** Outputs of a job as others read them: `*` stands for all names, where nobody knows which there are. */
export function outputsContext(outputs: PartialMap): PartialMap | Unknown {
  const any = Object.hasOwn(outputs, anyOutput) ? outputs[anyOutput] : undefined;
  return any instanceof Unknown ? any : outputs;
}

export function outputsTrace(outputs: PartialMap | Unknown): PartialMap {
  return outputs instanceof Unknown ? { [anyOutput]: outputs } : outputs;
}

/** No name of an output. */
const anyOutput = "*";
