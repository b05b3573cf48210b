/** Where in a YAML file the cursor stands: by indentation, as people write it; and what a schema says of that place. Pure. */

export interface YamlPlace {
  /** Keys from the top down; `*` for a member of a list. */
  readonly path: readonly string[];
  /** A key is being written, or the value of the last key of the path. */
  readonly at: 'key' | 'value';
}

const entry = /^(\s{0,80})((?:- {1,8}){0,4})(?:([\w-]{1,60}) {0,4}:(?: |$))?/;
interface Line {
  readonly indent: number;
  readonly dashes: number;
  readonly key: string | undefined;
}
function readLine(text: string): Line {
  const [, blanks = '', dashes = '', key] = entry.exec(text) ?? [];
  return { indent: blanks.length, dashes: dashes.length, key };
}

/** `before`: the text of the line up to the cursor; `above`: the lines over it, the nearest last. */
export function yamlPlace(above: readonly string[], before: string): YamlPlace {
  const own = readLine(before);
  const column = own.indent + own.dashes;
  const parents = parentsOf(above, own);
  const brace = before.lastIndexOf('{');
  if (brace > before.lastIndexOf('}')) {
    const inside =
      before
        .slice(brace + 1)
        .split(',')
        .at(-1) ?? '';
    const key = /^\s{0,20}([\w-]{1,60})\s{0,4}:/.exec(inside)?.[1];
    const path = [...parents, ...(own.key === undefined ? [] : [own.key])];
    return key === undefined ? { path, at: 'key' } : { path: [...path, key], at: 'value' };
  }
  if (own.key !== undefined && before.length > column + own.key.length) return { path: [...parents, own.key], at: 'value' };
  return { path: parents, at: own.dashes > 0 && own.key === undefined && !/^\s*(?:- )+\w*$/.test(before) ? 'value' : 'key' };
}

function parentsOf(above: readonly string[], own: Line): readonly string[] {
  const path: string[] = own.dashes > 0 ? ['*'] : [];
  let limit = own.dashes > 0 ? own.indent : own.indent + own.dashes;
  // A list may stand as far left as the key it belongs to.
  let isList = own.dashes > 0;
  for (const text of [...above].reverse()) {
    if (/^\s*(?:#|$)/.test(text)) continue;
    const line = readLine(text);
    const column = line.indent + line.dashes;
    if (line.dashes > 0 && !isList && column <= limit && line.indent < limit) {
      path.unshift(...(column < limit && line.key !== undefined ? ['*', line.key] : ['*']));
      limit = line.indent;
      isList = true;
    } else if (line.key !== undefined && line.dashes === 0 && (line.indent < limit || (isList && line.indent === limit))) {
      path.unshift(line.key);
      limit = line.indent;
      isList = false;
    }
    if (limit === 0 && !isList) break;
  }
  return path;
}

type Schema = Readonly<Record<string, unknown>>;
export interface Suggestion {
  readonly text: string;
  readonly description: string;
}

/** What may stand there. */
export function suggestionsAt(root: unknown, { path, at }: YamlPlace): readonly Suggestion[] {
  const schema = path.reduce<Schema>((here, key) => within(Object(root), here, key), Object(root));
  if (at === 'value') {
    const { enum: values, items }: Schema = schema;
    const listed = values ?? resolved(Object(root), Object(items))['enum'];
    return (Array.isArray(listed) ? listed : []).map((value) => ({ text: String(value), description: '' }));
  }
  return Object.entries(Object(schema['properties'])).map(([text, property]) => ({
    text,
    description: String(Object(property).description ?? ''),
  }));
}
function within(root: Schema, here: Schema, key: string): Schema {
  const next: unknown = key === '*' ? here['items'] : (Object(here['properties'])[key] ?? here['additionalProperties']);
  return resolved(root, Object(next));
}
/** References lead into the same file. */
function resolved(root: Schema, schema: Schema): Schema {
  const { $ref }: Schema = schema;
  if (typeof $ref !== 'string') return schema;
  const found = $ref
    .replace(/^#\//, '')
    .split('/')
    .reduce<unknown>((here, key) => Object(here)[key], root);
  return Object(found);
}
