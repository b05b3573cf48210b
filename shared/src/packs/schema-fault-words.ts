/** What a schema finds, in words for the author of a pack: what is wrong and how to mend it. */

/** One finding of the schema's interpreter. */
export interface SchemaFinding {
  readonly keyword: string;
  readonly error: string;
}

/** How a value that must look a certain way looks, by the key it is written under. */
const forms: Readonly<Record<string, string>> = {
  id: 'write it in small letters, digits and hyphens, as in over-quota',
  href: 'it must begin with https://',
  sources: 'each must begin with https:// or RFC',
  verified: 'write year and month, as in 2026-11',
};
const types: Readonly<Record<string, string>> = {
  array: 'a list: write [one, two], or each on a line of its own after "- "',
  object: 'keys with values: write key: value',
  string: 'text; put it into quotes where it looks like a number',
  boolean: 'true or false',
};

/** One sentence. The interpreter's own words where it says enough. */
export function schemaFaultWords({ keyword, error }: SchemaFinding, path: readonly (string | number)[]): string {
  const name = path.filter((step) => typeof step === 'string').at(-1) ?? 'the file';
  switch (keyword) {
    case 'false':
      return `"${name}" is no key that is known here; compare its spelling, or remove it`;
    case 'required':
      return `${/"[^"]{1,64}"/.exec(error)?.[0] ?? 'something'} is missing`;
    case 'type': {
      const wanted = /Expected "([a-z]{1,16})"/.exec(error)?.[1] ?? '';
      return `"${name}" must be ${types[wanted] ?? wanted}`;
    }
    case 'enum':
      return `"${name}" must be one of ${/\[([^\]]{1,2000})\]/.exec(error)?.[1]?.replaceAll(',', ', ') ?? 'the known words'}`;
    case 'pattern':
      return `"${name}" does not look as it must: ${forms[name] ?? error}`;
    default:
      return `"${name}": ${error}`;
  }
}
