/**
 * amavis: the verdict it logs for each mail.
 *
 *     amavis[501]: (00501-01) Blocked SPAM {DiscardedInbound,Quarantined}, [203.0.113.9]:5501 [203.0.113.9] <x@spam.example> -> <kim@example.org>,
 *       Queue-ID: 4F5501, Message-ID: <550@spam.example>, mail_id: …, Hits: 15.5, size: 5501, 550 ms
 *
 * What passes goes back to the mail server, whose lines tell of it; what is blocked does not.
 */
import type { Direction, Evidence, Layer } from '../model.ts';
import { inAnglesAt, type Range } from '../scan/address.ts';
import { angleFacts, clientFacts, directionFact, fieldAt, rangeFact } from '../scan/log-facts.ts';
import { logHead, timeFacts } from '../scan/syslog.ts';
import { amavisTrace } from './amavis/trace.ts';
import type { LineDialect } from './dialect.ts';

const verdict =
  /\(\d{1,7}-\d{1,5}(?:-\d{1,5})?\) (?:Blocked|Not-Delivered) ([A-Z][A-Z\d-]{2,24}(?: \([^()]{0,400}\))?)(?: \{([\w,]{0,200})\})?,/y;

/** The verdict's own line. */
const passed = /\(\d{1,7}-\d{1,5}(?:-\d{1,5})?\) (?:Blocked|Passed|Not-Delivered) [A-Z]/;

/** Plain searches first: it is asked of every line, and few have a bracket that ends a word. */
function hasVerdict(line: string): boolean {
  if (!line.includes(') ')) return false;
  return line.includes(') Blocked ') || line.includes(') Passed ') || line.includes(') Not-Delivered ');
}
const amavis: LineDialect = {
  title: 'amavis log',
  reads: 'line',
  hints: { telling: [') Blocked ', ') Not-Delivered '] },
  recognizes: (line) =>
    hasVerdict(line) && /\) (?:Blocked|Passed|Not-Delivered) [A-Z]/.test(line) && /\(\d{1,7}-\d{1,5}(?:-\d{1,5})?\) /.test(line),
  openTrace: () => (line) => (passed.test(line) ? amavisTrace(line, logHead(line).body) : undefined),
  *read(layer) {
    const { text } = layer;
    const head = logHead(text);
    verdict.lastIndex = head.body;
    const found = verdict.exec(text);
    if (!found?.[1]) return;
    const arrow = text.indexOf('> -> <', head.body);
    const end = head.body + found[0].length;
    const told = [
      ...verdictFacts(layer, { start: head.body + found[0].indexOf(' ') + 1, end: end - 1 }, found[1]),
      ...sender(layer, arrow),
      ...angleFacts(layer, 'Message-ID: ', 'message-id', { start: end, end: text.length }),
      ...queueId(layer, end),
      ...timeFacts(layer, head.time),
      ...clientFacts(layer, end, arrow < 0 ? text.length : arrow),
      directionFact(layer, wayOf(found[2] ?? ''), head.body),
    ];
    for (const recipient of recipientsAt(text, arrow)) yield [...told, ...rangeFact(layer, 'final-recipient', recipient)];
  },
};
export default amavis;

function verdictFacts(layer: Layer, range: Range, category: string): readonly Evidence[] {
  const action = category.startsWith('TEMPFAIL') ? 'delayed' : 'failed';
  return [...rangeFact(layer, 'diagnostic-text', range), layer.fact('action', action, range.start, range.start + 'Blocked'.length)];
}
function wayOf(flags: string): Direction {
  return /Outbound|Internal/.test(flags) ? 'outbound' : 'inbound';
}
function sender(layer: Layer, arrow: number): readonly Evidence[] {
  const open = arrow < 0 ? -1 : layer.text.lastIndexOf('<', arrow);
  return open < 0 ? [] : rangeFact(layer, 'envelope-sender', inAnglesAt(layer.text, open));
}
function queueId(layer: Layer, from: number): readonly Evidence[] {
  const at = fieldAt(layer.text, 'Queue-ID: ', from, layer.text.length);
  const length = at === undefined ? 0 : (/^[0-9A-Za-z-]{1,40}/.exec(layer.text.slice(at, at + 40))?.[0].length ?? 0);
  return at === undefined ? [] : rangeFact(layer, 'queue-id', { start: at, end: at + length });
}
/** `-> <kim@example.org>,<lou@example.org>, Queue-ID: …`; a verdict without any is one event still. */
function recipientsAt(text: string, arrow: number): readonly (Range | undefined)[] {
  const all: Range[] = [];
  for (let at = arrow < 0 ? text.length : arrow + '> -> '.length; text.charAt(at) === '<' && all.length < 1_000; ) {
    const inside = inAnglesAt(text, at);
    if (!inside) break;
    all.push(inside);
    at = inside.end + '>,'.length;
  }
  return all.length > 0 ? all : [undefined];
}
