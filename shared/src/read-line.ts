/** One line of a log → its events: the dialect that recognises it reads it, remembering the lines before where it must. */
import type { Dialect, LineDialect, SessionDialect, SessionReader } from './dialects/dialect.ts';
import { dialects } from './generated/dialects.ts';
import { type DeliveryEvent, type Evidence, firstEvidence, type Layer } from './model.ts';
import { lineInside } from './scan/container-line.ts';
import { logHead } from './scan/syslog.ts';

export interface KnownLineDialect {
  readonly id: string;
  readonly dialect: LineDialect | SessionDialect;
}
export const lineDialects: readonly KnownLineDialect[] = dialects.filter(
  (d: { readonly id: string; readonly dialect: Dialect }): d is KnownLineDialect =>
    d.dialect.reads === 'line' || d.dialect.reads === 'session',
);
/** A text is told from a log before its lines are read: the last answer is remembered, for expressions that run twice are compiled. */
const last: { line: string; known: KnownLineDialect | undefined } = { line: '', known: undefined };
export function lineDialectOf(line: string): KnownLineDialect | undefined {
  if (line !== last.line) {
    last.known = lineDialects.find(({ dialect }) => dialect.recognizes(line));
    last.line = line;
  }
  return last.known;
}

/** Shorter lines are no log's. */
const shortestLine = 5;
/** A reader of the lines of one log, given in their order. `sessions`: the readers that remember lines, by dialect, as they are needed. */
export function openLineReader(sessions = new Map<string, SessionReader>()): (line: Layer) => Generator<DeliveryEvent> {
  return function* (whole) {
    if (whole.text.length < shortestLine) return;
    const line = lineInside(whole);
    const known = lineDialectOf(line.text);
    if (!known) return;
    for (const evidence of readerOf(known, sessions)(line)) {
      // An object without one member that says something: there is no place to show, so there is no event.
      if (evidence.length > 0) yield { dialect: known.id, evidence: [...evidence, ...writtenBy(line, evidence)] };
    }
  };
}
/** The host that wrote a log line reports it, where the line does not say otherwise. */
function writtenBy(line: Layer, evidence: readonly Evidence[]): readonly Evidence[] {
  const host = firstEvidence(evidence, 'reporting-mta') ? undefined : logHead(line.text).host;
  return host ? [line.fact('reporting-mta', host.value, host.start, host.end)] : [];
}
/** How a dialect reads its next line; that of a session dialect remembers the lines before. */
function readerOf({ id, dialect }: KnownLineDialect, sessions: Map<string, SessionReader>): SessionReader {
  if (dialect.reads === 'line') return (line) => dialect.read(line);
  const reader = sessions.get(id) ?? dialect.open();
  sessions.set(id, reader);
  return reader;
}
