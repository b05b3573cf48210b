/** A file that is there whole or not at all. */

/** As much of a file system as saving needs. */
export interface WholeFiles<Place> {
  write(place: Place, bytes: Uint8Array): PromiseLike<void>;
  /** Over what is there. */
  rename(from: Place, to: Place): PromiseLike<void>;
  remove(place: Place): PromiseLike<void>;
}

/**
 * Written beside it under another name, then renamed: whoever reads the file sees the old one or the new one whole. Where the disk is full, what was
 * written is removed and the fault passed on. @throws what the file system throws.
 */
export async function saveWhole<Place>(
  files: WholeFiles<Place>,
  { place, beside }: { readonly place: Place; readonly beside: Place },
  bytes: Uint8Array,
): Promise<void> {
  try {
    await files.write(beside, bytes);
    await files.rename(beside, place);
  } catch (error) {
    // It may never have come to be; the fault that counts is the first.
    await Promise.resolve(files.remove(beside)).catch(() => undefined);
    throw error;
  }
}
