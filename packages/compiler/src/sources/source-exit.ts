/** Thrown into a source module in place of ending the process. */
export class SourceExit extends Error {
  override readonly name = "SourceExit";
  /** As the module wrote it. */
  readonly call: string;

  constructor(code: string | number | null | undefined) {
    const call = `process.exit(${code ?? ""})`;
    super(call);
    this.call = call;
  }
}
