/** What the bundler puts in: compiled knowledge, styles as text, the adapters of the folder. */
declare module '@bounce-lens/shared/knowledge.json' {
  const knowledge: import('@bounce-lens/shared').Knowledge;
  export default knowledge;
}
declare module '@bounce-lens/shared/texts/en.json' {
  const texts: import('@bounce-lens/shared').Texts;
  export default texts;
}
declare module '*.css' {
  const style: string;
  export default style;
}
declare module 'bounce-lens:adapters' {
  /** One for each file of `adapters/`, `any-page` last. */
  export const adapters: readonly import('./adapters/adapter.ts').Adapter[];
}
