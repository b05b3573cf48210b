/** Chance that is the same for the same seed (mulberry32). */
export interface Chance {
  /** 0 ≤ number < `most`, whole. */
  upTo(most: number): number;
  /** True so often. */
  is(share: number): boolean;
  oneOf<T>(all: readonly [T, ...T[]] | readonly T[]): T;
  letters(alphabet: string, length: number): string;
  /** A word of lower-case letters. */
  word(least: number, most: number): string;
}

export function openChance(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const upTo = (most: number): number => Math.floor(next() * most);
  const letters = (alphabet: string, length: number): string => {
    let text = '';
    for (let i = 0; i < length; i++) text += alphabet.charAt(upTo(alphabet.length));
    return text;
  };
  return {
    upTo,
    is: (share) => next() < share,
    oneOf(all) {
      const one = all[upTo(all.length)];
      if (one === undefined) throw new RangeError('one of none');
      return one;
    },
    letters,
    word: (least, most) => letters('abcdefghijklmnopqrstuvwxyz', least + upTo(most - least + 1)),
  };
}
