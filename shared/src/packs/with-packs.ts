/** Our knowledge and texts with a team's over them. */
import { atSubmission, type Knowledge, type Texts } from '../knowledge.ts';
import type { Profile } from '../profile.ts';
import type { Pack } from './compile-pack.ts';
import { answerOf } from './rules-file.ts';

export interface Extended {
  readonly knowledge: Knowledge;
  readonly texts: Texts;
  readonly profile?: Profile;
}

/** Own rules come in beside ours and win where they are equally specific; own texts replace ours field by field; profiles add up. */
export function withPacks(knowledge: Knowledge, texts: Texts, packs: readonly Pack[]): Extended {
  if (packs.length === 0) return { knowledge, texts };
  const profiles = packs.flatMap(({ profile }) => profile ?? []);
  return {
    knowledge: {
      ...knowledge,
      reasons: knowledge.reasons.map((reason) => ({ ...reason, ...linksFor(reason.id, packs) })),
      writers: [...packs.map((pack) => pack.writer), ...knowledge.writers],
      rules: [
        ...packs.flatMap((pack) => pack.rules.map((rule) => ({ ...rule, own: true }))),
        ...knowledge.rules.map((rule) => ({ ...rule, ...linksFor(rule.id, packs) })),
      ],
    },
    texts: {
      ...texts,
      reasons: overlaid(texts.reasons, packs, (id) => !id.includes('/')),
      rules: overlaid({ ...texts.rules, ...Object.assign({}, ...packs.map((pack) => pack.ruleTexts)) }, packs, (id) => id.includes('/')),
    },
    ...(profiles.length > 0 && { profile: mergedProfile(profiles) }),
  };
}

function linksFor(id: string, packs: readonly Pack[]): Pick<Knowledge['reasons'][number], 'links'> | Record<string, never> {
  const links = packs.flatMap((pack) => (pack.answers[id]?.links ? [pack.answers[id].links] : [])).at(-1);
  return links ? { links } : {};
}
/** `belongs`: reasons are named plainly, rules `<writer>/<rule>`. What a team says of a reason it says of its variant at submission too. */
function overlaid(ours: Texts['reasons'], packs: readonly Pack[], belongs: (id: string) => boolean): Texts['reasons'] {
  const own = packs.flatMap(({ answers }) => Object.entries(answers).filter(([id]) => belongs(id)));
  const ids = new Set([...Object.keys(ours), ...own.map(([id]) => id)]);
  return Object.fromEntries(
    [...ids].map((id) => [
      id,
      Object.assign(
        {},
        ours[id],
        ...own.filter(([other]) => other === id || atSubmission(other) === id).map(([, answer]) => answerOf(answer)),
      ),
    ]),
  );
}
/** All of them together: what any of them calls ours is ours; of zone, signature and language, the last that is given holds. */
export function mergedProfile(profiles: readonly Profile[]): Profile {
  const last = (key: 'timeZone' | 'signature' | 'replyLanguage'): Profile => {
    const value = profiles.flatMap((profile) => profile[key] ?? []).at(-1);
    return value === undefined ? {} : { [key]: value };
  };
  return {
    ...last('timeZone'),
    ...last('signature'),
    ...last('replyLanguage'),
    domains: profiles.flatMap(({ domains = [] }) => domains),
    hosts: profiles.flatMap(({ hosts = [] }) => hosts),
    networks: profiles.flatMap(({ networks = [] }) => networks),
  };
}
