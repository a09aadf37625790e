// Comfort for tables and charts: sorting, reading values, pictures to keep. All
// that a page says is there without it, so its controls are made here.
'use strict';
(() => {
  const words = new Map((document.currentScript.dataset.words || '').split('|').map(w => [w.slice(0, w.indexOf('=')), w.slice(w.indexOf('=') + 1)]));
  const say = (key, values = {}) => (words.get(key) || '').replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
  const lang = document.documentElement.lang;
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  function make(name, attributes, ...children) {
    const e = document.createElement(name);
    for (const key in attributes) e.setAttribute(key, attributes[key]);
    e.append(...children);
    return e;
  }

  const live = make('p', {class: 'vh tool', 'aria-live': 'polite'});
  document.querySelector('main').append(live);

  const without = (cell, selector) => {
    const copy = cell.cloneNode(true);
    all(selector, copy).forEach(e => e.remove());
    return copy.textContent.trim().replace(/\s*\n\s*/g, ' ');
  };
  const shown = cell => without(cell, '.vh,.fl,.mark,.alt,.nt,svg');
  const spoken = cell => without(cell, '[aria-hidden],.mark,.alt,.nt,svg');

  // plain is a number as programs write it, or null for words.
  function plain(text) {
    let s = text.split(' / ')[0].replace(/[\s%]/g, '').replace('\u2212', '-');
    s = lang === 'en' ? s.replaceAll(',', '') : s.replace(',', '.');
    return /^[-+]?\d+(\.\d+)?$/.test(s) ? s : null;
  }

  function save(name, type, ...parts) {
    const href = URL.createObjectURL(new Blob(parts, {type}));
    make('a', {href, download: name}).click();
    setTimeout(() => URL.revokeObjectURL(href), 9000);
  }

  // Tables whose rows stand alone can be sorted; sums stay where they are, and
  // parts under their whole.

  function sortable(table) {
    const body = table.tBodies[0], before = [...body.rows];
    const first = [], last = [], blocks = [];
    let block;
    for (const row of before) {
      if (row.matches('.total')) (blocks.length ? last : first).push(block = [row]);
      else if (row.matches('.of') && block) block.push(row);
      else blocks.push(block = [row]);
    }
    if (blocks.length < 5) return; // so few are seen at a glance
    const heads = [...table.tHead.rows[0].cells].filter(h => !h.matches('.trend'));
    const collator = new Intl.Collator(lang, {numeric: true});
    const compare = (a, b) => a.number === null || b.number === null
      ? (a.number === null) - (b.number === null) || collator.compare(a.text, b.text) : a.number - b.number;

    function sort(column, way) {
      const keyed = blocks.map(rows => {
        const text = shown(rows[0].cells[column]), number = plain(text);
        return {rows, text, number: number && Number(number)};
      });
      keyed.sort((a, b) => (way === 'descending' && (a.number === null) === (b.number === null) ? -1 : 1) * compare(a, b));
      body.append(...(way ? [...first, ...keyed.map(k => k.rows), ...last].flat() : before));
    }

    heads.forEach((head, column) => {
      const button = make('button', {type: 'button', class: 'sort'});
      button.append(...[...head.childNodes].filter(n => !(n.matches && n.matches('.nt'))));
      head.prepend(button);
      button.addEventListener('click', () => {
        const way = {ascending: 'descending', descending: ''}[head.ariaSort] ?? 'ascending';
        heads.forEach(h => h.removeAttribute('aria-sort'));
        if (way) head.setAttribute('aria-sort', way);
        sort(column, way);
        live.textContent = say(way || 'unsorted', {column: shown(head)});
      });
    });
  }

  for (const table of all('.tbl.plain table')) {
    if (table.tHead && table.tBodies.length === 1 && !table.querySelector('tbody :is(.sub,.grp)')) sortable(table);
  }

  // A click on a cell of a dataset's page shows the cell's address.

  for (const region of all('.dataset .tbl > .tw')) {
    let line, at;
    region.addEventListener('click', event => {
      const cell = event.target.closest('td[id]');
      if (!cell || event.target.closest('a,button') || String(getSelection())) return;
      history.replaceState(null, '', '#' + cell.id);
      if (at) at.classList.remove('at');
      (at = cell).classList.add('at');
      if (!line) region.after(line = make('p', {class: 'tool src'}));
      line.replaceChildren(say('address') + ' ', make('a', {href: '#' + cell.id}, location.href));
    });
  }

  const sources = document.getElementById('_sources');
  if (sources) sources.addEventListener('change', () => {
    live.textContent = sources.checked ? say('sources', {n: all('.fact[data-at]').length}) : say('nosources');
  });

  // Charts are read from the table that stands with them.

  const bare = text => text.replace(/[\s\u00ad-]/g, '');

  // places are where the drawing names its categories, along the axis on which they lie.
  function places(svg, names) {
    const texts = all('text', svg).map(e => ({text: bare(e.textContent), box: e.getBBox()}));
    const found = names.map(name => {
      for (let i = 0; i < texts.length; i++) {
        for (let n = 1, joined = ''; n <= 4 && i + n <= texts.length; n++) {
          joined += texts[i + n - 1].text;
          if (joined !== bare(name)) continue;
          const boxes = texts.slice(i, i + n).map(t => t.box);
          return {x: boxes.reduce((s, b) => s + b.x + b.width / 2, 0) / n, y: boxes.reduce((s, b) => s + b.y + b.height / 2, 0) / n};
        }
      }
    });
    const known = found.flatMap((p, i) => p ? [i] : []);
    if (known.length < 2) return null;
    const reach = key => Math.max(...known.map(i => found[i][key])) - Math.min(...known.map(i => found[i][key]));
    const axis = reach('x') > reach('y') ? 'x' : 'y';
    const from = known[0], to = known[known.length - 1];
    const step = (found[to][axis] - found[from][axis]) / (to - from);
    // A name with nothing beside it stands above its bar, which is the lower half of the row.
    const head = found[from], beside = axis === 'x' || texts.some(t => t.box.x > head.x && Math.abs(t.box.y + t.box.height / 2 - head.y) < 4);
    const down = beside ? 0 : Math.abs(step) / 2 - 10;
    return {axis, step: Math.abs(step), at: found.map((p, i) => down + (p ? p[axis] : found[from][axis] + (i - from) * step))};
  }

  function readable(figure, table) {
    const heads = [...table.tHead.rows[0].cells].slice(1).map(shown);
    const rows = all('tbody tr:not(.grp)', table);
    if (rows.length < 2) return;
    const names = rows.map(row => shown(row.cells[0]));
    const values = rows.map(row => [...row.cells].slice(1).map((c, i) => (heads.length > 1 ? heads[i] + ' ' : '') + spoken(c)).join('; '));
    const unit = table.caption && table.caption.querySelector('.sub');
    const end = unit ? ' (' + shown(unit).toLocaleLowerCase(lang) + ')' : '';
    const id = figure.id + '-read';
    const range = make('input', {type: 'range', id, min: 0, max: rows.length - 1, value: 0});
    const now = make('p', {class: 'now'});
    figure.querySelector('.data').before(make('div', {class: 'tool read'}, make('label', {for: id}, say('read')), ' ', range, now));

    const placed = new Map();
    const where = svg => {
      if (!placed.has(svg) && svg.getClientRects().length) placed.set(svg, places(svg, names));
      return placed.get(svg);
    };

    function show(i) {
      range.value = i;
      range.setAttribute('aria-valuetext', names[i]);
      now.replaceChildren(make('strong', {}, names[i]), ': ' + values[i] + end);
      for (const svg of all('svg.wide,svg.narrow', figure)) {
        const p = where(svg);
        if (!p) continue;
        const view = svg.viewBox.baseVal, along = p.axis === 'x';
        let mark = svg.querySelector('.cur');
        if (!mark) svg.prepend(mark = document.createElementNS(svg.namespaceURI, 'rect'));
        mark.setAttribute('class', 'cur');
        mark.setAttribute(along ? 'x' : 'y', p.at[i] - p.step / 2);
        mark.setAttribute(along ? 'y' : 'x', 0);
        mark.setAttribute('width', along ? p.step : view.width);
        mark.setAttribute('height', along ? view.height : p.step);
      }
    }
    range.setAttribute('aria-valuetext', names[0]);
    range.addEventListener('input', () => {
      show(Number(range.value));
      live.textContent = values[range.value];
    });
    for (const svg of all('svg.wide,svg.narrow', figure)) {
      const point = event => {
        const found = where(svg);
        if (!found) return;
        const box = svg.getBoundingClientRect(), scale = svg.viewBox.baseVal.width / box.width;
        const at = (found.axis === 'x' ? event.clientX - box.left : event.clientY - box.top) * scale;
        const far = found.at.map(p => Math.abs(p - at));
        show(far.indexOf(Math.min(...far)));
      };
      svg.addEventListener('pointermove', point);
      svg.addEventListener('pointerdown', point);
    }
  }

  // picture is the drawing with title and source, its colours and font fixed.
  function picture(figure) {
    const svg = figure.querySelector('svg.wide'), copy = svg.cloneNode(true), view = svg.viewBox.baseVal;
    const style = getComputedStyle(document.body);
    const from = all('*', svg);
    // Where the font is missing, another one takes the same room.
    const long = (e, width) => width && (e.setAttribute('textLength', width.toFixed(1)), e.setAttribute('lengthAdjust', 'spacingAndGlyphs'));
    all('*', copy).forEach((e, i) => {
      const now = getComputedStyle(from[i]);
      for (const key of ['fill', 'stroke', 'stop-color']) if (/var\(|currentColor/.test(e.getAttribute(key))) e.setAttribute(key, now.getPropertyValue(key));
      if (e.tagName === 'text') long(e, from[i].getComputedTextLength());
    });
    all('.cur', copy).forEach(e => e.remove());
    const head = [], pen = document.createElement('canvas').getContext('2d');
    const write = (text, size, weight) => {
      pen.font = weight + ' ' + size + 'px ' + style.fontFamily;
      let line = '';
      const end = () => { if (line) head.push([line, size, weight, pen.measureText(line).width]); };
      for (const word of text.split(/\s+/)) {
        if (line && pen.measureText(line + ' ' + word).width > view.width) { end(); line = ''; }
        line += (line && ' ') + word;
      }
      end();
    };
    write(shown(figure.querySelector('figcaption strong')), 18, 600);
    const sub = figure.querySelector('figcaption .sub');
    if (sub) write(shown(sub), 14, 400);
    const top = head.length;
    const source = figure.querySelector('.src');
    if (source) write(shown(source), 12, 400);
    const line = 24, over = top * line + 12, pad = 16, height = over + view.height + (head.length - top) * line + 8;
    const out = document.createElementNS(svg.namespaceURI, 'svg');
    const add = (name, attributes) => {
      const e = document.createElementNS(svg.namespaceURI, name);
      for (const key in attributes) e.setAttribute(key, attributes[key]);
      return out.appendChild(e);
    };
    out.setAttribute('xmlns', svg.namespaceURI);
    out.setAttribute('viewBox', [-pad, -pad, view.width + 2 * pad, height + 2 * pad].join(' '));
    out.setAttribute('width', view.width + 2 * pad);
    out.setAttribute('height', height + 2 * pad);
    out.setAttribute('font-family', style.fontFamily);
    add('rect', {x: -pad, y: -pad, width: view.width + 2 * pad, height: height + 2 * pad, fill: getComputedStyle(document.documentElement).backgroundColor});
    head.forEach(([text, size, weight, width], i) => {
      const e = add('text', {x: 0, y: (i < top ? i * line : over + view.height + (i - top) * line + 8) + 18, 'font-size': size, 'font-weight': weight, fill: style.color});
      e.textContent = text;
      long(e, width);
    });
    add('g', {transform: `translate(0 ${over})`}).append(...copy.childNodes);
    return out;
  }

  // draw paints a picture of ours upon a canvas: with the page's font, and without
  // loading an image, which the page's policy forbids.
  function draw(node, pen) {
    for (const e of node.children) {
      const get = (key, or) => { const owner = e.closest('[' + key + ']'); return owner ? owner.getAttribute(key) : or; };
      const n = key => Number(e.getAttribute(key));
      pen.save();
      const moved = e.transform && e.transform.baseVal.consolidate();
      if (moved) pen.translate(moved.matrix.e, moved.matrix.f);
      const colour = key => {
        const value = get(key, key === 'fill' ? '#000' : 'none'), id = /url\(["']?#([^"')]+)/.exec(value);
        if (!id) return value === 'none' ? null : value;
        const tile = all('pattern', node.ownerSVGElement || node).find(p => p.id === id[1]), box = document.createElement('canvas');
        if (!tile) return null;
        box.width = tile.width.baseVal.value * 2, box.height = tile.height.baseVal.value * 2;
        const small = box.getContext('2d');
        small.scale(2, 2);
        draw(tile, small);
        const pattern = pen.createPattern(box, 'repeat');
        pattern.setTransform(new DOMMatrix().scale(0.5));
        return pattern;
      };
      const fill = colour('fill'), stroke = colour('stroke');
      pen.lineWidth = get('stroke-width', 1);
      pen.lineJoin = get('stroke-linejoin', 'miter');
      pen.setLineDash((get('stroke-dasharray', '').match(/[\d.]+/g) || []).map(Number));
      const paint = (way, style, colour, ...what) => {
        if (!colour) return;
        pen.globalAlpha = get(way + '-opacity', 1) * get('opacity', 1);
        pen[style] = colour;
        pen[way + (e.tagName === 'text' ? 'Text' : '')](...what);
      };
      if (e.tagName === 'text') {
        pen.font = get('font-style', '') + ' ' + get('font-weight', 400) + ' ' + get('font-size', 14) + 'px ' + get('font-family');
        pen.textAlign = {middle: 'center', end: 'right'}[get('text-anchor')] || 'left';
        paint('stroke', 'strokeStyle', stroke, e.textContent, n('x'), n('y'));
        paint('fill', 'fillStyle', fill, e.textContent, n('x'), n('y'));
      } else if (e.tagName === 'path' || e.tagName === 'rect') {
        const path = new Path2D(e.getAttribute('d') || `M${n('x')} ${n('y')}h${n('width')}v${n('height')}h${-n('width')}z`);
        paint('fill', 'fillStyle', fill, path);
        paint('stroke', 'strokeStyle', stroke, path);
      } else if (e.tagName === 'g') draw(e, pen);
      pen.restore();
    }
  }

  function keepable(figure, table) {
    const button = (text, click) => {
      const b = make('button', {type: 'button', 'aria-label': say('keep.as', {form: text, chart: shown(figure.querySelector('figcaption strong'))})}, text);
      b.addEventListener('click', click);
      return b;
    };
    const line = make('p', {class: 'tool keep'}, say('keep'));
    if (figure.querySelector('svg.wide')) line.append(' ', button('SVG', () => {
      save(figure.id + '.svg', 'image/svg+xml', new XMLSerializer().serializeToString(picture(figure)));
    }), ' ', button('PNG', () => {
      const svg = picture(figure), box = svg.viewBox.baseVal, canvas = make('canvas', {width: box.width * 2, height: box.height * 2});
      const pen = canvas.getContext('2d');
      pen.setTransform(2, 0, 0, 2, -2 * box.x, -2 * box.y);
      draw(svg, pen);
      canvas.toBlob(png => save(figure.id + '.png', 'image/png', png));
    }));
    if (table) line.append(' ', button('CSV', () => {
      const field = cell => {
        const text = shown(cell), number = plain(text);
        if (number !== null && !text.includes(' / ')) return lang === 'en' ? number : number.replace('.', ',');
        return '"' + text.replace(/^[=+\-@]/, "'$&").replaceAll('"', '""') + '"';
      };
      save(figure.id + '.csv', 'text/csv', '\ufeff' + [...table.rows].map(row => [...row.cells].map(field).join(';') + '\r\n').join(''));
    }));
    figure.append(line);
  }

  for (const figure of all('figure.chart')) {
    const table = figure.querySelector('.data table');
    if (table && table.tHead) readable(figure, table);
    keepable(figure, table);
  }
})();
