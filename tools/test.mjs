/** `npm test` */
import { enter } from './entry.mjs';

await enter('test.ts');
