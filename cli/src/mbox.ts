/** A mailbox file → its mails. A mail begins at a `From ` line at the start or after an empty line, if a header line follows. */
import { wholeLength } from './byte-windows.ts';

export interface MboxMail {
  /** 1-based. */
  readonly number: number;
  /** Without its `From ` line. */
  readonly bytes: Buffer;
  /** 0-based line of the mailbox at which `bytes` begins. */
  readonly firstLine: number;
  /** It is longer than is read. */
  readonly cut: boolean;
}

const lineFeed = 0x0a;
const fromLine = Buffer.from('From ');
const headerLine = /^(?:[\x21-\x39\x3b-\x7e]{1,200}[ \t]{0,8}:|>?From )/;

export function isMbox(name: string, head: Buffer): boolean {
  if (/\.eml$/i.test(name) || !head.subarray(0, 5).equals(fromLine)) return false;
  const next = head.indexOf(lineFeed) + 1;
  return next > 0 && headerLine.test(head.subarray(next, next + 256).toString('latin1'));
}

interface Draft {
  parts: Buffer[];
  length: number;
  cut: boolean;
  firstLine: number;
}
function newDraft(firstLine: number): Draft {
  return { parts: [], length: 0, cut: false, firstLine };
}

/** `windows` end at line ends. */
export async function* mailsOf(windows: AsyncIterable<Buffer>): AsyncGenerator<MboxMail> {
  let draft = newDraft(0);
  let number = 0;
  let line = 0;
  let afterEmpty = true;
  let candidate: Buffer | undefined;
  for await (const window of windows) {
    for (const bytes of linesOf(window)) {
      if (candidate !== undefined && headerLine.test(bytes.subarray(0, 256).toString('latin1'))) {
        if (number > 0) yield finished(draft, number);
        number += 1;
        draft = newDraft(line);
      } else if (candidate !== undefined) add(draft, candidate);
      candidate = afterEmpty && bytes.subarray(0, 5).equals(fromLine) ? bytes : undefined;
      if (candidate === undefined) add(draft, bytes);
      afterEmpty = bytes.length <= 2 && bytes.toString('latin1').trim() === '';
      line += 1;
    }
  }
  if (candidate !== undefined) add(draft, candidate);
  if (number > 0) yield finished(draft, number);
}

function* linesOf(window: Buffer): Generator<Buffer> {
  for (let start = 0; start < window.length; ) {
    const end = window.indexOf(lineFeed, start) + 1 || window.length;
    yield window.subarray(start, end);
    start = end;
  }
}
function add(draft: Draft, bytes: Buffer): void {
  if (draft.length + bytes.length > wholeLength) {
    draft.cut = true;
    return;
  }
  draft.parts.push(bytes);
  draft.length += bytes.length;
}
function finished({ parts, cut, firstLine }: Draft, number: number): MboxMail {
  return { number, bytes: Buffer.concat(parts), firstLine, cut };
}
