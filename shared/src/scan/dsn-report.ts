/** The recipients of a DSN's machine part as evidence (RFC 3464 §2.2, §2.3; RFC 6533 for international addresses). */
import type { Action, Evidence, EvidenceKind, Layer } from '../model.ts';
import { addressesIn, type Range } from './address.ts';
import { type DsnField, type DsnGroup, typedValue } from './dsn-fields.ts';
import { enhancedStatusAt } from './enhanced-status.ts';
import { hostAt } from './host.ts';
import { trim } from './lines.ts';
import { readReply } from './reply.ts';

const actions: readonly [string, Action][] = [
  ['failed', 'failed'],
  ['failure', 'failed'],
  ['delayed', 'delayed'],
  ['delivered', 'delivered'],
  ['relayed', 'relayed'],
  ['expanded', 'expanded'],
  ['expired', 'expired'],
];

/** One list of evidence a recipient group; the per-message fields are added to each. */
export function* reportEvents(layer: Layer, groups: readonly DsnGroup[]): Generator<readonly Evidence[]> {
  const message = groups.filter((group) => !isRecipient(group)).flat();
  const shared = messageFacts(layer, message);
  for (const group of groups) {
    if (isRecipient(group)) yield [...recipientFacts(layer, group), ...shared];
  }
}

function isRecipient(group: DsnGroup): boolean {
  return (
    group.some(({ name }) => name === 'final-recipient' || name === 'original-recipient') || (has(group, 'action') && has(group, 'status'))
  );
}
function has(group: DsnGroup, name: string): boolean {
  return group.some((f) => f.name === name);
}

function recipientFacts(layer: Layer, group: DsnGroup): readonly Evidence[] {
  const one = <T>(name: string, read: (value: Range) => readonly T[]): readonly T[] => {
    const value = group.find((f) => f.name === name)?.value;
    return value ? read(trim(layer.text, value)) : [];
  };
  return [
    ...one('diagnostic-code', (value) => diagnostic(layer, value)),
    ...one('action', (value) => action(layer, value)),
    ...one('status', (value) => status(layer, value)),
    ...one('final-recipient', (value) => address(layer, 'final-recipient', value)),
    ...one('original-recipient', (value) => address(layer, 'original-recipient', value)),
    ...one('remote-mta', (value) => host(layer, value)),
    ...one('last-attempt-date', (value) => verbatim(layer, 'attempted-at', value)),
    ...one('will-retry-until', (value) => verbatim(layer, 'will-retry-until', value)),
  ];
}

function messageFacts(layer: Layer, fields: readonly DsnField[]): readonly Evidence[] {
  const one = (pattern: RegExp, read: (value: Range) => readonly Evidence[]): readonly Evidence[] => {
    const value = fields.find((f) => pattern.test(f.name))?.value;
    return value ? read(trim(layer.text, value)) : [];
  };
  return [
    ...one(/^reporting-mta$/, (value) => verbatim(layer, 'reporting-mta', typedValue(layer.text, value))),
    ...one(/^x-[a-z]{1,16}-queue-id$/, (value) => verbatim(layer, 'queue-id', value)),
    ...one(/^x-[a-z]{1,16}-sender$/, (value) => address(layer, 'envelope-sender', value)),
    ...one(/^arrival-date$/, (value) => verbatim(layer, 'attempted-at', value)),
  ];
}

function diagnostic(layer: Layer, value: Range): readonly Evidence[] {
  const { start, end } = typedValue(layer.text, value);
  return readReply(layer, start, end);
}
function action(layer: Layer, { start, end }: Range): readonly Evidence[] {
  const word = layer.text.slice(start, Math.min(end, start + 24)).toLowerCase();
  const found = actions.find(([name]) => word.startsWith(name));
  return found ? [layer.fact('action', found[1], start, start + found[0].length)] : [];
}
function status(layer: Layer, { start, end }: Range): readonly Evidence[] {
  const at = layer.text.slice(start, Math.min(end, start + 64)).search(/[245]\.\d/);
  const code = at < 0 ? undefined : enhancedStatusAt(layer.text, start + at);
  return code ? [layer.fact('dsn-status', code, start + at, start + at + code.length)] : [];
}
function address(layer: Layer, kind: 'final-recipient' | 'original-recipient' | 'envelope-sender', value: Range): readonly Evidence[] {
  const typed = trim(layer.text, typedValue(layer.text, value));
  const [found] = addressesIn(layer.text, typed.start, typed.end);
  if (found) return [layer.fact(kind, found.address, found.start, found.end)];
  if (program.test(layer.text.charAt(typed.start)) && typed.end - typed.start <= 320) {
    return [layer.fact(kind, layer.text.slice(typed.start, typed.end), typed.start, typed.end)];
  }
  const word = layer.text.slice(typed.start, typed.end).replace(/^<|>$/g, '');
  return word === '' || /\s/.test(word) || word.length > 320 ? [] : [layer.fact(kind, word, typed.start, typed.end)];
}
/** `|/usr/bin/vacation kim`, `/var/mail/kim`: a program or a file that a mail was to be given to, whatever its name holds. */
const program = /[|/]/;
function host(layer: Layer, value: Range): readonly Evidence[] {
  const typed = trim(layer.text, typedValue(layer.text, value));
  const found = hostAt(layer.text, typed.start);
  if (!found) return [];
  return [
    ...(found.name ? [layer.fact('remote-mta', found.name.value, found.name.start, found.name.end)] : []),
    ...(found.ip ? [layer.fact('remote-ip', found.ip.value, found.ip.start, found.ip.end)] : []),
  ];
}
type Verbatim = Extract<EvidenceKind, 'reporting-mta' | 'queue-id' | 'attempted-at' | 'will-retry-until'>;
function verbatim(layer: Layer, kind: Verbatim, value: Range): readonly Evidence[] {
  const { start, end } = trim(layer.text, value);
  return start < end ? [layer.fact(kind, layer.text.slice(start, Math.min(end, start + 320)), start, Math.min(end, start + 320))] : [];
}
