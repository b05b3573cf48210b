/** The compiled knowledge, which `npm run generate` writes, by its own types rather than by those guessed from megabytes of JSON. */
declare module '@bounce-lens/shared/knowledge.json' {
  const knowledge: import('@bounce-lens/shared').Knowledge;
  export default knowledge;
}
declare module '@bounce-lens/shared/texts/en.json' {
  const texts: import('@bounce-lens/shared').Texts;
  export default texts;
}
