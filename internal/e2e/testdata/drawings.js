// Measures each chart of the page as it is shown: which drawing, the size of its
// letters, whether words stand over each other or outside, and contrasts. Letters
// reach from 0.7 of their size above the baseline to 0.15 below it.
(() => {
  'use strict';
  const faults = [];
  const pen = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  const seen = new Map();
  // A colour as red, green, blue and how much of it there is, whatever its notation.
  const rgba = (text) => {
    if (!seen.has(text)) {
      pen.clearRect(0, 0, 1, 1);
      pen.fillStyle = text;
      pen.fillRect(0, 0, 1, 1);
      const [r, g, b, a] = pen.getImageData(0, 0, 1, 1).data;
      seen.set(text, [r, g, b, a / 255]);
    }
    return seen.get(text);
  };
  const over = (top, share, below) => [0, 1, 2].map((i) => top[i] * top[3] * share + below[i] * (1 - top[3] * share)).concat(1);
  const light = (c) => {
    const [r, g, b] = c.slice(0, 3).map((v) => v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (a, b) => (Math.max(light(a), light(b)) + 0.05) / (Math.min(light(a), light(b)) + 0.05);
  const paperOf = (e) => {
    for (; e; e = e.parentElement) {
      const c = rgba(getComputedStyle(e).backgroundColor);
      if (c[3] > 0) return c;
    }
    return rgba('#fff'); // of paper
  };

  let figures = 0, texts = 0;
  for (const figure of document.querySelectorAll('figure.chart')) {
    const shown = [...figure.querySelectorAll('svg.wide, svg.narrow')].filter((s) => s.getClientRects().length);
    if (shown.length !== 1) {
      faults.push(`${figure.id}: ${shown.length} drawings are shown`);
      continue;
    }
    figures++;
    const svg = shown[0];
    const fault = (what) => faults.push(`${figure.id} ${svg.getAttribute('class')}: ${what}`);
    const [, , width, height] = svg.getAttribute('viewBox').split(' ').map(Number);
    const scale = svg.getBoundingClientRect().width / width;
    const paper = paperOf(svg);
    const marks = [...svg.querySelectorAll('path, rect, circle')].filter((m) => !m.closest('defs')).map((m) => {
      const s = getComputedStyle(m);
      return {m, fill: s.fill, stroke: s.stroke, share: Number(s.fillOpacity) * Number(s.opacity), of: m.getAttribute('fill') || '', by: m.getAttribute('stroke') || ''};
    });
    // What is painted at a place, above the paper; null for a pattern.
    const below = (x, y) => {
      let c = paper;
      const at = new DOMPoint(x, y);
      for (const k of marks) {
        if (k.fill === 'none' || !k.m.isPointInFill(at)) continue;
        c = k.fill.startsWith('url') ? null : over(rgba(k.fill), k.share, c || paper);
      }
      return c;
    };

    const boxes = [];
    for (const text of svg.querySelectorAll('text')) {
      texts++;
      const s = getComputedStyle(text);
      const size = parseFloat(s.fontSize), y = Number(text.getAttribute('y')), b = text.getBBox();
      const box = {words: text.textContent, left: b.x, right: b.x + b.width, top: y - 0.7 * size, bottom: y + 0.15 * size};
      if (size * scale < 11.99) fault(`"${box.words}" has letters of ${(size * scale).toFixed(2)} px`);
      const hook = 0.12 * size; // of a j, which reaches to the left of where it stands
      if (box.left < -hook || box.top < -1 || box.right > width + 1 || box.bottom > height + 1) {
        fault(`"${box.words}" stands outside: ${[box.left, box.top, box.right, box.bottom].map(Math.round)} of ${width} × ${height}`);
      }
      for (const o of boxes) {
        if (box.left < o.right - 0.5 && o.left < box.right - 0.5 && box.top < o.bottom && o.top < box.bottom) {
          fault(`"${box.words}" stands over "${o.words}"`);
        }
      }
      boxes.push(box);
      const ink = rgba(s.fill);
      const halo = s.stroke !== 'none' && s.paintOrder.startsWith('stroke');
      for (const x of halo ? [box.left] : [box.left + 1, (box.left + box.right) / 2, box.right - 1]) {
        const ground = halo ? rgba(s.stroke) : below(x, y - size / 3);
        if (!ground) fault(`"${box.words}" stands upon a pattern`);
        else if (contrast(ink, ground) < 4.5) {
          fault(`"${box.words}" has a contrast of ${contrast(ink, ground).toFixed(2)}: ${s.fill} upon ${ground.map(Math.round)}`);
          break;
        }
      }
    }

    // A mark has 3:1 to the paper by its inside or its edge, which may be a shape
    // of its own, or the marker at its end; or it holds its value in figures. The grid may be fainter, paper
    // is no mark, and a pattern lies upon one.
    const edges = marks.filter((k) => k.stroke !== 'none' && contrast(rgba(k.stroke), paper) >= 3).map((k) => k.m);
    const solid = marks.filter((k) => k.share === 1 && k.fill.startsWith('rgb') && contrast(rgba(k.fill), paper) >= 3).map((k) => k.m);
    const middles = boxes.map((b) => new DOMPoint((b.left + b.right) / 2, (b.top + b.bottom) / 2));
    for (const k of marks) {
      if (k.of.startsWith('url') || k.of === 'none' && (k.by === '' || k.by === 'none') || /--c-(paper|line)/.test(k.of + k.by)) continue;
      const inside = k.fill === 'none' ? 0 : contrast(over(rgba(k.fill), k.share, paper), paper);
      const edge = k.stroke === 'none' ? 0 : contrast(rgba(k.stroke), paper);
      if (Math.max(inside, edge) >= 3) continue;
      const corner = k.m.getPointAtLength(0);
      if (edges.some((e) => e.isPointInStroke(corner)) || solid.some((e) => e.isPointInFill(corner)) || middles.some((p) => k.m.isPointInFill(p))) continue;
      fault(`a mark of ${k.of} ${k.by} has a contrast of ${Math.max(inside, edge).toFixed(2)}`);
    }
  }
  return {Figures: figures, Texts: texts, Faults: [...new Set(faults)].slice(0, 40)};
})()
