// Asks the search index. The page shows a register without it; the form is
// uncovered here, since nothing else can answer it.
'use strict';
(() => {
  const form = document.querySelector('.asking'), script = document.currentScript;
  if (!form) return;
  const words = new Map((script.dataset.words || '').split('|').map(w => [w.slice(0, w.indexOf('=')), w.slice(w.indexOf('=') + 1)]));
  const say = (key, values = {}) => (words.get(key) || '').replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
  const find = selector => document.querySelector(selector);
  const input = form.elements.q, status = find('#_count'), found = find('#_found'), list = find('.hits');
  const more = find('.morehits'), register = find('#_register');
  const filters = ['committee', 'year', 'kind', 'older'].map(name => form.elements[name]).filter(Boolean);
  const longest = 200, most = 12, page = 20, values = 4, around = 16;
  const mark = '¶';

  find('#_noscript').hidden = true;
  form.hidden = false;

  let engine; // the index, once it is asked for
  const load = () => engine ||= import(new URL('pagefind/pagefind.js', location.href.split(/[?#]/)[0]).href).then(async index => {
    await index.options({basePath: new URL('pagefind/', location.href.split(/[?#]/)[0]).pathname, noWorker: true, excerptLength: 1, ranking: {pageLength: 0.4}});
    await index.init();
    return index;
  });

  // asked is a question as the index knows its words: numbers and diary numbers
  // in one word, no signs.
  function asked(text) {
    return text.normalize('NFC').slice(0, longest)
      .replace(/(^|[^\d])(\d{1,3}(?:[\s\u00a0\u202f]\d{3})+)(?!\d)/g, (all, before, number) => before + number.replace(/\s/g, ''))
      .replace(/(\p{L}{1,6})[\s/-]?((?:19|20)\d\d)[:/]0*(\d{1,6})/gu, '$1$2$3')
      .replace(/((?:19|20)\d\d)[:/]0*(\d{1,6})/g, '$1$2')
      .replace(/§\s*(\d+)/g, 'paragraf$1')
      .replace(/[^\p{L}\p{N}\s.,:/-]/gu, ' ')
      .split(/\s+/).filter(word => /[\p{L}\p{N}]/u.test(word)).slice(0, most);
  }

  const state = () => ({q: input.value, ...Object.fromEntries(filters.map(f => [f.name, f.type === 'checkbox' ? (f.checked ? '1' : '') : f.value]))});

  function address(s) {
    const query = new URLSearchParams(Object.entries(s).filter(([, value]) => value.trim()));
    return location.pathname + (String(query) ? '?' + query : '');
  }

  function restore() {
    const query = new URLSearchParams(location.search);
    input.value = query.get('q') || '';
    for (const f of filters) {
      if (f.type === 'checkbox') f.checked = query.has(f.name);
      else f.value = query.get(f.name) || '';
      if (f.type !== 'checkbox' && f.selectedIndex < 0) f.value = '';
    }
  }

  function chosen(s) {
    const filter = {};
    for (const name of ['committee', 'year', 'kind']) if (s[name]) filter[name] = s[name];
    if (!s.older) filter.not = {edition: 'older'};
    return {filters: filter};
  }

  // Writing what was found. All of it is text, never markup.

  function make(name, attributes, ...children) {
    const e = document.createElement(name);
    for (const key in attributes) e.setAttribute(key, attributes[key]);
    e.append(...children);
    return e;
  }

  const shown = word => word.replace(/(\d)'(?=\d)/g, '$1\u00a0').replace(/^(\(?)-(?=\d)/, '$1\u2212');

  // parts takes a record apart: title, what it stands under, text, where.
  function parts(data) {
    const hits = new Set(data.locations), out = [[]];
    data.content.split(/\s+/).forEach((word, i) => {
      if (word[0] === mark) out.push([]);
      else if (word) out[out.length - 1].push({word: shown(word), hit: hits.has(i)});
    });
    return out;
  }

  function written(words) {
    const nodes = [];
    words.forEach((w, i) => {
      if (i) nodes.push(' ');
      nodes.push(w.hit ? make('mark', {}, w.word) : w.word);
    });
    return nodes;
  }

  // lines are the values of a row, those that were asked for first.
  function lines(words) {
    const all = [[]];
    for (const w of words) w.word === '·' ? all.push([]) : all[all.length - 1].push(w);
    const hits = line => line.filter(w => w.hit).length;
    return all.map((line, i) => ({line, i, n: hits(line)})).sort((a, b) => b.n - a.n || a.i - b.i).slice(0, values)
      .sort((a, b) => a.i - b.i).map(v => v.line);
  }

  // excerpt is the stretch of a text with most of what was asked for.
  function excerpt(words) {
    let best = 0, at = 0;
    const size = 2 * around;
    for (let i = 0; i < words.length; i += around) {
      const n = words.slice(i, i + size).filter(w => w.hit).length;
      if (n > best) [best, at] = [n, i];
    }
    const cut = words.slice(at, at + size);
    const nodes = written(cut);
    if (at > 0) nodes.unshift('… ');
    if (at + size < words.length) nodes.push(' …');
    return nodes;
  }

  // rowsOf takes the rows of a dataset out of its text, and says which of them are
  // asked for most.
  const signs = '─│┌┐└┘├┤┬┴';
  function rowsOf(text) {
    const rest = [], rows = [];
    for (const w of text) {
      if (w.word[0] === '‖') rows.push({number: [...w.word.slice(1)].map(c => signs.indexOf(c)).filter(n => n >= 0).join(''), words: []});
      else (rows.length ? rows[rows.length - 1].words : rest).push(w);
    }
    rows.forEach((row, i) => Object.assign(row, {i, n: new Set(row.words.filter(w => w.hit).map(w => w.word.toLowerCase())).size}));
    return {rest, best: rows.filter(row => row.n).sort((a, b) => b.n - a.n || a.i - b.i)[0]};
  }

  function hit(data) {
    const [title = [], under = [], all = [], where = []] = parts(data);
    const {rest: text, best} = rowsOf(all);
    const filter = name => (data.filters[name] || [''])[0];
    const kind = say('kind.' + filter('kind')), old = filter('edition') === 'older' ? ' · ' + say('old') : '';
    const page = '../' + (data.raw_url || data.url).replace(/^\/+/, '');
    const href = best && best.number ? page + '#' + page.split('/').at(-2) + '-r' + best.number : page;
    const item = make('li', {}, make('h3', {}, make('a', {href}, ...written(title))));
    item.append(make('p', {class: 'small'}, kind + old + (where.length ? ' · ' : ''), ...written(where)));
    if (under.length) item.append(make('p', {}, ...written(under)));
    const row = ['table', 'key', 'chart'].includes(filter('kind')) && text.some(w => w.word === '·');
    if (best) item.append(make('ul', {}, ...lines(best.words).map(line => make('li', {}, ...written(line)))));
    else if (row) item.append(make('ul', {}, ...lines(text).map(line => make('li', {}, ...written(line)))));
    else if (text.length) item.append(make('p', {}, ...excerpt(text)));
    return item;
  }

  let results = [], open = 0, turn = 0;

  async function show(n, mine) {
    const items = await Promise.all(results.slice(open, open + n).map(r => r.data()));
    if (mine !== turn) return null;
    open += items.length;
    const made = items.map(hit);
    list.append(...made);
    more.hidden = open >= results.length;
    return made[0];
  }

  const quoted = text => '\u201d' + (text.length > 60 ? text.slice(0, 60) + '…' : text) + '\u201d';

  function clear(message) {
    list.replaceChildren();
    found.hidden = true;
    register.hidden = false;
    status.textContent = message;
  }

  const fold = word => word.toLowerCase().normalize('NFD').replace(/[^\p{L}\p{N}]/gu, '');

  // meant reports whether a word that was found is the one asked for. The index
  // gives words that only begin alike when it has none (abc: a), and other forms
  // of a word by its stem, of which most is the same.
  function meant(asked, words) {
    const same = Math.max(3, Math.ceil(asked.length * 0.6));
    return words.some(word => word.split(/[^\p{L}\p{N}\p{M}']+/u).some(part => fold(part).startsWith(asked.slice(0, same))));
  }

  // missing are the words of a question that nothing has.
  async function missing(index, question, options) {
    const answers = await Promise.all(question.map(word => index.search(word, options)));
    const lacks = await Promise.all(question.map(async (word, i) => {
      const results = answers[i].results, asked = fold(word);
      if (!results.length) return true;
      if (asked.length < 3 || !/^\p{L}+$/u.test(word)) return false;
      const some = await Promise.all(results.slice(0, 3).map(r => r.data()));
      return !some.some(data => {
        const words = data.content.split(/\s+/);
        return meant(asked, data.locations.map(at => words[at] || ''));
      });
    }));
    return question.filter((word, i) => lacks[i]);
  }

  // ask gives what is in the page's language first, then translations.
  async function ask(index, words, options) {
    const all = (await index.search(words, options)).results;
    const other = await index.search(words, {filters: {...options.filters, language: 'other'}});
    const last = new Set(other.results.map(r => r.id));
    return [...all.filter(r => !last.has(r.id)), ...all.filter(r => last.has(r.id))];
  }

  async function search() {
    const s = state(), mine = ++turn;
    const question = asked(s.q), written = s.q.trim();
    if (!question.length) return clear(s.q ? say('short') : '');
    try {
      const slow = setTimeout(() => mine === turn && (status.textContent = say('busy')), 600);
      const index = await load().finally(() => clearTimeout(slow));
      const options = chosen(s);
      const lost = await missing(index, question, options);
      const left = question.filter(word => !lost.includes(word));
      const any = left.length && (!lost.length || left.some(word => word.length > 2));
      const answer = any ? await ask(index, left.join(' '), options) : [];
      if (mine !== turn) return;
      results = answer;
      open = 0;
      if (!results.length) return clear(say('none', {q: quoted(written)}));
      list.replaceChildren();
      await show(page, mine);
      if (mine !== turn) return;
      found.hidden = false;
      register.hidden = true;
      const said = [say(results.length === 1 ? 'count.one' : 'count.other', {n: results.length, q: quoted(written)})];
      if (lost.length) said.push(say('without', {words: lost.map(quoted).join(', ')}));
      if (s.q.length > longest) said.push(say('long'));
      status.textContent = said.join(' ');
    } catch {
      if (mine === turn) clear(say('failed'));
      engine = undefined;
    }
  }

  let later;
  function soon() {
    clearTimeout(later);
    later = setTimeout(() => {
      history.replaceState(null, '', address(state()));
      search();
    }, 250);
  }

  function now(event) {
    event?.preventDefault();
    clearTimeout(later);
    const to = address(state());
    if (to !== location.pathname + location.search) history.pushState(null, '', to);
    search();
  }

  form.addEventListener('submit', now);
  input.addEventListener('input', soon);
  filters.forEach(f => f.addEventListener('change', now));
  more.addEventListener('click', async () => {
    const first = await show(page, turn);
    if (first) first.querySelector('a').focus();
  });
  addEventListener('popstate', () => {
    restore();
    search();
  });
  input.addEventListener('focus', () => load().catch(() => engine = undefined), {once: true});

  restore();
  if (input.value) search();
})();
