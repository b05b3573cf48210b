/** The compiled knowledge is JSON, of which the compiler would guess a wider type than what `npm run generate` checked. */
declare module '@bounce-lens/shared/knowledge.json' {
  import type { Knowledge } from '@bounce-lens/shared';

  const knowledge: Knowledge;
  export default knowledge;
}
declare module '@bounce-lens/shared/texts/en.json' {
  import type { Texts } from '@bounce-lens/shared';

  const texts: Texts;
  export default texts;
}
