/** A page that never stands still. */

/** Runs in the page: 5,000 elements, and a thousand changes a second among them; it counts them in `data-changes`. */
export function makeBusy(): void {
  const list = document.createElement('div');
  list.style.cssText = 'height:200px;overflow:hidden';
  for (let count = 0; count < 2_500; count += 1) {
    const item = document.createElement('p');
    item.append(document.createElement('span'));
    list.append(item);
  }
  document.body.append(list);
  const spans = [...list.querySelectorAll('span')];
  const began = performance.now();
  let at = 0;
  setInterval(() => {
    for (const due = performance.now() - began; at < due; at += 1) {
      const span = spans[at % spans.length];
      if (span !== undefined) span.textContent = `item ${at}`;
    }
    document.documentElement.dataset['changes'] = String(at);
  }, 10);
}
