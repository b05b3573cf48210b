/** What was found of the last texts is remembered: of `most` of them for certain, of twice as many at the utmost. */
export type Memory<T> = (text: string, find: () => T) => T;

export function openMemory<T>(most: number): Memory<T> {
  let recent = new Map<string, T>();
  let older = new Map<string, T>();
  return (text, find) => {
    const known = recent.get(text);
    if (known !== undefined) return known;
    const found = older.get(text) ?? find();
    if (recent.size >= most) {
      older = recent;
      recent = new Map();
    }
    recent.set(text, found);
    return found;
  };
}
