/** `npm run notices` writes THIRD-PARTY-NOTICES.txt. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { noticesText, shippedPackages } from './release/third-party.ts';

const shipped = await shippedPackages();
writeFileSync(join(import.meta.dirname, '..', 'THIRD-PARTY-NOTICES.txt'), noticesText(shipped));
console.log(shipped.map(({ name, version, licence }) => `${name} ${version} (${licence})`).join('\n'));
