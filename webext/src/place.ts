/** Where a card stands: beside what it explains, always inside the viewport. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Room kept between the card and what it stands beside, and to the viewport's edges. */
const gap = 8;

/**
 * Below the anchor where there is room, else above it, else where there is more of it; moved sideways into the viewport. The height is what is
 * left there: the card scrolls inside.
 */
export function placeBeside(anchor: Box, card: Size, viewport: Size): Box {
  const below = viewport.height - (anchor.y + anchor.height) - 2 * gap;
  const above = anchor.y - 2 * gap;
  const width = Math.min(card.width, viewport.width - 2 * gap);
  const x = clamp(anchor.x, gap, viewport.width - gap - width);
  if (Math.max(below, above) < Math.min(card.height, viewport.height / 3)) return inTheMiddle(card, viewport, { x, width });
  const upward = below < card.height && above > below;
  const height = Math.min(card.height, upward ? above : below, viewport.height - 2 * gap);
  const y = upward ? anchor.y - gap - height : anchor.y + anchor.height + gap;
  return { x, y: clamp(y, gap, viewport.height - gap - height), width, height };
}

/** The anchor fills the viewport: the card lies over it. */
function inTheMiddle(card: Size, viewport: Size, across: { readonly x: number; readonly width: number }): Box {
  const height = Math.min(card.height, viewport.height - 2 * gap);
  return { ...across, y: (viewport.height - height) / 2, height };
}

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(value, high));
}

export interface ChipStand {
  readonly anchor: Box;
  readonly chip: Size;
  readonly viewport: Size;
  /** On the upper edge of the anchor at its end, or after it in its line. */
  readonly stands: 'on' | 'after';
  readonly rightToLeft: boolean;
}

/** Where a chip stands, inside the viewport; `undefined` where nothing of its anchor is to be seen. */
export function chipPlace({
  anchor,
  chip,
  viewport,
  stands,
  rightToLeft,
}: ChipStand): { readonly x: number; readonly y: number } | undefined {
  const right = anchor.x + anchor.width;
  const bottom = anchor.y + anchor.height;
  if (bottom <= 0 || anchor.y >= viewport.height || right <= 0 || anchor.x >= viewport.width) return undefined;
  const inset = stands === 'on' ? gap + chip.width : -gap;
  const x = rightToLeft ? anchor.x + inset - chip.width : right - inset;
  const y = stands === 'on' ? anchor.y - chip.height * 0.8 : anchor.y + (anchor.height - chip.height) / 2;
  const width = Math.max(gap, viewport.width - gap - chip.width);
  return { x: clamp(x, Math.min(gap, width), width), y: clamp(y, 4, Math.max(4, viewport.height - 4 - chip.height)) };
}
