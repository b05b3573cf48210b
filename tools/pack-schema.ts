/** The schema of team packs as one file, for editors: with what it refers to inside it, and the reasons by name for completion. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** `shared`: the folder of the core. */
export function packSchema(shared: string): object {
  const read = (name: string): string => readFileSync(join(shared, 'knowledge', `${name}.schema.json`), 'utf8');
  // A reference to another file, or within one that is put into the definitions, leads there.
  const within = (name: string): object =>
    JSON.parse(
      inside(read(name)).replaceAll('"$ref": "#/definitions/', `"$ref": "#/definitions/${name}/definitions/`).replaceAll(moved, '#/'),
    );
  const reasons = readdirSync(join(shared, 'knowledge/reasons')).map((name) => name.replace(/\.yml$/, ''));
  const { $id: _, ...pack }: Record<string, object> = JSON.parse(inside(read('pack')).replaceAll(moved, '#/'));
  const rules: { definitions: { rule: { properties: Record<string, object> } } } = Object(within('rules'));
  rules.definitions.rule.properties['reason'] = { enum: reasons };
  return { ...pack, definitions: { rules, reason: within('reason') } };
}

/** Stands for what is moved already, while the rest is moved. */
const moved = '#moved/';
function inside(schema: string): string {
  return schema.replace(/"([a-z]{1,20})\.schema\.json#\//g, `"${moved}definitions/$1/`);
}
