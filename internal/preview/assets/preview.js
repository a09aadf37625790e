// The preview's own part of a page: it loads the page again after a save, shows
// what was found, marks numbers that are typed by hand, and copies references.
// The server puts it into its answers; no build holds it.
'use strict';
(() => {
  const self = document.currentScript.dataset;
  const words = JSON.parse(self.words);
  const say = (key, values = {}) => (words[key] ?? '').replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
  const count = (key, n) => say(key + (n === 1 ? '.one' : '.other'), {n});
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const main = document.querySelector('main');

  function make(name, attributes = {}, ...children) {
    const e = document.createElement(name);
    for (const key in attributes) e.setAttribute(key, attributes[key]);
    e.append(...children.filter(c => c !== null));
    return e;
  }

  // Where the reader is stays the same when the page loads again: the first piece
  // of text in the window that is still there, what is unfolded, and the focus.

  const kept = '_preview.place', hidden = '_preview.hidden';
  const anchors = 'main :is(h1,h2,h3,h4,p,li,tr,caption,figcaption)';
  const stuck = '.side,.toc,nav'; // what stays in the window tells nothing of the place
  const words80 = e => e.textContent.trim().slice(0, 80);

  function reload() {
    const place = {page: location.pathname, y: scrollY, open: all('main details').map(d => d.open), focus: document.activeElement?.id, near: []};
    for (const e of all(anchors)) {
      const box = e.getBoundingClientRect();
      if (box.top > innerHeight || place.near.length > 7) break;
      if (box.bottom > 0 && box.height && !e.closest(stuck)) place.near.push({text: words80(e), top: box.top});
    }
    sessionStorage.setItem(kept, JSON.stringify(place));
    location.reload();
  }

  function restore() {
    const place = JSON.parse(sessionStorage.getItem(kept) || 'null');
    sessionStorage.removeItem(kept);
    if (place?.page !== location.pathname) return;
    history.scrollRestoration = 'manual';
    const folds = all('main details');
    if (folds.length === place.open.length) folds.forEach((d, i) => { d.open = place.open[i]; });
    if (place.focus) document.getElementById(place.focus)?.focus({preventScroll: true});
    const settle = () => {
      const there = all(anchors).map(e => [words80(e), e]);
      for (const {text, top} of place.near) {
        const same = there.filter(([t, e]) => t === text && e.getClientRects().length && !e.closest(stuck)).map(([, e]) => scrollY + e.getBoundingClientRect().top - top);
        if (!same.length) continue;
        const near = same.reduce((a, b) => Math.abs(a - place.y) <= Math.abs(b - place.y) ? a : b); // of rows that are alike
        return scrollTo({top: near, behavior: 'instant'});
      }
      scrollTo({top: place.y, behavior: 'instant'});
    };
    settle();
    // Once more when the fonts are there, unless the reader has moved on.
    let moved = false;
    for (const kind of ['wheel', 'keydown', 'pointerdown']) addEventListener(kind, () => { moved = true; }, {once: true, passive: true});
    document.fonts.ready.then(() => { if (!moved) settle(); host.dataset.settled = ''; });
  }

  // The bar and the list of findings, apart from the page's own styles.

  const host = make('div', {id: '_preview'});
  const root = host.attachShadow({mode: 'open'});
  const button = make('button', {type: 'button', 'aria-expanded': 'false', 'aria-controls': 'list'});
  const bar = make('section', {class: 'bar', 'aria-label': say('title')}, button);
  const panel = make('section', {class: 'panel', id: 'list', 'aria-labelledby': 'head', tabindex: '-1', hidden: ''});
  const live = make('p', {class: 'vh', role: 'status'});
  const toast = make('div', {class: 'toast', hidden: ''});
  root.append(make('link', {rel: 'stylesheet', href: '/_preview/panel.css'}), bar, panel, toast, live);
  document.body.append(host);

  let label = []; // of the bar while the list is closed: what it would say
  function show(open) {
    panel.hidden = !open;
    button.replaceChildren(...(open ? [make('span', {class: 'sum'}, say('hide'))] : label));
    button.setAttribute('aria-expanded', String(open));
    document.documentElement.style.setProperty('scroll-padding-bottom', bar.getBoundingClientRect().height + 'px');
  }

  let told = ''; // what the list says: it opens by itself once for each
  button.addEventListener('click', () => {
    show(panel.hidden);
    sessionStorage.setItem(hidden, panel.hidden ? told : '');
    if (!panel.hidden) panel.focus();
  });
  panel.addEventListener('keydown', event => {
    if (event.key !== 'Escape') return;
    sessionStorage.setItem(hidden, told);
    show(false);
    button.focus();
  });

  function entry(n) {
    const where = n.href ? make('a', {href: n.href, title: say('open', {file: n.name, line: n.line || 1})}, n.file) : n.file || '';
    const jump = n.range ? make('button', {type: 'button', class: 'jump'}, say('marked')) : null;
    jump?.addEventListener('click', () => {
      n.range.scrollIntoView({block: 'center'});
      n.range.focus({preventScroll: true});
    });
    return make('li', {class: n.severity},
      make('p', {class: 'where'}, make('strong', {}, say(n.severity)), ' ', where, ' ', make('span', {class: 'code'}, n.code)),
      make('p', {}, ...n.message.split(/(`[^`]+`)/).map(part => part[0] === '`' ? make('code', {}, part.startsWith('`=') ? part : part.slice(1, -1)) : part)),
      n.instead ? make('p', {class: 'instead'}, say('instead') + ' ', make('code', {}, n.instead)) : null,
      ...(n.related || []).map(r => make('p', {class: 'related'}, r.message + ' ', r.href ? make('a', {href: r.href}, r.file) : r.file || '')),
      jump);
  }

  function render(e) {
    const counts = ['error', 'warning', 'note'].filter(s => e.counts[s]).map(s => count(s, e.counts[s]));
    const sum = e.reason || counts.join(', ') || say('clean');
    const failed = e.failed && !e.empty ? say('failed') : '';
    host.className = e.failed ? 'failed' : e.counts.warning ? 'warned' : '';
    label = [make('span', {class: 'sum'}, sum), make('span', {class: 'whom'}, failed || say('audience', {audience: self.audience}))];
    show(!panel.hidden);
    const parts = [make('h2', {id: 'head'}, failed ? sum + '. ' + failed : sum)];
    if (!e.failed) parts.push(make('p', {class: 'hint'}, say('copying')));
    for (const [title, list] of [['here', e.notices.filter(n => n.here)], ['elsewhere', e.notices.filter(n => !n.here)]]) {
      if (list.length) parts.push(make('h3', {}, say(title)), make('ul', {}, ...list.map(entry)));
    }
    const more = Object.values(e.counts).reduce((a, b) => a + b, 0) - e.notices.length;
    if (more > 0) parts.push(make('p', {}, say('more', {n: more})));
    panel.replaceChildren(...parts);
    const now = e.failed ? JSON.stringify(e.reason || e.notices.filter(n => n.severity === 'error').map(n => [n.file, n.message])) : '';
    if (now === told) return;
    told = now;
    if (now) live.textContent = parts[0].textContent;
    else live.textContent = sum;
    show(now !== '' && sessionStorage.getItem(hidden) !== now);
  }

  // Numbers of the text that are typed by hand, or that disagree with a table.
  // A finding knows a line of the source; the words around the number find it
  // in the page.

  const gap = '\uFFFC';

  // letters are the characters of a block as they are compared, and the text
  // nodes they stand in. A figure's value is a gap, as in the source.
  function letters(block) {
    let text = '';
    const nodes = [];
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    for (let node; (node = walker.nextNode());) {
      const at = node.parentElement;
      if (at.closest('.srcref,.no')) continue;
      if (at.closest('.fact,.xref')) {
        if (!text.endsWith(gap)) { text += gap; nodes.push(null); }
        continue;
      }
      for (let i = 0; i < node.data.length; i++) {
        const c = node.data[i].replace(/\s/, ' ').replace(/[\u2212\u2013]/, '-');
        if (c === '\u00ad' || (c === ' ' && text.endsWith(' '))) continue;
        text += c;
        nodes.push([node, i]);
      }
    }
    return {text, nodes};
  }

  const even = s => s.replace(/[\u2212\u2013]/g, '-');

  // alike counts how many characters two texts share from where they meet.
  function alike(a, b) {
    let n = 0;
    while (n < 40 && n < a.length && n < b.length && a[n] === b[n] && a[n] !== gap) n++;
    return n;
  }
  const backwards = s => [...s].reverse().join('');

  function locate(mark, blocks) {
    const number = even(mark.text), before = backwards(even(mark.before)), after = even(mark.after);
    let best = null;
    for (const block of blocks) {
      for (let at = block.text.indexOf(number); at >= 0; at = block.text.indexOf(number, at + 1)) {
        const end = at + number.length;
        if (/\d/.test(block.text[at - 1] || '') || /\d/.test(block.text[end] || '')) continue;
        const score = alike(before, backwards(block.text.slice(0, at))) + alike(after, block.text.slice(end));
        if (!best || score > best.score) best = {score, block, at, end};
      }
    }
    return best;
  }

  function typed(notices) {
    const found = notices.filter(n => n.here && n.mark);
    if (!found.length || !main) return;
    let blocks = null;
    for (const n of found) {
      blocks ||= all('p,li,dd,td,h1,h2,h3,h4,blockquote', main).filter(b => !b.closest('.tbl,svg')).map(letters);
      const best = locate(n.mark, blocks);
      const from = best?.block.nodes[best.at], to = best?.block.nodes[best.end - 1];
      if (!from || !to || from[0] !== to[0]) continue;
      const range = document.createRange();
      range.setStart(from[0], from[1]);
      range.setEnd(to[0], to[1] + 1);
      n.range = make('mark', {class: n.mark.wrong ? '_typed wrong' : '_typed', tabindex: '-1', title: say(n.mark.wrong ? 'wrong' : 'unbound') + '. ' + n.message});
      range.surroundContents(n.range);
      blocks = null; // its nodes are others now
    }
  }

  function untyped() {
    for (const m of all('mark._typed')) {
      const parent = m.parentNode;
      m.replaceWith(...m.childNodes);
      parent.normalize();
    }
  }

  // A number of a table is copied as what a figure of the text says to show it.

  let asked = null;
  const references = () => asked ||= fetch('/_preview/references?page=' + encodeURIComponent(self.page)).then(r => r.ok ? r.json() : {}).catch(() => ({}));

  async function write(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      const field = make('textarea', {class: '_copy'}, text);
      const focus = document.activeElement;
      document.body.append(field);
      field.select();
      const done = document.execCommand('copy');
      field.remove();
      focus?.focus({preventScroll: true});
      return done;
    }
  }

  let away;
  function notify(...parts) {
    toast.replaceChildren(make('p', {role: 'status'}, ...parts));
    toast.hidden = false;
    clearTimeout(away);
    away = setTimeout(() => { toast.hidden = true; }, 6000);
  }

  // Another report names the report too: with the Shift key.
  async function copy(cell, elsewhere) {
    let reference = (await references())[cell.id];
    if (!reference) return notify(say('noreference'));
    if (elsewhere) reference = '`=/' + self.page.split('/').slice(0, 3).join('/') + '/' + reference.slice(2);
    if (await write(reference)) {
      const [before, after] = say('copied', {reference: '\n'}).split('\n');
      return notify(before, make('code', {}, reference), after ?? '');
    }
    const field = make('input', {readonly: '', 'aria-label': say('copy'), value: reference});
    notify(say('copy') + ' ', field);
    field.select();
  }

  const cellOf = target => target.closest?.('main .tbl td[id]');

  main?.addEventListener('pointerover', event => { if (cellOf(event.target)) references(); }, {passive: true});
  main?.addEventListener('mousedown', event => { if (event.shiftKey && cellOf(event.target)) event.preventDefault(); }); // selects nothing
  main?.addEventListener('click', event => {
    const cell = cellOf(event.target);
    if (cell && !event.target.closest('a,button,input,label') && (event.shiftKey || !String(getSelection()))) copy(cell, event.shiftKey);
  });

  // With the keyboard: Enter goes from a table into its cells, the arrows from
  // cell to cell, Enter copies, Escape leaves.
  main?.addEventListener('keydown', event => {
    const region = event.target.closest('.tw'), cell = cellOf(event.target);
    if (!region) return;
    const go = next => { if (next) { next.tabIndex = -1; next.focus(); event.preventDefault(); } };
    if (event.target === region) {
      if (event.key === 'Enter') go(region.querySelector('td[id]'));
      return;
    }
    if (!cell || event.target !== cell) return;
    const rows = all('tr', cell.closest('table')).filter(r => r.querySelector('td[id]'));
    const row = rows.indexOf(cell.parentElement), cells = r => r ? all('td[id]', r) : [];
    const column = cells(rows[row]).indexOf(cell);
    switch (event.key) {
      case 'ArrowRight': return go(cells(rows[row])[column + 1]);
      case 'ArrowLeft': return go(cells(rows[row])[column - 1]);
      case 'ArrowDown': return go(cells(rows[row + 1])[column]);
      case 'ArrowUp': return go(cells(rows[row - 1])[column]);
      case 'Escape': return go(region);
      case 'Enter': event.preventDefault(); copy(cell, event.shiftKey);
    }
  });

  // The server tells of each build. A page that nobody looks at lets go of the
  // stream: a browser keeps only six connections to a server.

  let stream = null, late;
  function listen() {
    if (document.visibilityState === 'hidden') {
      stream?.close();
      stream = null;
      return;
    }
    if (stream) return;
    stream = new EventSource('/_preview/events?page=' + encodeURIComponent(self.page) + '&tag=' + encodeURIComponent(self.tag));
    stream.addEventListener('message', message => {
      clearTimeout(late);
      const e = JSON.parse(message.data);
      if (e.reload) {
        stream.close();
        return reload();
      }
      untyped();
      typed(e.notices);
      render(e);
      host.dataset.build = e.build;
    });
    stream.addEventListener('error', () => {
      clearTimeout(late);
      late = setTimeout(() => { button.replaceChildren(make('span', {class: 'sum'}, say('lost'))); host.className = 'lost'; }, 1500);
    });
  }
  document.addEventListener('visibilitychange', listen);
  addEventListener('pagehide', () => { stream?.close(); stream = null; });
  addEventListener('pageshow', listen);
  restore();
  listen();
})();
