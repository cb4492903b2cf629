import type { Stamp } from './model';

const timeDigits = 9;
const countDigits = 3;
const mostCount = 36 ** countDigits - 1;

/** A stamp out of its parts: milliseconds since 1970, a counter, and a device's name (letters and digits). */
export function makeStamp(time: number, count: number, device: string): Stamp {
  const ms = Math.max(0, Math.floor(time)).toString(36).padStart(timeDigits, '0');
  return `${ms}${count.toString(36).padStart(countDigits, '0')}${device}`;
}

/** The wall-clock part of a stamp, in milliseconds. */
export function timeOf(stamp: Stamp): number {
  return Number.parseInt(stamp.slice(0, timeDigits), 36);
}

/** Parts stamps of what was there before from those that the clock gives, which may be of the same moment. */
export const ofThePast = '~';

/** The device that said something. */
export function deviceOf(stamp: Stamp): string {
  const device = stamp.slice(timeDigits + countDigits);
  return device.endsWith(ofThePast) ? device.slice(0, -1) : device;
}

/**
 * The stamp that follows the latest one that a device has seen or made: later than it whatever the device's own clock says
 * (Kulkarni et al., Logical Physical Clocks, 2014).
 */
export function nextStamp(last: Stamp, now: number, device: string): Stamp {
  const lastTime = last === '' ? 0 : timeOf(last);
  if (now > lastTime) return makeStamp(now, 0, device);
  const count = Number.parseInt(last.slice(timeDigits, timeDigits + countDigits), 36);
  return count < mostCount ? makeStamp(lastTime, count + 1, device) : makeStamp(lastTime + 1, 0, device);
}
