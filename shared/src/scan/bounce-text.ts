/**
 * Bounces as prose: an address and what was said about it, in the shapes that most writers share.
 *
 *     <kim@example.com>: host mx.example.com[203.0.113.5] said: 550 5.1.1 …        Postfix, qmail, OpenSMTPD: a stanza an address
 *       kim@example.com ⏎ SMTP error from remote mail server after RCPT TO:…       Exim: the address alone, then the reason
 *     … while talking to mx.example.com.: ⏎ >>> RCPT To:<kim@…> ⏎ <<< 550 …         Sendmail: a transcript
 *     The response was: ⏎ 550 5.1.1 …                                              a reply in a paragraph of its own
 */
import { limits } from '../limits.ts';
import type { Evidence, Layer } from '../model.ts';
import { addressAt, addressesIn, type FoundAddress, type Range } from './address.ts';
import { codesIn, type Trust } from './codes.ts';
import { linesOf, paragraphsOf } from './lines.ts';
import { readReply } from './reply.ts';

/** An address and the text about it. */
interface Stanza extends Range {
  readonly recipient: FoundAddress;
  readonly said: Range;
}

export interface BounceTextOptions {
  /** Also paragraphs without any code, whose words alone may tell. */
  readonly words: boolean;
  readonly trust: Trust;
}

/** The events told in `layer.text[start, end)`, in order. */
export function* bouncesIn(layer: Layer, start: number, end: number, options: BounceTextOptions): Generator<readonly Evidence[]> {
  for (const paragraph of paragraphsOf(layer.text, start, end)) {
    const stanzas = stanzasIn(layer.text, paragraph);
    const before = stanzas[0]?.start ?? paragraph.end;
    yield* repliesIn(
      layer,
      { start: paragraph.start, end: before },
      { ...options, from: start, words: options.words && stanzas.length === 0 },
    );
    for (const stanza of stanzas) yield* stanzaEvents(layer, stanza, options.trust);
  }
}

/** Every address that stands for itself at the head of a line, with or without words about it. */
export function stanzaRecipients(layer: Layer, start: number, end: number): readonly Evidence<'final-recipient'>[] {
  const stanzas = [...paragraphsOf(layer.text, start, end)].flatMap((paragraph) => stanzasIn(layer.text, paragraph));
  return stanzas.map(({ recipient }) => layer.fact('final-recipient', recipient.address, recipient.start, recipient.end));
}

function* stanzaEvents(layer: Layer, { recipient, said }: Stanza, trust: Trust): Generator<readonly Evidence[]> {
  const reply = readReply(layer, said.start, Math.min(said.end, said.start + limits.replyLength), trust);
  if (reply.length > 0) yield [...reply, layer.fact('final-recipient', recipient.address, recipient.start, recipient.end)];
}

