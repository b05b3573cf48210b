/** The contract of a dialect: the manner in which one program writes. A dialect is one file that default-exports one of these. */
import type { Mail } from '../decode/mail.ts';
import type { Evidence, Layer, Tracer } from '../model.ts';
import type { DeliveryPlaces } from '../scan/byte-shape.ts';

interface Named {
  /** What it reads, for people: `Postfix mail log`. */
  readonly title: string;
}
/**
 * By which words the lines that matter are found in a big log before any is read. Literals in ASCII; `\n` in front of one: the line begins with it.
 * A line without any of them is no line of which events come, nor one that a later line needs. Too many words cost time, too few cost events.
 */
export interface LineHints {
  readonly telling: readonly string[];
  /** As `telling`, in upper or lower case alike. */
  readonly anyCase?: readonly string[];
  /** Of lines whose trace states whom a message is sent for, which its failing lines do not; looked for only where somebody asks for senders. */
  readonly senders?: {
    readonly words: readonly string[];
    /** What the trace of the line at `start` of a text of many lines would state, where the line is of the usual shape: a fifth of the cost. */
    usual?(text: string, start: number): { readonly queueId: string; readonly sender: string } | undefined;
  };
  /** Of lines that mostly tell of deliveries only: they are read in full where deliveries are asked for or `attempt` is not sure. */
  readonly delivered?: DeliveryHints;
}
export interface DeliveryHints {
  readonly words: readonly string[];
  /**
   * Where the line `bytes[start, end)` states the delivery it tells of, in ASCII, where it is one for certain: exactly what `read` would say.
   * Without a queue id where the dialect's deliveries have none. The line is one without `telling` words.
   */
  attempt(bytes: Uint8Array, start: number, end: number): DeliveryPlaces | 'without queue id' | undefined;
}
/** What a log's dialect may know besides. */
interface OfLogs {
  /**
   * Does the head of this line name a program of its own, of which there is none elsewhere? Then it is its line whatever it quotes. Asked of
   * every line before any dialect is asked whether it recognises it, so only where it costs next to nothing.
   */
  isNamed?(line: string): boolean;
  /** A tracer for one text, where a message can be followed by more lines than its deliveries; it passes over lines of other writers. */
  openTrace?(): Tracer;
}
/** Reads one line at a time; works on any window of a log. */
export interface LineDialect extends Named, OfLogs {
  readonly reads: 'line';
  readonly hints: LineHints;
  /** Is this line written by it? Looks at one line only. */
  recognizes(line: string): boolean;
  /** The events of one line, each a list of evidence; none where the line tells of no delivery. */
  read(line: Layer): Iterable<readonly Evidence[]>;
}
/** Reads the lines of a log in their order, where a line is told in full only by those above it: the command a reply answers, a table's header. */
export interface SessionDialect extends Named, OfLogs {
  readonly reads: 'session';
  readonly hints: LineHints;
  /** Is this line written by it? Looks at one line only. */
  recognizes(line: string): boolean;
  /** A reader with a memory of its own, bounded, for one text or window; a window that begins in mid-session tells less, nothing wrong. */
  open(): SessionReader;
}
/** The events of the next line, each a list of evidence; some of it may stand in lines above. */
export type SessionReader = (line: Layer) => Iterable<readonly Evidence[]>;
/** Reads a whole mail. */
export interface MessageDialect extends Named {
  readonly reads: 'message';
  recognizes(mail: Mail): boolean;
  read(mail: Mail): Iterable<readonly Evidence[]>;
}
/** Reads any text: a dialog, a pasted reply, the text of a page. */
export interface TextDialect extends Named {
  readonly reads: 'text';
  /** It reads a text of its kind to the end: no last resort looks for more in it. */
  readonly exclusive?: true;
  recognizes(text: string): boolean;
  read(layer: Layer): Iterable<readonly Evidence[]>;
}
export type Dialect = LineDialect | SessionDialect | MessageDialect | TextDialect;
