/** What a screenshot shows: a highlight that is registered but has no style would be seen by nobody. */
import { inflateSync } from 'node:zlib';

type Colour = readonly [red: number, green: number, blue: number];

/** How many pixels of a PNG (8 bits a sample, RGB or RGBA, not interlaced: what browsers write) are as near to `colour` as the eye sees. */
export function countColour(png: Buffer, colour: Colour): number {
  const { width, height, samples, rows } = decode(png);
  let count = 0;
  for (let at = 0; at < width * height; at += 1) {
    if (colour.every((value, index) => Math.abs((rows[at * samples + index] ?? 0) - value) <= 12)) count += 1;
  }
  return count;
}

function decode(png: Buffer): { readonly width: number; readonly height: number; readonly samples: number; readonly rows: Buffer } {
  const width = png.readUInt32BE(16);
  const height = png.readUInt32BE(20);
  const samples = png[25] === 6 ? 4 : 3;
  const packed: Buffer[] = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') packed.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  }
  return { width, height, samples, rows: unfilter(inflateSync(Buffer.concat(packed)), width * samples, samples) };
}

/** PNG's five filters (ISO/IEC 15948 §9.2). */
function unfilter(filtered: Buffer, stride: number, samples: number): Buffer {
  const rows = Buffer.alloc((filtered.length / (stride + 1)) * stride);
  for (let row = 0; row * (stride + 1) < filtered.length; row += 1) {
    const filter = filtered[row * (stride + 1)] ?? 0;
    for (let x = 0; x < stride; x += 1) {
      const at = row * stride + x;
      const left = x < samples ? 0 : (rows[at - samples] ?? 0);
      const up = rows[at - stride] ?? 0;
      const corner = x < samples ? 0 : (rows[at - stride - samples] ?? 0);
      rows[at] = (filtered[row * (stride + 1) + 1 + x] ?? 0) + predicted(filter, left, row === 0 ? 0 : up, row === 0 ? 0 : corner);
    }
  }
  return rows;
}

function predicted(filter: number, left: number, up: number, corner: number): number {
  if (filter === 0) return 0;
  if (filter === 1) return left;
  if (filter === 2) return up;
  if (filter === 3) return (left + up) >> 1;
  const guess = left + up - corner;
  const [toLeft, toUp, toCorner] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}

/** The lines under marks, as page.css has them. */
export const lineColours = { 'permanent-failure': [201, 56, 45], deferral: [168, 106, 0] } as const;