const stanzaHead =
  /[\s>|*\u2022\u00a0]{0,12}(?:(?:Recipient(?: address)?|Address|Failed recipient|Intended recipient|generated (?:by|from)):?\s{0,4})?(<|"|')?(?=[^\s@<>"']{1,128}@)/iy;
const stanzaTail =
  /(?:>|"|'|\.{3})?(?:\s{0,3}<(?:mailto:)?[^<>\s]{1,320}>)?(?:\s?\([^()\r\n]{1,200}\))?[ \t\u00a0]{0,4}(?:(:|\.{3})[ \t\u00a0]{0,4}|[;,-]\s|on (?=[A-Z][a-z]{2},? )|(?=[\r\n]|$))/y;

/** Lines of a paragraph that begin with an address standing for itself, each with the lines below it. */
function stanzasIn(text: string, paragraph: Range): readonly Stanza[] {
  if (!text.slice(paragraph.start, paragraph.end).includes('@')) return [];
  const heads: { readonly line: Range; readonly recipient: FoundAddress; readonly bodyStart: number }[] = [];
  for (const line of linesOf(text, paragraph.start, paragraph.end)) {
    stanzaHead.lastIndex = line.start;
    const head = stanzaHead.exec(text);
    const recipient = head && addressAt(text, line.start + head[0].length);
    if (!recipient || recipient.end > line.end) continue;
    stanzaTail.lastIndex = recipient.end;
    const tail = stanzaTail.exec(text);
    const open = heads.at(-1);
    if (open && isContinuation({ line, recipient }, open)) continue;
    if (tail) heads.push({ line, recipient, bodyStart: recipient.end + tail[0].length });
  }
  return heads.map(({ line, recipient, bodyStart }, i) => {
    const end = heads[i + 1]?.line.start ?? paragraph.end;
    return { start: line.start, end, recipient, said: { start: Math.min(bodyStart, end), end } };
  });
}

interface Head {
  readonly line: Range;
  readonly recipient: FoundAddress;
}
/** `<kim@…>: host … said: 550 5.1.1 ⏎     <kim@…>: Recipient address rejected`: a folded reply that names the address again, further in. */
function isContinuation({ line, recipient }: Head, open: Head): boolean {
  return recipient.address === open.recipient.address && recipient.start - line.start > open.recipient.start - open.line.start;
}

/** Cheap: most paragraphs of most bounces are there to console. */
const mayHoldCode = /[2-5](?:\.\d|\d\d)/;

interface ReplyOptions extends BounceTextOptions {
  /** Where the text begins in which an address may stand before the reply. */
  readonly from: number;
}
/** The replies of a paragraph without stanzas: one from each line that begins a new code. */
function* repliesIn(layer: Layer, paragraph: Range, { from, words, trust }: ReplyOptions): Generator<readonly Evidence[]> {
  if (paragraph.start >= paragraph.end || (!words && !mayHoldCode.test(layer.text.slice(paragraph.start, paragraph.end)))) return;
  const pieces = pieceStarts(layer.text, paragraph, trust);
  for (const [i, start] of pieces.entries()) {
    const end = Math.min(pieces[i + 1] ?? paragraph.end, start + limits.replyLength);
    const reply = readReply(layer, start, end, trust);
    const code = reply.find((e) => e.kind === 'reply-code' || e.kind === 'enhanced-status')?.value;
    if (code === undefined && (!words || end - start > 2_000)) continue;
    if (trust === 'bounce' && code !== undefined && /^[23]/.test(code)) continue;
    const recipient = recipientOf(layer.text, { start, end }, from);
    yield recipient ? [...reply, layer.fact('final-recipient', recipient.address, recipient.start, recipient.end)] : reply;
  }
}

/** What may stand on a line before the code that it begins with; and a host that says a reply of its own. */
const replyLead = /^(?:[\s>|<("'#*\u00a0-]{0,12}|\s{0,4}(?:Out|S|Server):\s{1,4})$/;
const hostSaid = /^[\s>|]{0,12}(?:host|server) \S{1,320} (?:said|refused to talk to me): {1,4}$/;

/** Where each reply of a paragraph begins: at its start, and at every line whose code differs from the one before. */
function pieceStarts(text: string, paragraph: Range, trust: Trust): readonly number[] {
  const starts: number[] = [];
  let current: string | undefined;
  for (const line of linesOf(text, paragraph.start, paragraph.end)) {
    const [code] = codesIn(text, line.start, Math.min(line.end, line.start + 128), trust);
    const before = code && text.slice(line.start, code.start);
    const handedOver = before !== undefined && hostSaid.test(before);
    const leads = handedOver || (before !== undefined && replyLead.test(before));
    if (leads && current !== undefined && (handedOver || code?.code !== current)) starts.push(line.start);
    if (code && (leads || current === undefined)) current = code.code;
  }
  return [paragraph.start, ...starts];
}

const nobody = /^<?(?:postmaster|mailer-daemon|abuse|hostmaster|support|helpdesk|noreply|no-reply|delist)[@+.-]/i;
/** The address the reply is about: in it, else the nearest before it. */
function recipientOf(text: string, { start, end }: Range, from: number): FoundAddress | undefined {
  const inside = addressesIn(text, start, end).find((a) => !nobody.test(a.address));
  return (
    inside ??
    addressesIn(text, Math.max(from, start - 1_000), start)
      .filter((a) => !nobody.test(a.address))
      .at(-1)
  );
}
