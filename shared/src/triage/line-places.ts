/** Offsets of a log → lines and columns, for the lines that were read last: a line may tell of a code in a line above it. */

export interface LinePlaces {
  /** A line that is read now, behind all that were read before. */
  add(place: { readonly offset: number; readonly line: number }): void;
  /** Both 0-based. What lies before all remembered lines has the place of the first. */
  of(offset: number): { readonly line: number; readonly column: number };
}

/** `most` lines are remembered at least, twice as many at most. */
export function openPlaces(most: number): LinePlaces {
  let offsets: number[] = [];
  let lines: number[] = [];
  return {
    add({ offset, line }) {
      if (offsets.length >= 2 * most) {
        offsets = offsets.slice(most);
        lines = lines.slice(most);
      }
      offsets.push(offset);
      lines.push(line);
    },
    of(offset) {
      let [low, high] = [0, offsets.length - 1];
      // Most ask for the last line.
      if (offset >= (offsets[high] ?? 0)) low = high;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if ((offsets[middle] ?? 0) <= offset) low = middle;
        else high = middle - 1;
      }
      return { line: lines[low] ?? 0, column: Math.max(0, offset - (offsets[low] ?? 0)) };
    },
  };
}
