/** A place in an open document, as it travels in a command link. */
export interface Place {
  readonly uri: string;
  readonly offset: number;
}

/** A command's argument, which anybody may send: undefined unless it is a place. */
export function placeFrom(argument: unknown): Place | undefined {
  if (typeof argument !== 'object' || argument === null) return undefined;
  if (!('uri' in argument) || !('offset' in argument)) return undefined;
  const { uri, offset } = argument;
  return typeof uri === 'string' && typeof offset === 'number' && Number.isSafeInteger(offset) && offset >= 0 ? { uri, offset } : undefined;
}
