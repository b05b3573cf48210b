/** Questions that are answered by others, whichever first, and their answers in the order of the questions. */

/** The answers in the order of the questions, `ahead` of which are under way, whichever is answered first. */
export async function* inOrder<T, R>(
  questions: Iterable<T> | AsyncIterable<T>,
  ask: (question: T) => Promise<R>,
  ahead: number,
): AsyncGenerator<R> {
  const asked: Promise<R>[] = [];
  for await (const question of questions) {
    const answer = ask(question);
    // Told when its turn comes; nobody waits for it before.
    answer.catch(() => {});
    asked.push(answer);
    const first = asked.length >= ahead ? asked.shift() : undefined;
    if (first) yield await first;
  }
  for (const answer of asked) yield await answer;
}

export interface Shares<T, R> {
  /** By another. */
  readonly ask: (question: T) => Promise<R>;
  /** So many of theirs are under way. */
  readonly ahead: number;
  /** By who asks, as long as the answer whose turn it is has not come. */
  readonly here: (question: T) => Promise<R>;
}
interface Asked<R> {
  readonly answer: Promise<R>;
  isThere: boolean;
}
/** The same, where who asks answers as well, one at a time; it is `ahead` of the others by no more than they are of it. */
export async function* shareOut<T, R>(questions: Iterable<T>, { ask, ahead, here }: Shares<T, R>): AsyncGenerator<R> {
  const left = questions[Symbol.iterator]();
  const asked: Asked<R>[] = [];
  let underWay = 0;
  const askAnother = (question: T): void => {
    const one: Asked<R> = { answer: ask(question), isThere: false };
    const come = (): void => {
      one.isThere = true;
      underWay--;
    };
    // Told when its turn comes; nobody waits for it before.
    one.answer.then(come, come);
    underWay++;
    asked.push(one);
  };
  for (;;) {
    for (let next = underWay < ahead ? left.next() : undefined; next && !next.done; next = underWay < ahead ? left.next() : undefined)
      askAnother(next.value);
    const [first] = asked;
    if (first === undefined) return;
    const own = first.isThere || asked.length >= 2 * ahead + 1 ? undefined : left.next();
    if (own === undefined || own.done) {
      asked.shift();
      yield await first.answer;
    } else asked.push({ answer: Promise.resolve(await here(own.value)), isThere: true });
  }
}
