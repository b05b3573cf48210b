/** The founding texts in German: the German Chromium takes its language from the browser, the English Firefox from the settings. */
import assert from 'node:assert/strict';
import germanTexts from '../../../shared/src/generated/texts/de.json' with { type: 'json' };
import { createLens, type Texts } from '../../../shared/src/index.ts';
import german from '../../../webext/_locales/de/messages.json' with { type: 'json' };
import english from '../../../webext/_locales/en/messages.json' with { type: 'json' };
import { readFor } from '../../../webext/src/reading.ts';
import { texts as englishTexts, knowledge } from '../../knowledge.ts';
import { type Seed, seeds } from '../../seeds.ts';
import { cardOn, chooseInMenu, select } from './chromium.ts';
import { cardOn as cardInFirefox, chooseFrom, explainByMenu, extensionPages, go } from './firefox.ts';
import type { SeenCard } from './seen.ts';
import { chromiumOnSite, firefoxBesideSite } from './setting.ts';
import { until } from './until.ts';

const inGerman = createLens({ knowledge, texts: germanTexts satisfies Texts });
const inEnglish = createLens({ knowledge, texts: englishTexts });

/** What the card must say is what the core says with the German texts, and not what it says with the English. */
function assertGerman(card: SeenCard, { id, text, expect }: Seed, words: typeof german | typeof english): void {
  const [verdict] = readFor('picked', inGerman, text).verdicts;
  assert.ok(verdict !== undefined && verdict.reason === expect.reason, id);
  const answer = inGerman.explain(verdict);
  assert.notEqual(answer.title, inEnglish.explain(verdict).title, `${id}: the German title is another`);
  assert.equal(card.title, answer.title);
  assert.deepEqual(
    card.steps,
    answer.steps.map((step) =>
      step
        .map((inline) => inline.text)
        .join('')
        .trim(),
    ),
  );
  assert.deepEqual(
    card.badges,
    answer.badges.map((badge) => badge.text),
  );
  for (const { message } of [words.copyReply, words.copyEscalation, words.copySummary])
    assert.ok(
      card.buttons.some(({ name }) => name === message),
      `${id}: ${message}`,
    );
}

describe('a Chromium in German', function () {
  this.timeout(60_000);
  const { started, page, at } = chromiumOnSite({ language: 'de' });

  for (const seed of seeds) {
    it(`${seed.id}: explained in German`, async () => {
      await page().goto(at(`/seed/${seed.id}`));
      await chooseInMenu(started(), page(), { selectionText: await select(page(), '#said') });
      assertGerman(await cardOn(page()), seed, german);
    });
  }

  it('answers in English where that is chosen in the settings, and in German again', async () => {
    const settings = await started().context.newPage();
    await settings.goto(`chrome-extension://${started().id}/options.html`);
    assert.equal(await settings.getAttribute('html', 'lang'), 'de');
    for (const [choice, name, texts] of [
      ['en', 'English', englishTexts],
      ['', 'Deutsch', germanTexts],
    ] as const) {
      await settings.getByLabel(german.languageLabel.message).selectOption(choice);
      await until('the choice to be kept', async () => (await settings.textContent('#language-status'))?.endsWith(name));
      const popup = await started().context.newPage();
      await popup.goto(`chrome-extension://${started().id}/popup.html`);
      await popup.getByRole('textbox').fill('552 5.2.2 Mailbox full');
      await popup.getByRole('button', { name: german.pasteButton.message, exact: true }).click();
      await popup.getByRole('heading', { name: texts.reasons['mailbox-full']?.title ?? '' }).waitFor();
      await popup.close();
    }
    await settings.close();
  });
});

describe('an English Firefox with German answers', function () {
  this.timeout(60_000);
  const { firefox, at } = firefoxBesideSite();
  before(async () => {
    await go(firefox(), `${extensionPages}options.html`);
    await until('the languages', () => firefox().asPage(() => document.querySelectorAll('#language option').length > 2));
    await chooseFrom(firefox(), '#language', 'de');
    await until('the choice to be kept', () => firefox().asPage(() => document.getElementById('language-status')?.textContent !== ''));
  });

  for (const seed of seeds) {
    it(`${seed.id}: explained in German`, async () => {
      await go(firefox(), at(`/seed/${seed.id}`));
      await explainByMenu(firefox(), '#said', true);
      assertGerman(await cardInFirefox(firefox()), seed, english);
    });
  }
});
