/**
 * What was found of the last keys is remembered: of `most` of them for certain, of twice as many at the utmost. Where a key may be that of something
 * else as well (a hash), `isIt` tells.
 */
export type Memory<T, Key = string> = (key: Key, find: () => T, isIt?: (known: T) => boolean) => T;

export function openMemory<T, Key = string>(most: number): Memory<T, Key> {
  let recent = new Map<Key, T>();
  let older = new Map<Key, T>();
  return (key, find, isIt = always) => {
    const known = recent.get(key);
    if (known !== undefined && isIt(known)) return known;
    const before = older.get(key);
    const found = before !== undefined && isIt(before) ? before : find();
    if (recent.size >= most) {
      older = recent;
      recent = new Map();
    }
    recent.set(key, found);
    return found;
  };
}
function always(): boolean {
  return true;
}
