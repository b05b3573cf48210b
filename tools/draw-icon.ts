/** The icon, drawn by ourselves: an envelope under a lens. Pure arithmetic, so that every build draws the same bytes. */
import { crc32, deflateSync } from 'node:zlib';

type Point = readonly [number, number];
type Colour = readonly [number, number, number];
/** Distance to a shape's edge in a square of side 1; negative inside. */
type Shape = (at: Point) => number;

const blue: Colour = [11, 87, 164];
const white: Colour = [255, 255, 255];
const amber: Colour = [255, 183, 77];

const tile: Shape = box([0.5, 0.5], [0.48, 0.48], 0.2);
const envelope: Shape = box([0.46, 0.47], [0.31, 0.22], 0.04);
const flap: Shape = (at) => Math.min(line([0.18, 0.29], [0.46, 0.5], 0.026)(at), line([0.74, 0.29], [0.46, 0.5], 0.026)(at));
const handle: Shape = line([0.75, 0.76], [0.87, 0.88], 0.05);
const glass: Shape = circle([0.65, 0.66], 0.15);
const ring: Shape = (at) => Math.abs(glass(at)) - 0.045;
const halo: Shape = (at) => Math.min(glass(at) - 0.085, handle(at) - 0.03);

/** What lies over what, from the bottom. */
const layers: readonly (readonly [Shape, Colour])[] = [
  [tile, blue],
  [envelope, white],
  [flap, blue],
  [halo, blue],
  [handle, amber],
  [glass, white],
  [ring, amber],
];

/** A square PNG (RGBA) of `size` pixels a side. */
export function drawIcon(size: number): Uint8Array {
  const rows = Buffer.alloc(size * (size * 4 + 1));
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) rows.set(pixel([(x + 0.5) / size, (y + 0.5) / size], size), y * (size * 4 + 1) + 1 + x * 4);
  }
  return png(size, rows);
}

/** Each shape covers a pixel by how far its edge is away: smooth at any size. */
function pixel(at: Point, size: number): readonly number[] {
  let mixed: readonly number[] = [0, 0, 0];
  for (const [shape, colour] of layers) {
    const cover = coverage(shape(at), size);
    mixed = mixed.map((value, index) => value + ((colour[index] ?? 0) - value) * cover);
  }
  return [...mixed.map(Math.round), Math.round(255 * coverage(tile(at), size))];
}

function coverage(distance: number, size: number): number {
  return Math.max(0, Math.min(1, 0.5 - distance * size));
}

function circle([cx, cy]: Point, radius: number): Shape {
  return ([x, y]) => Math.hypot(x - cx, y - cy) - radius;
}

function box([cx, cy]: Point, [halfWidth, halfHeight]: Point, radius: number): Shape {
  return ([x, y]) => {
    const dx = Math.abs(x - cx) - halfWidth + radius;
    const dy = Math.abs(y - cy) - halfHeight + radius;
    return Math.hypot(Math.max(dx, 0), Math.max(dy, 0)) + Math.min(Math.max(dx, dy), 0) - radius;
  };
}

function line([x1, y1]: Point, [x2, y2]: Point, halfWidth: number): Shape {
  return ([x, y]) => {
    const along = Math.max(0, Math.min(1, ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / ((x2 - x1) ** 2 + (y2 - y1) ** 2)));
    return Math.hypot(x - x1 - along * (x2 - x1), y - y1 - along * (y2 - y1)) - halfWidth;
  };
}

function png(size: number, rows: Buffer): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 6, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(rows, { level: 9 })), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(kind: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(kind, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  framed.set(body, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}
