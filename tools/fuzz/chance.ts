/** Numbers that look random and are made of a seed alone: the same seed makes the same inputs on any machine. */

export interface Chance {
  /** An integer of 0 … `limit` - 1; 0 where `limit` is less. */
  below(limit: number): number;
  /** True in one of `times` cases. */
  oneIn(times: number): boolean;
  /** @throws RangeError for an empty list. */
  pick<T>(from: readonly T[]): T;
}

/** The chance of the `index`th input of a seed: each input can be made again without those before it. */
export function chanceOf(seed: number, index: number): Chance {
  let state = mixed(mixed(seed >>> 0) ^ mixed((index >>> 0) + 0x9e3779b9) ^ Math.floor(index / 2 ** 32));
  const below = (limit: number): number => {
    state = (state + 0x9e3779b9) >>> 0;
    return limit < 1 ? 0 : Math.floor((mixed(state) / 2 ** 32) * limit);
  };
  return {
    below,
    oneIn: (times) => below(times) === 0,
    pick: (from) => {
      const only = from[below(from.length)];
      if (only === undefined) throw new RangeError('nothing to pick from');
      return only;
    },
  };
}

/** The finaliser of MurmurHash3: every bit of the input changes half of the bits. */
function mixed(value: number): number {
  let v = value;
  v = Math.imul(v ^ (v >>> 16), 0x85ebca6b);
  v = Math.imul(v ^ (v >>> 13), 0xc2b2ae35);
  return (v ^ (v >>> 16)) >>> 0;
}
