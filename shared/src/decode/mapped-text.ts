/** Decoded text or bytes together with the way back; what every decoding step takes and gives. */
import { chainMaps, createMapBuilder, type OffsetMap, sliceMap } from './offset-map.ts';
import { decodeAscii } from './windows-1252.ts';

export interface MappedText {
  readonly text: string;
  readonly map: OffsetMap;
}
export interface MappedBytes {
  readonly bytes: Uint8Array;
  readonly map: OffsetMap;
}

/** `of.text[start, end)`; costs nothing, no character is copied. */
export function sliceText(of: MappedText, start: number, end: number): MappedText {
  if (start === 0 && end === of.text.length) return of;
  return { text: of.text.slice(start, end), map: sliceMap(of.map, start) };
}

/** One character a byte, exact where the bytes are ASCII. */
export function latin1Text({ bytes, map }: MappedBytes): MappedText {
  return { text: decodeAscii(bytes), map };
}

/** Writes text that is made out of `from`, in the order of `from`. */
export interface TextBuilder {
  /** `from.text[start, end)` as it stands. */
  copy(start: number, end: number): void;
  /** `text`, indivisibly, for `from.text[start, end)`. */
  put(text: string, start: number, end: number): void;
  /** Text whose map leads to offsets of `from`. */
  append(piece: MappedText): void;
  finish(): MappedText;
}

export function createTextBuilder(from: MappedText): TextBuilder {
  const pieces: string[] = [];
  const map = createMapBuilder();
  return {
    copy(start, end) {
      if (start >= end) return;
      pieces.push(from.text.slice(start, end));
      map.copy(start, end - start);
    },
    put(text, start, end) {
      pieces.push(text);
      map.unit(start, end - start, text.length);
    },
    append(piece) {
      pieces.push(piece.text);
      for (let i = 0; i < piece.text.length; i++) {
        const span = piece.map.locate(i, i + 1);
        map.unit(span.start, span.end - span.start, 1);
      }
    },
    finish: () => ({ text: pieces.join(''), map: chainMaps(map.finish(), from.map) }),
  };
}

/** Writes bytes that are decoded out of a text. Offsets are those of that text. */
export interface ByteBuilder {
  /** One byte that came out of `rawLength` characters from `rawStart` on. */
  push(byte: number, rawStart: number, rawLength: number): void;
  /** `raw[rawStart, rawEnd)`, which is ASCII and stands for itself. */
  copy(raw: string, rawStart: number, rawEnd: number): void;
  /** Bytes that came, indivisibly, out of `raw[rawStart, rawEnd)`. */
  group(bytes: readonly number[], rawStart: number, rawEnd: number): void;
  finish(inner: OffsetMap): MappedBytes;
}

export function createByteBuilder(capacity: number): ByteBuilder {
  let bytes = new Uint8Array(Math.max(16, capacity));
  let length = 0;
  const map = createMapBuilder();
  const room = (more: number): void => {
    if (length + more <= bytes.length) return;
    const larger = new Uint8Array(Math.max(bytes.length * 2, length + more));
    larger.set(bytes);
    bytes = larger;
  };
  return {
    push(byte, rawStart, rawLength) {
      room(1);
      bytes[length++] = byte;
      map.unit(rawStart, rawLength, 1);
    },
    copy(raw, rawStart, rawEnd) {
      room(rawEnd - rawStart);
      for (let at = rawStart; at < rawEnd; at++) bytes[length++] = raw.charCodeAt(at);
      map.copy(rawStart, rawEnd - rawStart);
    },
    group(group, rawStart, rawEnd) {
      room(group.length);
      for (const byte of group) bytes[length++] = byte;
      map.unit(rawStart, rawEnd - rawStart, group.length);
    },
    finish: (inner) => ({ bytes: bytes.subarray(0, length), map: chainMaps(map.finish(), inner) }),
  };
}
