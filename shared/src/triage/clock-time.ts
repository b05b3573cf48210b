/** Times of records → minutes on one clock, so that records of several zones stand in one order. */
import type { TriageRecord } from './record.ts';

const written = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})/;
const writtenZone = /([+-])(\d{2}):(\d{2})$/;

/** Minutes since 1970 on the clock of UTC; where no zone is written, on that of `zone`. `undefined` where no time is stated. */
export function minuteOf({ attemptedAt }: TriageRecord, zone: string): number | undefined {
  const [found, year, month, day, hour, minute] = written.exec(attemptedAt ?? '') ?? [];
  if (attemptedAt === undefined || found === undefined) return undefined;
  const shown = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute)) / 60_000;
  return shown - (zoneMinutes(attemptedAt) ?? zoneMinutes(zone) ?? 0);
}

/** The zone most records are written in, `+01:00`; `+00:00` where none is. */
export function prevailingZone(records: readonly TriageRecord[]): string {
  const counts = new Map<string, number>();
  for (const { attemptedAt } of records) {
    const zone = zoneOf(attemptedAt);
    if (zone !== undefined) counts.set(zone, (counts.get(zone) ?? 0) + 1);
  }
  const [most] = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return most?.[0] ?? '+00:00';
}
function zoneOf(attemptedAt: string | undefined): string | undefined {
  if (attemptedAt?.endsWith('Z') === true) return '+00:00';
  return writtenZone.exec(attemptedAt ?? '')?.[0];
}
function zoneMinutes(text: string): number | undefined {
  if (text.endsWith('Z')) return 0;
  const [found, sign, hours, minutes] = writtenZone.exec(text) ?? [];
  if (found === undefined) return undefined;
  return (sign === '-' ? -1 : 1) * (60 * Number(hours) + Number(minutes));
}

/** A minute since 1970 as the clock of `zone` shows it: `2026-11-21 10:00`. */
export function clockText(minute: number, zone: string): string {
  return new Date((minute + (zoneMinutes(zone) ?? 0)) * 60_000).toISOString().slice(0, 16).replace('T', ' ');
}

/** The beginning, on the clock of `zone`, of the `length` minutes in which `minute` falls. */
export function beginningOf(minute: number, length: number, zone: string): number {
  const offset = zoneMinutes(zone) ?? 0;
  return Math.floor((minute + offset) / length) * length - offset;
}
