/**
 * The time that this process has kept the processors busy, in milliseconds. Unlike the clock it does not run on while
 * other programs have their turn, so that a limit holds on a loaded machine too.
 */
export function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
