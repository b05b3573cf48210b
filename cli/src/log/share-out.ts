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
  /** By who asks, as long as the answer whose turn it is has not come, and the answers that wait for theirs weigh less than `most`. */
  readonly here: (question: T) => Promise<R>;
  readonly weightOf: (answer: R) => number;
  readonly most: number;
}
interface Asked<R> {
  readonly answer: Promise<R>;
  isThere: boolean;
  /** Of an answer that was made here. */
  readonly weight: number;
}
/** The same, where who asks answers as well, one at a time. */
export async function* shareOut<T, R>(questions: Iterable<T>, { ask, ahead, here, weightOf, most }: Shares<T, R>): AsyncGenerator<R> {
  const left = questions[Symbol.iterator]();
  const asked: Asked<R>[] = [];
  let underWay = 0;
  let held = 0;
  const askAnother = (question: T): void => {
    const one: Asked<R> = { answer: ask(question), isThere: false, weight: 0 };
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
    const own = first.isThere || held >= most ? undefined : left.next();
    if (own === undefined || own.done) {
      asked.shift();
      held -= first.weight;
      yield await first.answer;
      continue;
    }
    const answer = await here(own.value);
    const weight = weightOf(answer);
    held += weight;
    asked.push({ answer: Promise.resolve(answer), isThere: true, weight });
  }
}
