/** A file's date of change in this machine's zone, by which times without year or zone are read. */
import type { HostDate } from '@bounce-lens/shared';

/** `modified` in milliseconds since 1970. */
export function hostDateOf(modified: number): HostDate {
  const date = new Date(modified);
  // Minutes west of UTC, as JavaScript counts them.
  const west = date.getTimezoneOffset();
  const minutes = Math.abs(west);
  const zone = `${west > 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
  return { year: date.getFullYear(), month: date.getMonth() + 1, day: date.getDate(), zone };
}
function two(number: number): string {
  return String(number).padStart(2, '0');
}
