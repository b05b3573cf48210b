/** A time zone by its IANA name, ready to be asked for the offset of a time as a clock on its wall showed it. */
import type { TimeZone } from './model.ts';

/**
 * Throws a RangeError for what is no time zone. A time that a clock showed twice (the hour that winter time repeats) is the first of
 * the two; one it never showed is read by the offset before the change.
 */
export function openTimeZone(name: string): TimeZone {
  const clock = clockOf(name);
  // Offsets change at quarters of an hour at the most; asking the calendar costs a thousand times as much as remembering.
  const known = new Map<number, string>();
  return {
    name,
    offsetAt(local) {
      const quarter = Math.floor(local / quarterHour);
      const offset = known.get(quarter) ?? written(offsetOf(clock, quarter * quarterHour));
      if (known.size > mostKnown) known.clear();
      known.set(quarter, offset);
      return offset;
    },
  };
}
const quarterHour = 15 * 60_000;
const mostKnown = 10_000;

function clockOf(name: string): Intl.DateTimeFormat {
  const parts = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' } as const;
  try {
    // Engines take bare offsets (`+01:00`) too; a zone has a name.
    if (!/^[A-Za-z]/.test(name)) throw new RangeError(name);
    return new Intl.DateTimeFormat('en-US', { timeZone: name, hourCycle: 'h23', ...parts });
  } catch {
    throw new RangeError(`"${name}" is no time zone; write a name as Europe/Berlin or UTC`);
  }
}

/** In milliseconds: what the clock shows at an instant, less the instant. Of two that fit, that of the day before. */
function offsetOf(clock: Intl.DateTimeFormat, local: number): number {
  const day = 86_400_000;
  const [before, behind] = [shownAt(clock, local - day) - (local - day), shownAt(clock, local + day) - (local + day)];
  return [before, behind].find((offset) => shownAt(clock, local - offset) === local) ?? before;
}
/** What the clock shows, as milliseconds since 1970 in UTC would. */
function shownAt(clock: Intl.DateTimeFormat, instant: number): number {
  const part = Object.fromEntries(clock.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}
/** `+01:00` */
function written(offset: number): string {
  const minutes = Math.round(Math.abs(offset) / 60_000);
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
