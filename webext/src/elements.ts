/** Elements made of our own names and of text: `createElement` and text nodes only, for a mail's words are hostile. */

/** Make an element with a class and children; strings become text nodes. */
export function make<K extends keyof HTMLElementTagNameMap>(
  page: Document,
  name: K,
  className: string,
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = page.createElement(name);
  if (className !== '') element.className = className;
  element.append(...children);
  return element;
}

/** A button that does `work` when it is pressed by a person. */
export function makeButton(page: Document, label: string, work: (button: HTMLButtonElement) => void): HTMLButtonElement {
  const button = make(page, 'button', '', label);
  button.type = 'button';
  button.addEventListener('click', (event) => {
    if (event.isTrusted) work(button);
  });
  return button;
}
