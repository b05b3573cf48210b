/** What the events of mail services have in common, whatever they call it. */
import type { Action, Direction, Evidence, EvidenceKind, Layer } from '../model.ts';
import { inAnglesAt } from './address.ts';
import { enhancedStatusAt } from './enhanced-status.ts';
import { isIp } from './host.ts';
import { type JsonValue, jsonAt, member, textOf } from './json-line.ts';
import { readReply } from './reply.ts';
import { replyCodeAt } from './reply-code.ts';

type TextKind = Exclude<EvidenceKind, 'action' | 'direction' | 'smtp-command'>;

/** The objects of a line: one event, an array of them, or a page of a service's list, behind whatever prefix the collector wrote. */
export function* objectsIn(layer: Layer): Generator<JsonValue> {
  const start = layer.text.slice(0, 400).search(/[{[]\s{0,64}[{"]/);
  const value = start < 0 ? undefined : jsonAt(layer, start);
  const list = listNames.map((name) => member(value, name)).find((found) => found?.kind === 'array');
  if (value?.kind === 'object' && !list) yield value;
  for (const item of list?.items ?? value?.items ?? []) if (item.kind === 'object') yield item;
}
/** Under which the services' own lists hold their events: Mailgun, Postmark, AWS, others. */
const listNames = ['items', 'Bounces', 'Records', 'events'];

/** A whole value as a fact; of `<kim@example.com>` the inside. */
export function valueFact(kind: TextKind, value: JsonValue | undefined): readonly Evidence[] {
  const text = textOf(value);
  if (!value || text === undefined) return [];
  const inside = /^<[^<>]{1,320}>$/.test(text) ? inAnglesAt(text, 0) : undefined;
  return [inside ? value.content.fact(kind, inside.address, inside.start, inside.end) : value.content.fact(kind, text, 0, text.length)];
}
/** What a server said, without the type that DSNs put before it: `smtp; 550 5.1.1 …`. */
export function replyFacts(value: JsonValue | undefined): readonly Evidence[] {
  if (!value || textOf(value) === undefined) return [];
  const { text } = value.content;
  const type = /^(?:smtp|x-[\w-]{1,32}|unix|dns) ?; {0,4}/i.exec(text)?.[0].length ?? 0;
  return readReply(value.content, type, text.length, 'bounce');
}
/** `550` or `"5.1.1"` in a field of its own. */
export function codeFact(value: JsonValue | undefined, kind: 'dsn-status' | 'enhanced-status' | 'reply-code'): readonly Evidence[] {
  const text = textOf(value);
  if (!value || text === undefined) return [];
  const code = kind === 'reply-code' ? replyCodeAt(text, 0) : enhancedStatusAt(text, 0);
  return code ? [value.content.fact(kind, code, 0, code.length)] : [];
}
/** `dns; mx.example.com`, `mx.example.com`, `203.0.113.5`. */
export function hostFact(
  kind: 'remote-mta' | 'reporting-mta' | 'remote-ip' | 'client-ip',
  value: JsonValue | undefined,
): readonly Evidence[] {
  const text = textOf(value);
  if (!value || text === undefined) return [];
  const type = /^(?:dns|dsn|smtp) ?; {0,4}/i.exec(text)?.[0].length ?? 0;
  const host = text.slice(type).trim().replace(/\.$/, '');
  const wantsIp = kind === 'remote-ip' || kind === 'client-ip';
  return host !== '' && isIp(host) === wantsIp ? [value.content.fact(kind, host, type, text.length)] : [];
}
/** An ISO time as written, or seconds since 1970 as one. */
export function timeFact(value: JsonValue | undefined): readonly Evidence[] {
  const text = textOf(value);
  if (!value || text === undefined) return [];
  const seconds = value.kind === 'word' || /^\d{9,11}(?:\.\d{1,9})?$/.test(text) ? Number(text) : undefined;
  if (seconds === undefined) return [value.content.fact('attempted-at', text, 0, text.length)];
  const milliseconds = seconds > 1e11 ? seconds : seconds * 1000;
  return milliseconds > 0 && milliseconds < 8.64e15
    ? [value.content.fact('attempted-at', new Date(milliseconds).toISOString(), 0, text.length)]
    : [];
}
/** What became of it, drawn on the value that says so. */
export function fateFacts(value: JsonValue | undefined, action: Action, direction: Direction = 'outbound'): readonly Evidence[] {
  if (!value || value.content.text === '') return [];
  const { content } = value;
  return [content.fact('action', action, 0, content.text.length), content.fact('direction', direction, 0, content.text.length)];
}
