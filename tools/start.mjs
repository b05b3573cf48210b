/** `npm start [PATH…] [-- --check]` */
import { enter } from './entry.mjs';

await enter('start.ts');
