/** A file's date in the zone of the machine that reads it, by which times without year or zone are read. */
import type { HostDate } from './read-time.ts';

export function hostDateOf(date: Date): HostDate {
  // Minutes west of UTC, as JavaScript counts them.
  const west = date.getTimezoneOffset();
  const minutes = Math.abs(west);
  const zone = `${west > 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
  return { year: date.getFullYear(), month: date.getMonth() + 1, day: date.getDate(), zone };
}
function two(number: number): string {
  return String(number).padStart(2, '0');
}
