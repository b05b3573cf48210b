/** Every bound of the browser extension, each with what it stops. */
export const limits = {
  /** UTF-16 units of one root that are read unasked; an endless page must not keep the worker busy. */
  annotatedLength: 400_000,
  /** UTF-16 units that are read when the user asked. */
  askedLength: 2_000_000,
  /** Depth of elements that is walked; a page can nest deeper than a stack is. */
  depth: 1_000,
  /** Answers listed in one card. */
  listed: 20,
  /** Characters of words without any code that are taken for a bounce unasked. */
  tellingWords: 18,
  /** Marks drawn on one page. */
  marks: 500,
  /** Same-origin frames of a page that are read. */
  frames: 50,
  /** Bytes of a chosen file that are read as a pack; more than a pack may have, so that a longer one is told to be too long. */
  packBytes: 4_000_004,
  /** Faults of a pack that are listed at once. */
  faults: 50,
  /** Milliseconds between a change of the page and reading it again, at least. */
  settle: 150,
  /** Reading takes at most one part in so many of the page's time. */
  share: 10,
  /** Milliseconds the pointer rests on a mark before its card opens, and away from it before it closes. */
  hoverIn: 250,
  hoverOut: 400,
} as const;
