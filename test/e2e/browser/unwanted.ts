/** What must not become of what a mail holds. */

/** What turns or hides; a page's own line ends aside. */
export const unseen = /(?![\n\t]|\u200c|\u200d)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

/** A bounce that carries `text`; its recipient tells the answers apart. */
export const carrying = (text: string, index: number): string => `550 5.1.1 <kim${index}@example.com>: User unknown ${text} and ${text}`;

/** Runs in the page, with a shadow root of the extension as `this`: elements that no answer has, and links that lead anywhere but to a page of the writer's. */
export function countUnwanted(this: ShadowRoot): string {
  const made = this.querySelectorAll(
    'img,script,style:not([data-own]),iframe,object,embed,svg[onload],[onerror],[onclick],[onmouseover],[srcdoc],a:not([href^="https:"])',
  );
  const links = [...this.querySelectorAll('a')].filter(({ href }) => href.includes('fetched.example'));
  return [...made, ...links].map((element) => element.outerHTML).join('\n');
}
