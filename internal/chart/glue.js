// Runs before ECharts. It takes away what would make a drawing depend on the
// machine or the moment, and gives ECharts what a browser would: the width of
// text, and numbers in the reader's language.
(function (global) {
  'use strict';

  // Time stands still at zero, and local time is UTC.
  const Real = global.Date;
  const zoned = /(Z|GMT|UTC|[+-]\d\d:?\d\d)$|^\d{4}(-\d\d){0,2}$/;
  function FixedDate(...args) {
    if (!new.target) return new Real(0).toISOString();
    if (args.length === 0) args = [0];
    else if (args.length > 1) args = [Real.UTC(...args)];
    else if (typeof args[0] === 'string') args = [FixedDate.parse(args[0])];
    return Reflect.construct(Real, args, new.target);
  }
  FixedDate.prototype = Real.prototype;
  FixedDate.prototype.constructor = FixedDate;
  FixedDate.now = () => 0;
  FixedDate.UTC = Real.UTC;
  FixedDate.parse = (s) => Real.parse(zoned.test(s) ? s : s + (/\d:\d/.test(s) ? 'Z' : ' 00:00Z'));
  for (const part of ['FullYear', 'Month', 'Date', 'Hours', 'Minutes', 'Seconds', 'Milliseconds', 'Day']) {
    Real.prototype['get' + part] = Real.prototype['getUTC' + part];
    if (part !== 'Day') Real.prototype['set' + part] = Real.prototype['setUTC' + part];
  }
  Real.prototype.getTimezoneOffset = () => 0;
  global.Date = FixedDate;

  Math.random = () => 0.5;
  global.setTimeout = global.setInterval = global.requestAnimationFrame = () => 0;
  global.clearTimeout = global.clearInterval = global.cancelAnimationFrame = () => {};
  const warnings = [];
  const warn = (...args) => { warnings.push(args.join(' ')); };
  global.console = {log: warn, warn: warn, error: warn};

  // Widths are those of the page's font; see metrics.go.
  const advance = global.__advance;
  delete global.__advance;
  const slack = global.__slack;
  delete global.__slack;
  function measureText(text, font) {
    font = font || '12px';
    const size = /([\d.]+)px/.exec(font);
    const widths = advance[/(^|\s)(bold|[6-9]00)\s/.test(font) ? 1 : 0];
    let sum = 0;
    for (const letter of text == null ? '' : String(text)) {
      const code = letter.codePointAt(0);
      if (widths[code] !== undefined) sum += widths[code];
      else if (!/[\p{Mn}\p{Cf}]/u.test(letter)) sum += code < 0x1100 ? 0.62 : 1;
    }
    return {width: sum * (size ? +size[1] : 12) * slack};
  }

  // span returns what draws a bar from one value to another, for a custom series:
  // data are [category, from, to, thickness, distance from the category's middle,
  // look], and a look is a colour and its opacity: '@span:lying:#c0de01/0.5'. One
  // series with looks takes a fraction of what one series a colour does.
  function span(direction, ...looks) {
    const lying = direction === 'lying';
    const styles = looks.map((look) => ({fill: look.split('/')[0], opacity: +look.split('/')[1]}));
    return function (params, api) {
      const [at, from, to, thick, off, look] = [0, 1, 2, 3, 4, 5].map((i) => api.value(i));
      const a = api.coord(lying ? [from, at] : [at, from]), b = api.coord(lying ? [to, at] : [at, to]);
      const shape = lying ?
        {x: Math.min(a[0], b[0]), y: a[1] + off - thick / 2, width: Math.abs(b[0] - a[0]), height: thick} :
        {x: a[0] + off - thick / 2, y: Math.min(a[1], b[1]), width: thick, height: Math.abs(b[1] - a[1])};
      return {type: 'rect', shape: shape, style: styles[look]};
    };
  }

  // Options are JSON, so a function in them is a name: '@' and its arguments. No
  // text of a user comes here: words are set by Go, and ECharts keeps texts as keys
  // of plain objects, where "__proto__" is a text.
  const references = {
    span: span,
  };
  function resolve(node) {
    if (Array.isArray(node)) {
      if (typeof node[0] === 'object') node.forEach(resolve);
      return node;
    }
    if (node === null || typeof node !== 'object') return node;
    for (const key in node) {
      const value = node[key];
      if (key === 'renderItem' && typeof value === 'string' && value[0] === '@') {
        const [name, ...args] = value.slice(1).split(':');
        if (!references[name]) throw new Error('unknown function ' + value);
        node[key] = references[name](...args);
      } else if (typeof value === 'object') {
        resolve(value);
      }
    }
    return node;
  }

  let prepared = false;
  global.draw = function (json, width, height) {
    if (!prepared) {
      global.echarts.setPlatformAPI({measureText: measureText});
      Object.preventExtensions(Object.prototype); // what would leak into the next drawing fails in this one
      prepared = true;
    }
    warnings.length = 0;
    const option = resolve(JSON.parse(json));
    const chart = global.echarts.init(null, null, {renderer: 'svg', ssr: true, width: width, height: height});
    try {
      chart.setOption(option);
      const painter = chart.getZr().painter;
      painter._id = 'zr'; // it counts instances; ids in the drawing must not
      const svg = painter.renderToString({cssAnimation: false, cssEmphasis: false});
      if (warnings.length) throw new Error(warnings.join('; '));
      return svg;
    } finally {
      chart.dispose();
    }
  };
})(globalThis);
