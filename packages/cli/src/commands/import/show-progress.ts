import type { ImportPorts, ImportStage } from "@yardmaster/importer";
import type { Host } from "../../program/host.ts";

const quietMilliseconds = 500;
const betweenMilliseconds = 100;
/** Moves to the first column and empties the line. */
const emptyLine = "\r\u001b[2K";

const words: Readonly<Record<ImportStage, string>> = {
  read: "read",
  write: "written",
  compile: "compiled",
  format: "formatted",
  prove: "proved",
};

export interface Progress {
  readonly show: Required<ImportPorts>["progress"];
  /** Leaves nothing of it. */
  readonly clear: () => void;
}

/** One line on a terminal, once the work takes longer than a moment. */
export function showProgress({ stderr, now }: Pick<Host, "stderr" | "now">): Progress {
  const started = now().getTime();
  let last: number | undefined;
  return {
    show: (stage, done, total) => {
      const time = now().getTime();
      const isDue = time - started >= quietMilliseconds && time - (last ?? 0) >= betweenMilliseconds;
      if (!stderr.isTerminal || !isDue) return;
      last = time;
      stderr.write(`${emptyLine}${done} of ${total} files ${words[stage]}`);
    },
    clear: () => {
      if (last !== undefined) stderr.write(emptyLine);
      last = undefined;
    },
  };
}
