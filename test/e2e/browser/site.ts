/** A small site of our own, with pages such as a webmail shows; it remembers what it was asked for. */
import { readFileSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { seeds } from '../../seeds.ts';

export interface Site {
  readonly port: number;
  /** Every path asked for so far. */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

/** Text as HTML text: a seed holds quotes and angle brackets. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
}

/** A report about three recipients. */
const threeRecipients = readFileSync(join(import.meta.dirname, '../../samples/dsn/exim-three-recipients.eml'), 'utf8');

function page(title: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title>
<style>body{font:15px/1.5 "DejaVu Sans",sans-serif;margin:24px} #spare{width:300px;height:60px}</style></head>
<body><h1>${title}</h1>${body}</body></html>`;
}

const refusal = '550 5.1.1 &lt;kim@example.com&gt;: Recipient address rejected: User unknown in virtual mailbox table';
const laterRefusal = '452 4.2.2 &lt;lee@example.org&gt;: Mailbox full';
/** What a mail may hold to break out of its page. Once in `title` by an attribute, mostly as the page's visible text. */
export const hostileText =
  '550 5.1.1 <img src=x onerror="document.title=`owned`"><script>document.title=`owned`</script>: Recipient address rejected: User unknown';

/** A message as a webmail shows it, for the pictures in the README. */
const webmail = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Inbox – Example Webmail</title><style>
:root{color-scheme:light dark;--bg:#f4f6f8;--pane:#fff;--text:#20262d;--soft:#5b6670;--line:#dde3e8;--pick:#e5effa}
@media(prefers-color-scheme:dark){:root{--bg:#15191e;--pane:#1b2026;--text:#dfe5ea;--soft:#97a3ae;--line:#323a43;--pick:#24374b}}
*{box-sizing:border-box}body{margin:0;height:100vh;display:grid;grid:52px 1fr/190px 310px 1fr;background:var(--bg);color:var(--text);font:14px/1.5 "DejaVu Sans",sans-serif}
header{grid-column:1/-1;display:flex;align-items:center;gap:24px;padding:0 20px;background:#33475b;color:#fff;font-size:15px}
header span{flex:1;max-width:420px;padding:5px 12px;border-radius:6px;background:#ffffff26;font-size:13px}
nav,ul{margin:0;padding:12px;list-style:none}nav a{display:block;padding:7px 10px;border-radius:6px;color:inherit;text-decoration:none}nav a:first-child{background:var(--pick);font-weight:700}
ul{padding:0;border-inline:1px solid var(--line);background:var(--pane)}li{padding:10px 14px;border-bottom:1px solid var(--line)}li.on{background:var(--pick)}li b,li small{display:block;white-space:nowrap;overflow:hidden;text-overflow:ellipsis}small{color:var(--soft)}
main{padding:22px 28px;background:var(--pane);overflow:auto}h1{margin:0 0 4px;font-size:19px}.from{margin:0 0 18px;padding-bottom:14px;border-bottom:1px solid var(--line);color:var(--soft)}
pre{font:13px/1.6 "DejaVu Sans Mono",monospace;white-space:pre-wrap;margin:0}</style></head><body>
<header><b>Example Webmail</b><span>Search mail</span></header>
<nav><a href="#">Inbox</a><a href="#">Drafts</a><a href="#">Sent</a><a href="#">Archive</a></nav>
<ul><li class="on"><b>Mail Delivery System</b><small>Undelivered Mail Returned to Sender</small></li><li><b>Lee Chen</b><small>Re: Order 1187, delivery on Friday</small></li><li><b>Accounts</b><small>Invoice for November</small></li><li><b>Ann Weber</b><small>Minutes of Thursday</small></li></ul>
<main><h1>Undelivered Mail Returned to Sender</h1><p class="from">Mail Delivery System &lt;mailer-daemon@mail.example.net&gt; · to ann@example.net</p>
<pre>This is the mail system at host mail.example.net.

I'm sorry to have to inform you that your message could not
be delivered to one or more recipients.

&lt;kim@example.com&gt;: host mx.example.com[192.0.2.25] said:
    550 5.1.1 &lt;kim@example.com&gt;: Recipient address rejected:
    User unknown in virtual mailbox table (in reply to RCPT TO command)
</pre></main></body></html>`;

/**
 * Editors as frameworks make them. `state` is what each believes to hold: a field whose framework looks at its events; an editor that keeps its text
 * elsewhere, draws it, and undoes whatever else changes its nodes; one that reads its own nodes.
 */
const editors = `<p><textarea id="field" aria-label="Field"></textarea></p>
<div id="drawn" role="textbox" aria-label="Drawn" contenteditable="true"></div><div id="read" role="textbox" aria-label="Read" contenteditable="true"><p>Hello</p></div>
<script>
globalThis.state = { field: '', drawn: ['Hello'], read: 'Hello', undone: 0, past: [] };
const byId = (id) => document.getElementById(id);
byId('field').addEventListener('input', ({ target }) => { state.field = target.value; });
const watcher = new MutationObserver(() => { state.undone += 1; draw(); });
function draw() {
  watcher.disconnect();
  byId('drawn').replaceChildren(...state.drawn.map((line) => { const p = document.createElement('p'); p.textContent = line; return p; }));
  getSelection().selectAllChildren(byId('drawn').lastChild); getSelection().collapseToEnd();
  watcher.observe(byId('drawn'), { childList: true, characterData: true, subtree: true });
}
function change(lines) { state.past.push(state.drawn); state.drawn = lines; draw(); }
byId('drawn').addEventListener('paste', (event) => { event.preventDefault(); change([...state.drawn, ...event.clipboardData.getData('text/plain').split('\\n')]); });
byId('drawn').addEventListener('beforeinput', (event) => {
  event.preventDefault();
  const last = state.drawn.at(-1);
  if (event.inputType === 'insertText') change([...state.drawn.slice(0, -1), last + event.data]);
  if (event.inputType === 'insertParagraph') change([...state.drawn, '']);
});
byId('drawn').addEventListener('keydown', (event) => { if (event.key === 'z' && event.ctrlKey) { event.preventDefault(); state.drawn = state.past.pop(); draw(); } });
new MutationObserver(() => { state.read = byId('read').innerText; }).observe(byId('read'), { childList: true, characterData: true, subtree: true });
draw(); getSelection().removeAllRanges();
</script>`;

/** Ten messages of one ticket, each a bounce, as osTicket shows them. */
const ten = Array.from(
  { length: 10 },
  (_, index) =>
    `<div class="thread-entry message"><div class="header">550 messages</div><div class="thread-body"><p>host mx${index}.example.com said: 550 5.1.1 &lt;kim${index}@example.com&gt;: User unknown</p></div></div>`,
).join('');

/** What runs in the page of the ticket of ten bounces, after which it has eleven. */
export const ticketChanges: readonly (readonly [string, () => void])[] = [
  [
    'another message comes',
    () => {
      const items = document.getElementById('thread-items');
      items?.append(items.lastElementChild?.cloneNode(true) ?? '');
    },
  ],
  [
    'all of it is drawn anew',
    () => {
      const items = document.getElementById('thread-items');
      const drawn = [...(items?.children ?? [])].map((message) => message.cloneNode(true));
      items?.replaceChildren(...drawn, items.lastElementChild?.cloneNode(true) ?? '');
    },
  ],
];

const pages: Readonly<Record<string, string>> = {
  '/': page(
    'Inbox',
    `<p id="said">host mx.example.com[192.0.2.25] said: ${refusal}</p><p>Room 550 costs 452 euros.</p><button id="mine">Reply</button><p><textarea id="spare" aria-label="Reply"></textarea></p>`,
  ),
  '/nothing': page('Lunch', '<p id="said">The soup of the day is tomato. Room 550 is free at 12:30.</p>'),
  '/many': page('Returned mail', `<p id="said">host mx.example.com said: ${refusal}</p><p>host mx.example.org said: ${laterRefusal}</p>`),
  '/changing': page('Changing', '<div id="late"></div>'),
  '/hostile': page('Hostile', `<p id="said">host mx.example.com said: ${escapeHtml(hostileText)}</p>`),
  '/frames': page(
    'Frames',
    `<iframe id="same" title="message" src="/inner" width="700" height="120"></iframe><iframe id="bare" title="reader" width="700" height="120"></iframe>
<script>const page=document.getElementById('bare').contentDocument;page.body.textContent='host mx.example.org said: ${laterRefusal.replaceAll('&lt;', '<').replaceAll('&gt;', '>')}';</script>`,
  ),
  '/inner': page('Inner', `<p id="said">host mx.example.com said: ${refusal}</p>`),
  '/shadow': page(
    'Shadow roots',
    `<x-open id="open"></x-open><x-closed id="closed"></x-closed>
<script>customElements.define('x-open',class extends HTMLElement{constructor(){super();this.attachShadow({mode:'open'}).innerHTML='<p>host mx.example.com said: ${refusal}</p>'}});
customElements.define('x-closed',class extends HTMLElement{constructor(){super();this.attachShadow({mode:'closed'}).innerHTML='<p>host mx.example.org said: ${laterRefusal}</p>'}});</script>`,
  ),
  '/webmail': webmail,
  '/attached': page(
    'Failure notice',
    `<p>Your message came back; the report is attached.</p><ul><li><a id="report" href="/files/report.eml">report.eml (2 KB)</a></li>
<li><a href="/files/get?part=3&amp;type=message/delivery-status" title="status">status</a></li><li><a href="/files/picture.png">picture.png</a></li></ul>`,
  ),
  '/attached-badly': page(
    'Failure notice',
    `<ul><li><a href="/files/login.eml">login.eml</a></li><li><a href="/files/away.eml">away.eml</a></li><li><a href="/files/gone.eml">gone.eml</a></li>
<li><a href="/files/endless.eml">endless.eml</a></li><li><a href="http://elsewhere.example.net/x.eml">elsewhere.eml</a></li></ul>`,
  ),
  '/unfit': page(
    'Mail',
    `<div id="message-header">A webmail of tomorrow</div><div id="renamed">host mx.example.com said: ${refusal}</div>`,
  ),
  '/elsewhere': page('Portal', '<iframe id="mail" title="mail" width="700" height="300" src="about:blank"></iframe>'),
  '/three': page('Returned mail', `<pre id="said">${escapeHtml(threeRecipients)}</pre>`),
  '/rtl': page('دريد', `<p id="said">host mx.example.com said: ${refusal}</p>`).replace('<html lang="en">', '<html lang="ar" dir="rtl">'),
  '/editors': page('Editors', `<p id="said">host mx.example.com said: ${refusal}</p>${editors}`),
  '/ten': page('Ticket', `<div id="ticket_thread"><div id="thread-items">${ten}</div></div>`),
  '/reply': page(
    'Ticket',
    `<p id="said">host mx.example.com said: ${refusal}</p><p><textarea id="spare" aria-label="Reply"></textarea></p><div id="rich" role="textbox" aria-label="Rich reply" contenteditable="true"><p>Dear Ann,</p></div>
<script>globalThis.heard=[];for(const id of ['spare','rich'])document.getElementById(id).addEventListener('input',(event)=>heard.push(id+':'+event.inputType))</script>`,
  ),
};

/** What is no page: attachments, and what a webmail answers in their place. */
function answerFile(path: string, response: ServerResponse): boolean {
  const send = (type: string, body: string) => {
    response.writeHead(200, { 'content-type': type });
    response.end(body);
  };
  if (path === '/files/report.eml') send('message/rfc822', threeRecipients);
  else if (path.startsWith('/files/get')) send('application/octet-stream', threeRecipients);
  else if (path === '/files/login.eml') send('text/html', '<h1>550 5.1.1 Please log in</h1>');
  else if (path === '/files/away.eml') response.writeHead(302, { location: 'http://elsewhere.example.net/x.eml' }).end();
  else if (path === '/files/endless.eml') pour(response);
  else return false;
  return true;
}

/** A report, and then lines without end, as fast as they are taken. */
function pour(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'message/rfc822' });
  response.write(threeRecipients);
  const more = () => {
    while (!response.destroyed && response.write(`${'x'.repeat(998)}\n`.repeat(60)));
  };
  response.on('drain', more);
  more();
}

function content(path: string): string | undefined {
  if (path.startsWith('/samples/')) return readFileSync(join(import.meta.dirname, '../../samples/webmail', path.slice(9)), 'utf8');
  const seed = seeds.find(({ id }) => path === `/seed/${id}`);
  if (seed !== undefined)
    return page('Ticket', `<p>A customer writes:</p><blockquote id="said">${escapeHtml(seed.text)}</blockquote><p>Kind regards, Ann</p>`);
  return pages[path];
}

export async function serveSite(): Promise<Site> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    asked.push(path);
    if (answerFile(path, response)) return;
    const html = content(path);
    response.writeHead(html === undefined ? 404 : 200, { 'content-type': 'text/html; charset=utf-8' });
    response.end(html ?? '');
  });
  return { port: await listen(server), asked, close: () => close(server) };
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (address !== null && typeof address === 'object') resolve(address.port);
      else reject(new TypeError('the server has no port'));
    });
  });
}

function close(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
