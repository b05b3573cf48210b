/**
 * A log line inside a JSON object, as docker's json-file driver and `journalctl -o json` keep it.
 *
 *     {"log":"Nov 21 10:05:50 mx postfix/smtp[5501]: 4F5501: to=<kim@example.com>, …\n","stream":"stdout","time":"2026-11-21T10:05:50.1Z"}
 *             ^^^ what the program wrote; facts read in it lie here
 */
import type { Layer } from '../model.ts';
import { jsonAt, member } from './json-line.ts';

/** Is it such an object? Cheap: asked of every line. */
export function isContainerLine(text: string): boolean {
  return (
    text.startsWith('{"') &&
    /^\{"(?:log|stream|time|attrs|MESSAGE|_[A-Z_]{2,40}|SYSLOG_\w{2,20}|PRIORITY)"/.test(text.slice(0, 64)) &&
    /"(?:log|MESSAGE)"\s?:\s?"/.test(text)
  );
}
/** The line inside; the line itself where there is none. */
export function lineInside(layer: Layer): Layer {
  if (!isContainerLine(layer.text)) return layer;
  const object = jsonAt(layer, 0);
  const inner = member(object, 'log') ?? member(object, 'MESSAGE');
  if (inner?.kind !== 'string') return layer;
  const { content } = inner;
  return { text: content.text.replace(/[\r\n]{1,4}$/, ''), fact: (kind, value, start, end) => content.fact(kind, value, start, end) };
}
