import { readYaml, type YamlDocument } from "@yardmaster/yaml-io";

const known = new WeakMap<Uint8Array, YamlDocument>();

/** A file that somebody wrote, read once in a run, whoever asks: by the identity of its bytes. */
export function readWritten(bytes: Uint8Array): YamlDocument {
  const read = known.get(bytes) ?? readYaml(new TextDecoder().decode(bytes));
  known.set(bytes, read);
  return read;
}
