/** Facts that every mail log states in the same few shapes. */
import type { Direction, Evidence, EvidenceKind, Layer } from '../model.ts';
import { inAnglesAt, type Range } from './address.ts';
import { hostAt } from './host.ts';

/** The log's own manner says which way the mail went; the fact is drawn on one character at `at`. */
export function directionFact(layer: Layer, value: Direction, at: number): Evidence {
  const start = Math.max(0, Math.min(at, layer.text.length - 1));
  return layer.fact('direction', value, start, start + 1);
}

/** Where the value of `name=` begins between `from` and `to`: at the start of a word only. */
export function fieldAt(text: string, name: string, from: number, to: number): number | undefined {
  for (let at = text.indexOf(name, from); at >= 0 && at < to; at = text.indexOf(name, at + 1)) {
    if (at === 0 || /[\s,;{[("]/.test(text.charAt(at - 1))) return at + name.length;
  }
  return undefined;
}

type AddressKind = 'final-recipient' | 'original-recipient' | 'envelope-sender' | 'message-id' | 'queue-id';
/** `name=<kim@example.com>`; nothing for `<>`. */
export function angleFacts(layer: Layer, name: string, kind: AddressKind, { start, end }: Range): readonly Evidence[] {
  const at = fieldAt(layer.text, name, start, end);
  const found = at === undefined ? undefined : inAnglesAt(layer.text, at);
  return found ? [layer.fact(kind, found.address, found.start, found.end)] : [];
}

/** The text of a range as a fact; nothing where it is empty. */
export function rangeFact<K extends Exclude<EvidenceKind, 'action' | 'direction' | 'smtp-command'>>(
  layer: Layer,
  kind: K,
  range: Range | undefined,
): readonly Evidence[] {
  if (!range || range.start >= range.end) return [];
  return [layer.fact(kind, layer.text.slice(range.start, range.end), range.start, range.end)];
}

/** The host that was spoken to, at `at`; a name without an IP address behind it counts where it has a dot. */
export function remoteFacts(layer: Layer, at: number | undefined): readonly Evidence[] {
  const host = at === undefined ? undefined : hostAt(layer.text, at);
  const name = host?.name?.value.replace(/\.$/, '');
  return [
    ...(host?.name && name && (host.ip || name.includes('.'))
      ? [layer.fact('remote-mta', name, host.name.start, host.name.start + name.length)]
      : []),
    ...(host?.ip ? [layer.fact('remote-ip', host.ip.value, host.ip.start, host.ip.end)] : []),
  ];
}
/** The client of an incoming connection: the IP address of `host (helo) [ip]:port`, not what it calls itself, `([192.168.2.33])`. */
export function clientFacts(layer: Layer, from: number, to: number): readonly Evidence[] {
  const found = /(?:^|[^(])\[([0-9A-Fa-f.:]{3,45})\]/.exec(layer.text.slice(from, Math.min(to, from + 700)));
  const start = found?.[1] ? from + found.index + found[0].length - 1 - found[1].length : 0;
  return found?.[1] ? [layer.fact('client-ip', found[1], start, start + found[1].length)] : [];
}

/** Does the reply say "later"? Its first code tells. */
export function isTemporary(said: readonly Evidence[]): boolean {
  return said.find((e) => e.kind === 'reply-code' || e.kind === 'enhanced-status')?.value.startsWith('4') ?? false;
}
