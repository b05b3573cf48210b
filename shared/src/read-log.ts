/** What a log is read with, line by line: which lines matter, and what they say. Composed for `openLogReader`. */

import { shiftMap } from './decode/offset-map.ts';
import { layerOf } from './decode/raw-layer.ts';
import type { DeliveryHints, SessionReader } from './dialects/dialect.ts';
import { judge, type Telling } from './judge.ts';
import { limits } from './limits.ts';
import { matchFinding } from './match/match.ts';
import type { RuleBook } from './match/rule-book.ts';
import type { Ours, TimeZone, Verdict } from './model.ts';
import { lineDialects, openLineReader } from './read-line.ts';
import { type Hint, openHintScanner } from './scan/hint-scanner.ts';
import type { LogLines, SenderLines } from './triage/log-reader.ts';

/** Bit of the words that make a line be read; those of each dialect's deliveries follow. */
const telling = 1;

/** Each call opens a log of its own: what one line tells of a later one is remembered within it. */
export function openLogLines(book: RuleBook, { ours, timeZone }: { readonly ours?: Ours; readonly timeZone?: TimeZone }): LogLines {
  const sessions = new Map<string, SessionReader>();
  const read = openLineReader(sessions);
  const senders = openSenderLines();
  const how: Telling = { kind: 'log', ...(ours && { ours }) };
  const scanner = once(() => openHintScanner(hints));
  const scannerOfSenders = once(() => openHintScanner([...hints, ...senders.hints]));
  return {
    scanner: (withSenders) => (withSenders ? scannerOfSenders() : scanner()),
    telling,
    ...(timeZone && { timeZone }),
    verdicts(text, start): readonly Verdict[] {
      const verdicts: Verdict[] = [];
      for (const event of read(layerOf({ text, map: shiftMap(start) }))) verdicts.push(matchFinding(book, judge(event, how)));
      return verdicts;
    },
    get remembers() {
      return sessions.size > 0;
    },
    senders,
    delivery: (bytes, { start, end, bits }) => deliveries.get(bits & ~senderBit)?.(bytes, start, end),
  };
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

function lineAt(text: string, start: number): string {
  const longest = text.slice(start, start + limits.lineLength);
  const end = longest.search(/[\r\n]/);
  return end < 0 ? longest : longest.slice(0, end);
}
/** Bit of the words that may tell a sender; far above those of deliveries. */
const senderBit = 1 << 29;
function openSenderLines(): SenderLines {
  const known = lineDialects.filter(({ dialect }) => dialect.hints.senders !== undefined);
  const literals = new Set(known.flatMap(({ dialect }) => dialect.hints.senders?.words ?? []));
  const tracers = known.flatMap(({ dialect }) => dialect.openTrace?.() ?? []);
  return {
    hints: [...literals].map((literal) => ({ literal, bit: senderBit })),
    bit: senderBit,
    of(text, start) {
      for (const { dialect } of known) {
        const found = dialect.hints.senders?.usual?.(text, start);
        if (found !== undefined) return found;
      }
      const line = lineAt(text, start);
      for (const trace of tracers) {
        const { names: [queueId] = [], stated = [] } = trace(line) ?? {};
        const sender = stated.find(({ kind }) => kind === 'envelope-sender');
        if (queueId !== undefined && sender !== undefined) return { queueId, sender: line.slice(sender.start, sender.end) };
      }
      return undefined;
    },
  };
}

type Deliveries = ReadonlyMap<number, DeliveryHints['attempt']>;
/** The dialects whose lines tell of deliveries, a bit each. A line that could be of two is read in full: no bit is the sum of two others. */
function deliveryBits(): Deliveries {
  const all = lineDialects.flatMap(({ dialect }) => dialect.hints.delivered ?? []);
  return new Map(all.map(({ attempt }, index) => [2 << index, attempt]));
}
/** A line inside a JSON object may be written with escapes that hide its words. */
const container: Hint = { literal: '\n{"', bit: telling };
function hintsOf(byBit: Deliveries): readonly Hint[] {
  const bits = [...byBit.keys()].values();
  const own = lineDialects.flatMap(({ dialect: { hints } }): readonly Hint[] => {
    const bit = hints.delivered ? (bits.next().value ?? telling) : telling;
    return [
      ...hints.telling.map((literal) => ({ literal, bit: telling })),
      ...(hints.anyCase ?? []).map((literal) => ({ literal, bit: telling, anyCase: true })),
      ...(hints.delivered?.words ?? []).map((literal) => ({ literal, bit })),
    ];
  });
  return [container, ...own];
}
/** The same for every log. */
const deliveries = deliveryBits();
const hints = hintsOf(deliveries);
