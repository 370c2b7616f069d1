export interface ProgramOptions {
  /** Absolute. */
  readonly cwd: string;
  /** The whole environment: PATH. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Without it, there is nothing to read. */
  readonly input?: string;
  readonly timeoutMilliseconds: number;
  readonly maximumOutputBytes?: number;
}

/**
 * Runs a program without a shell; what it says on standard error is dropped.
 * @returns its output, where it ends with one of these codes; undefined when it cannot be started, ends otherwise, says too much or
 *   takes too long.
 */
export async function runProgram(
  program: string,
  args: readonly string[],
  goodCodes: readonly number[],
  { cwd, env, input, timeoutMilliseconds, maximumOutputBytes = Number.POSITIVE_INFINITY }: ProgramOptions,
): Promise<Buffer | undefined> {
  const { spawn } = await import("node:child_process"); // most runs do not ask
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd,
      env,
      stdio: [input === undefined ? "ignore" : "pipe", "pipe", "ignore"],
    });
    // Not the option `timeout`: where the program cannot be started, Node keeps its timer, and with it the process, until the end.
    const limit = setTimeout(() => child.kill("SIGKILL"), timeoutMilliseconds);
    const output: Buffer[] = [];
    let bytes = 0;
    child.stdout?.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > maximumOutputBytes) child.kill("SIGKILL");
      else output.push(chunk);
    });
    child.on("error", () => {
      clearTimeout(limit);
      resolve(undefined);
    });
    child.on("close", (code) => {
      clearTimeout(limit);
      resolve(code !== null && goodCodes.includes(code) ? Buffer.concat(output) : undefined);
    });
    child.stdin?.on("error", () => undefined); // it has ended before it read everything, which `close` tells
    child.stdin?.end(input);
  });
}
