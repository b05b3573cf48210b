/** Elements made of data: text becomes text nodes, never markup. */

type Attributes = Readonly<Record<string, string>>;
export type Child = Node | string;

export function element<K extends keyof HTMLElementTagNameMap>(
  document: Document,
  name: K,
  { attributes = {}, children = [] }: { readonly attributes?: Attributes; readonly children?: readonly Child[] } = {},
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

export function svgElement<K extends keyof SVGElementTagNameMap>(
  document: Document,
  name: K,
  { attributes = {}, children = [] }: { readonly attributes?: Attributes; readonly children?: readonly Child[] } = {},
): SVGElementTagNameMap[K] {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}
