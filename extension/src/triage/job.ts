/** What is read for the view, and what comes of it. Plain data that crosses to a thread and back. */
import type { LaterFacts, LensParts, TriageRecord } from '@bounce-lens/shared';

/** A file that is to be read. */
export interface FileToRead {
  readonly uri: string;
  /** As the view shows it. */
  readonly name: string;
  /** Goes on growing: read on until somebody stops it. */
  readonly isFollowed: boolean;
}
export type Fault =
  | 'gone'
  | 'not-permitted'
  | 'not-readable'
  | 'not-text'
  | 'not-outlook'
  | 'too-long-mail'
  | 'too-long-here'
  | 'packed-damaged'
  | 'packed-too-much'
  | 'changed';

export interface FoundRecord {
  readonly record: TriageRecord;
  /** Where its line begins, in bytes of the (unpacked) log. */
  readonly offset?: number;
}
export type ReadEvent =
  /** `bytes`: how much of the file has been read, as it lies there. */
  | { readonly kind: 'found'; readonly records: readonly FoundRecord[]; readonly later: readonly LaterFacts[]; readonly bytes: number }
  | { readonly kind: 'fault'; readonly fault: Fault; readonly detail?: string }
  /** The file was replaced by another, or emptied: what was found in it is no longer there. */
  | { readonly kind: 'restarted' };

/** The bytes of a file, from wherever a host has them. */
export interface ByteSource {
  /** `undefined` where there is no such file. */
  stat(): Promise<{ readonly size: number; readonly modified: number } | undefined>;
  read(from: number): AsyncIterable<Uint8Array>;
}
/** Reads files of one run, one after another. */
export interface RunReader {
  read(file: FileToRead, isStopped: () => boolean): AsyncIterable<ReadEvent>;
  dispose(): void;
}
export interface Readers {
  open(parts: LensParts): RunReader;
  source(uri: string): ByteSource;
}
