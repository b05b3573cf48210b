/** The icon, drawn: an envelope under a lens. Shapes are signed distances, so that every edge is smooth at every size. */
import { crc32, deflateSync } from 'node:zlib';

type Point = readonly [x: number, y: number];
type Colour = readonly [red: number, green: number, blue: number];
/** Distance to a shape in units of the icon's side; negative inside. */
type Shape = (point: Point) => number;

const night: Colour = [31, 42, 68];
const paper: Colour = [244, 246, 250];
const coral: Colour = [242, 107, 91];
const glass: Colour = [58, 76, 118];

function roundedBox([cx, cy]: Point, [halfWidth, halfHeight]: Point, radius: number): Shape {
  return ([x, y]) => {
    const dx = Math.abs(x - cx) - halfWidth + radius;
    const dy = Math.abs(y - cy) - halfHeight + radius;
    return Math.hypot(Math.max(dx, 0), Math.max(dy, 0)) + Math.min(Math.max(dx, dy), 0) - radius;
  };
}

function disc([cx, cy]: Point, radius: number): Shape {
  return ([x, y]) => Math.hypot(x - cx, y - cy) - radius;
}

/** A line with round ends. */
function stroke([ax, ay]: Point, [bx, by]: Point, halfWidth: number): Shape {
  const [dx, dy] = [bx - ax, by - ay];
  return ([x, y]) => {
    const along = Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)));
    return Math.hypot(x - ax - along * dx, y - ay - along * dy) - halfWidth;
  };
}

/** From back to front. */
const picture: readonly (readonly [Shape, Colour])[] = [
  [roundedBox([0.5, 0.5], [0.5, 0.5], 0.2), night],
  [roundedBox([0.44, 0.42], [0.32, 0.23], 0.05), paper],
  [stroke([0.17, 0.25], [0.44, 0.46], 0.022), night],
  [stroke([0.71, 0.25], [0.44, 0.46], 0.022), night],
  [stroke([0.72, 0.72], [0.86, 0.86], 0.075), night],
  [disc([0.61, 0.6], 0.235), night],
  [stroke([0.74, 0.74], [0.86, 0.86], 0.048), coral],
  [disc([0.61, 0.6], 0.205), coral],
  [disc([0.61, 0.6], 0.15), glass],
  // The message that came back: an arrow, turning.
  [stroke([0.53, 0.6], [0.69, 0.6], 0.021), paper],
  [stroke([0.53, 0.6], [0.59, 0.54], 0.021), paper],
  [stroke([0.53, 0.6], [0.59, 0.66], 0.021), paper],
];

/** The icon as PNG bytes, `size` pixels square. */
export function drawIcon(size: number): Uint8Array {
  const rows = Buffer.alloc(size * (1 + size * 4));
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const pixel = pixelAt([(column + 0.5) / size, (row + 0.5) / size], size);
      rows.set(pixel, row * (1 + size * 4) + 1 + column * 4);
    }
  }
  return encodePng(size, rows);
}

/** Red, green, blue, alpha; each shape covers as much of the pixel as its edge lets it. */
function pixelAt(point: Point, size: number): readonly number[] {
  const pixel = [0, 0, 0, 0];
  for (const [shape, colour] of picture) {
    const cover = Math.min(1, Math.max(0, 0.5 - shape(point) * size));
    colour.forEach((value, channel) => {
      pixel[channel] = (pixel[channel] ?? 0) * (1 - cover) + value * cover;
    });
    pixel[3] = Math.max(pixel[3] ?? 0, cover * 255);
  }
  return pixel.map(Math.round);
}

/** PNG (ISO/IEC 15948): 8-bit RGBA, no filter. */
function encodePng(size: number, rows: Buffer): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 6, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(rows, { level: 9 })), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
