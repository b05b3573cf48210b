/** Buttons that follow a list which changes while somebody uses them. */

/** A button and what it stands for. */
export interface ButtonOf<T> {
  readonly button: HTMLButtonElement;
  readonly item: T;
}
export interface Following<T> {
  readonly items: readonly T[];
  /** What tells that an item is one of those before; the surest first. */
  readonly keys: readonly ((item: T) => unknown)[];
  make(): HTMLButtonElement;
  /** Let the button say what the item says; `before` is what it said until now. */
  say(button: HTMLButtonElement, item: T, before: T | undefined): void;
}

/**
 * Buttons for `items`, in their order, at the head of `root`. The button of an item that was there before stays: it may have the
 * focus, or be pressed and not yet released, and a browser makes no click of it when what was pressed is gone.
 */
export function syncButtons<T>(root: ShadowRoot, before: readonly ButtonOf<T>[], following: Following<T>): readonly ButtonOf<T>[] {
  const { items, make, say } = following;
  const { kept, left } = keep(before, following);
  for (const { button } of left) button.remove();
  return items.map((item, index) => {
    const old = kept.get(index);
    const button = old?.button ?? make();
    say(button, item, old?.item);
    const there = root.children[index];
    if (there !== button) root.insertBefore(button, there ?? null);
    return { button, item };
  });
}

interface Keeping<T> {
  /** By the index of the item it stands for now. */
  readonly kept: ReadonlyMap<number, ButtonOf<T>>;
  readonly left: ReadonlySet<ButtonOf<T>>;
}

function keep<T>(before: readonly ButtonOf<T>[], { items, keys }: Pick<Following<T>, 'items' | 'keys'>): Keeping<T> {
  const kept = new Map<number, ButtonOf<T>>();
  const left = new Set(before);
  for (const key of keys) {
    const waiting = new Map<unknown, ButtonOf<T>[]>();
    for (const one of left) {
      const same = waiting.get(key(one.item));
      if (same === undefined) waiting.set(key(one.item), [one]);
      else same.push(one);
    }
    for (const [index, item] of items.entries()) {
      const old = kept.has(index) ? undefined : waiting.get(key(item))?.shift();
      if (old === undefined) continue;
      kept.set(index, old);
      left.delete(old);
    }
  }
  return { kept, left };
}
