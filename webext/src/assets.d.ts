/** What the bundler puts in: compiled knowledge, styles as text, the adapters of the folder, the languages there are. */
declare module '@bounce-lens/shared/knowledge.json' {
  const knowledge: import('@bounce-lens/shared').Knowledge;
  export default knowledge;
}
declare module '*.css' {
  const style: string;
  export default style;
}
declare module 'bounce-lens:adapters' {
  /** One for each file of `adapters/`, `any-page` last. */
  export const adapters: readonly import('./adapters/adapter.ts').Adapter[];
}
declare module 'bounce-lens:languages' {
  /** BCP 47 tags of the files in `texts/`. */
  export const languages: readonly string[];
}
