/** The value of `make`, made when first asked for: most headers and parts of most mails are never looked at. */
export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
