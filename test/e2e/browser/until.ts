/** Ask until the answer is neither undefined nor false. */
export async function until<T>(what: string, look: () => Promise<T | undefined | false>, patience = 15_000): Promise<T> {
  const end = Date.now() + patience;
  for (;;) {
    const seen = await look();
    if (seen !== undefined && seen !== false) return seen;
    if (Date.now() > end) throw new Error(`${what} did not show within ${patience} ms`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
