/**
 * The form of a reply: normalised, and every word that no rule knows is written as a stand-in of its kind.
 *
 *     "550 5.1.1 <kim.lee@alamedia.example>: User unknown, see 203.0.113.71"
 *     "<@@qx.qx>: user unknown, see 77.77.77.77"
 *
 * Servers say the same of thousands of recipients, so thousands of replies have a few hundred forms, and what was found in one form is found in
 * all its replies. Phrases and meanings can't tell a reply from its form: a stand-in has letters and digits where its word has them, no word of
 * any phrase or list is replaced or made, and gaps are measured in words. Where a word's length or neighbours could tell, it stays.
 */
import { limits } from '../limits.ts';
import { type FormWriter, openFormWriter, openPage, originIn, type Units } from './form-writer.ts';
import { openMemory } from './memory.ts';
import { normaliseReply, prefixEnd, textOf, withoutNames, writePlain } from './normalise.ts';
import { knownWords, type Vocabulary } from './vocabulary.ts';

/** One for all replies of the form: whoever finds something out of it may keep it there. */
export interface Form<T> {
  readonly text: string;
  last?: T;
}
export interface ReplyForm<T> {
  readonly form: Form<T>;
  /**
   * The offset in the reply of the character that became `form.text[at]`; of a stand-in, that of its word's first or last character; nothing behind
   * its end. To be asked before the next reply is read.
   */
  originOf(at: number): number | undefined;
}
/** Gives the form of a reply that begins with `replyCode`, as far as replies are looked at. */
export type FormReader<T> = (reply: string, replyCode: string | undefined) => ReplyForm<T>;

/** A reply, normalised and without the names of addresses, as its own form. */
export function sameForm<T>(reply: string, replyCode: string | undefined): ReplyForm<T> {
  const { text, originOf } = normaliseReply(reply.slice(0, limits.replyLength), replyCode);
  return { form: { text: withoutNames(text) }, originOf };
}

export function openForms<T>(vocabulary: Vocabulary): FormReader<T> {
  const known = knownWords(vocabulary);
  const write = known && openFormWriter(known);
  if (!write) return sameForm;
  const formOf = openWholeForms<T>(write);
  const read: ReadUnits = { units: new Uint16Array(limits.replyLength), length: 0 };
  const page = openPage(limits.replyLength);
  return (reply, replyCode) => {
    const originOf = readReply(reply, replyCode, read);
    write(read, page, 'signed');
    const { form, cuts } = formOf(page);
    return { form, originOf: (at) => originOf(originIn(page, originIn({ cuts, cutsEnd: cuts.length }, at))) };
  };
}
interface ReadUnits extends Units {
  length: number;
}
/** Reads a reply, normalised and without names; gives the way back to where its characters come from. */
function readReply(reply: string, replyCode: string | undefined, read: ReadUnits): ReplyForm<never>['originOf'] {
  const looked = reply.slice(0, limits.replyLength);
  const begin = prefixEnd(looked);
  const length = writePlain(looked, begin, read.units);
  if (length !== undefined) {
    read.length = length;
    return (at) => (at < length ? begin + at : undefined);
  }
  const { text, originOf } = normaliseReply(looked, replyCode);
  const clean = withoutNames(text);
  for (let at = 0; at < clean.length; at++) read.units[at] = clean.charCodeAt(at);
  read.length = clean.length;
  return originOf;
}

/** What is left of a reply without names, hosts, addresses and numbers; the same few hundred texts again and again. */
interface Signed<T> {
  readonly units: Uint16Array;
  readonly form: Form<T>;
  /** Where the form has further stand-ins. */
  readonly cuts: Int32Array;
}
const rememberedForms = 3_000;
function openWholeForms<T>(write: FormWriter): (signed: Units) => Signed<T> {
  const byText = openMemory<Form<T>>(rememberedForms);
  const byHash = openMemory<Signed<T>, number>(rememberedForms);
  const page = openPage(2 * limits.replyLength);
  const make = (signed: Units): Signed<T> => {
    write(signed, page, 'all');
    const text = textOf(page.units.subarray(0, page.length));
    const form = byText(text, () => ({ text }));
    return { units: signed.units.slice(0, signed.length), form, cuts: page.cuts.slice(0, page.cutsEnd) };
  };
  return (signed) =>
    byHash(
      hashOf(signed),
      () => make(signed),
      ({ units }) => isSame(units, signed),
    );
}
function hashOf({ units, length }: Units): number {
  let hash = length;
  for (let at = 0; at < length; at++) hash = (Math.imul(hash, 0x9e37) + (units[at] ?? 0)) | 0;
  return hash ^ (hash >>> 15);
}
function isSame(known: Uint16Array, { units, length }: Units): boolean {
  if (known.length !== length) return false;
  for (let at = 0; at < length; at++) if (known[at] !== units[at]) return false;
  return true;
}
