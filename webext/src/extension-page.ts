/** Elements of our own pages. */

/** The element of that id. @throws RangeError where the page has none of that kind: page and script belong together. */
export function elementOf<E extends HTMLElement>(id: string, kind: { new (): E; readonly prototype: E }): E {
  const element = document.getElementById(id);
  if (element instanceof kind) return element;
  throw new RangeError(`no ${kind.name} with id ${id} in ${document.title}`);
}
