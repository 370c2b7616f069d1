import { printProof } from "./prove-gate/print-proof.ts";
import { missingIn, proveGate } from "./prove-gate/prove-gate.ts";
import { readWorld } from "./prove-gate/read-world.ts";
import { say } from "./say.ts";

const parts = proveGate(await readWorld(process.cwd()));
say(printProof(parts));
process.exitCode = parts.some(({ found }) => found.counterExample) || missingIn(parts).length > 0 ? 1 : 0;
