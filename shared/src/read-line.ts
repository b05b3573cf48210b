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
const namedDialects = lineDialects.filter(({ dialect }) => dialect.isNamed !== undefined);
/** A text is told from a log before its lines are read: the last answer is remembered, for expressions that run twice are compiled. */
const last: { line: string; known: KnownLineDialect | undefined } = { line: '', known: undefined };
export function lineDialectOf(line: string): KnownLineDialect | undefined {
  if (line !== last.line) {
    last.known =
      namedDialects.find(({ dialect }) => dialect.isNamed?.(line)) ?? lineDialects.find(({ dialect }) => dialect.recognizes(line));
    last.line = line;
  }
  return last.known;
}

/** Shorter lines are no log's. */
const shortestLine = 5;
/** A reader of the lines of one log, given in their order. `sessions`: the readers that remember lines, by dialect, as they are needed. */
export function openLineReader(sessions = new Map<string, SessionReader>()): (line: Layer) => readonly DeliveryEvent[] {
  return (whole) => {
    if (whole.text.length < shortestLine) return [];
    const line = lineInside(whole);
    const known = lineDialectOf(line.text);
    if (!known) return [];
    const events: DeliveryEvent[] = [];
    for (const evidence of read(known, line, sessions)) {
      // An object without one member that says something: there is no place to show, so there is no event.
      if (evidence.length > 0) events.push({ dialect: known.id, evidence: withWriter(line, evidence) });
    }
    return events;
  };
}
/** The host that wrote a log line reports it, where the line does not say otherwise. */
function withWriter(line: Layer, evidence: readonly Evidence[]): readonly Evidence[] {
  const host = firstEvidence(evidence, 'reporting-mta') ? undefined : logHead(line.text).host;
  return host ? [...evidence, line.fact('reporting-mta', host.value, host.start, host.end)] : evidence;
}
/** What a dialect says of its next line; that of a session dialect remembers the lines before. */
function read({ id, dialect }: KnownLineDialect, line: Layer, sessions: Map<string, SessionReader>): ReturnType<SessionReader> {
  if (dialect.reads === 'line') return dialect.read(line);
  const reader = sessions.get(id) ?? dialect.open();
  sessions.set(id, reader);
  return reader(line);
}
