/** Milliseconds of the processor that this process takes for something: what others do on the machine counts little. */
export function processorMilliseconds(act: () => unknown): number {
  const before = process.cpuUsage();
  act();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}
