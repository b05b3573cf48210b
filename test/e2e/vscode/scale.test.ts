/** Fifty thousand failures in one file, a file that changes while it is read, a log that never ends: the view stays usable. */
import assert from 'node:assert/strict';
import { appendFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { webviewFrame } from './bounces-panel.ts';
import { refusedLine, writeBigLog } from './many-bounces.ts';
import { pick, type } from './quick-input.ts';
import { windowWith } from './setting.ts';

const many = 50_000;
/** Every failure of a domain of its own: the worst for groups. */
const manyLines = (): string =>
  Array.from({ length: many }, (_, index) => refusedLine(index).replaceAll(`d${index % 7}.example`, `d${index}.example`)).join('\n');

describe('a file of 50,000 failures, and one that does not hold still', function () {
  this.timeout(180_000);
  const { window, page, panel, path } = windowWith({
    files: ['one-refusal.log'],
    settings: { 'workbench.editorLargeFileConfirmation': 2000 },
    folder: 'scale',
    fill: (path) => {
      writeFileSync(path('many.log'), `${manyLines()}\n`);
      writeFileSync(path('moving.log'), '');
      writeFileSync(path('endless.log'), `${refusedLine(0)}\n`);
    },
    viewport: { width: 1400, height: 900 },
    patience: 20_000,
  });
  before(() => window().highlights());
  /** What is drawn late moves what stands below it: the key is pressed until the end is there to stay. */
  const toTheEnd = async (last: RegExp): Promise<void> => {
    const focused = page().locator('.part.sidebar .monaco-list-row.focused');
    let label: string | undefined;
    for (let tries = 0; tries < 40; tries++) {
      await page().keyboard.press('End');
      await page().waitForTimeout(250);
      [label] = await focused.evaluateAll((rows) => rows.map((row) => row.getAttribute('aria-label') ?? ''));
      if (label !== undefined && last.test(label)) return;
    }
    assert.fail(`the end of the list is ${label}, never ${last}`);
  };
  const timed = async (what: string, work: () => Promise<unknown>, atMost: number): Promise<void> => {
    const began = performance.now();
    await work();
    const took = Math.round(performance.now() - began);
    console.log(`      ${what}: ${took} ms`);
    assert.ok(took < atMost, `${what}: ${took} ms`);
  };

  it('lists it in pages', async () => {
    await window().open('many.log');
    await timed(
      '50,000 failures read',
      async () => {
        await window().run('Bounce Lens: Triage This File');
        await panel().row("The recipient's address does not exist there, 50,000").waitFor({ timeout: 90_000 });
        await panel().settled(90_000);
      },
      90_000,
    );
    await panel().expand("The recipient's address does not exist there");
    await panel().row('1 – 500').waitFor();
    await panel().expand('1 – 500');
    await panel().row('u0@d0.example').waitFor();
  });

  it('groups them into as many groups, in pages too', async () => {
    await panel().press('Group By');
    await timed(
      "grouped by recipient's domain",
      async () => {
        await pick(page(), "Recipient's domain");
        await panel()
          .row(/^d\d+\.example, 1/)
          .waitFor();
      },
      15_000,
    );
    // The end of the level: a page, not the fifty-thousandth group.
    await panel()
      .row(/^d\d+\.example, 1/)
      .click();
    await toTheEnd(/^49,501 – 50,000/);
    await page().keyboard.press('ArrowRight');
    await toTheEnd(/^d\d+\.example, 1$/);
  });

  it('finds one of them by a word', async () => {
    await panel().press('Filter by Words');
    await timed(
      'filtered',
      async () => {
        await type(page(), /^$/, 'u49998@');
        await page().getByText('Filtered: 1 of 50,000').waitFor();
      },
      15_000,
    );
    await panel().expand('d49998.example');
    await panel().row('u49998@d49998.example').click();
    await page().locator('.statusbar-item', { hasText: 'Ln 49999,' }).waitFor();
    await panel().press('Clear the Filter');
  });

  it('reports them: fifty rows of a ranking and one for all others', async () => {
    await timed(
      'the report',
      async () => {
        await window().run('Bounce Lens: Open the Report');
        await (await webviewFrame(page())).locator('.bl-bars rect').first().waitFor({ state: 'attached' });
      },
      20_000,
    );
    const frame = await webviewFrame(page());
    await timed(
      'another ranking',
      async () => {
        await frame.getByLabel('Group by').selectOption({ label: "Recipient's domain" });
        await frame.getByRole('rowheader', { name: 'all others (49,950)' }).waitFor();
      },
      5_000,
    );
    assert.ok((await frame.locator('*').count()) < 3_000, 'a page that a browser draws at once');
    await window().run('View: Close All Editors');
    await panel().press('Group By');
    await pick(page(), 'Reason');
  });

  for (const [what, change] of [
    ['grew', (file: string) => appendFileSync(file, `${refusedLine(7)}\n`)],
    ['lost its end', (file: string) => truncateSync(file, 1_000)],
    ['vanished', (file: string) => rmSync(file)],
  ] as const) {
    it(`says that a file ${what} while it was read, and keeps what it found`, async () => {
      // A change that comes when the last byte was read is none, and a busy machine may draw the progress too late: then once more.
      for (let tries = 0; tries < 5; tries++) {
        writeBigLog(path('moving.log'), 52 * 1024 * 1024, 5);
        await window().open('moving.log');
        await window().run('Bounce Lens: Triage This File');
        await page()
          .getByText(/Reading scale\/moving\.log \d+%: [\d,]*\d found/)
          .waitFor({ timeout: 5_000 })
          .catch(() => undefined);
        change(path('moving.log'));
        await panel().settled(90_000);
        if (await panel().row('Not read, or not to its end, 1').isVisible()) break;
      }
      await panel().expand('Not read');
      await panel().row('scale/moving.log, It changed while it was read').waitFor();
      assert.ok((await panel().groups()).length > 1, 'what was found');
    });
  }

  it('keeps up with a log that never ends, and stops when it is told to', async () => {
    await window().open('endless.log');
    await window().run('Bounce Lens: Follow This Log');
    await page().getByText('Following scale/endless.log: 1 found').waitFor();
    for (let burst = 1; burst <= 10; burst++) {
      appendFileSync(
        path('endless.log'),
        `${Array.from({ length: 2_000 }, (_, index) => refusedLine(burst * 2_000 + index)).join('\n')}\n`,
      );
      await page().waitForTimeout(100);
    }
    await page().getByText('Following scale/endless.log: 20,001 found').waitFor();
    await panel().press('Stop Reading');
    await panel().settled();
    appendFileSync(path('endless.log'), `${refusedLine(1)}\n`);
    await panel().row("The recipient's address does not exist there, 20,001").waitFor();
  });
});
