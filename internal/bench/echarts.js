// Lays out ECharts options in Node, on one thread: echarts.js LIBRARY OPTIONS.
// Prints the median milliseconds of CPU of a warm run by chart, as JSON.
'use strict';
const [library, file] = process.argv.slice(2);
const echarts = require(library);
const options = JSON.parse(require('fs').readFileSync(file, 'utf8'));
const warm = 50, runs = 50; // the compiler needs longer to warm up than ours
const took = {};
for (const name of Object.keys(options)) {
  const all = [];
  for (let i = 0; i < warm + runs; i++) {
    const start = process.cpuUsage();
    const chart = echarts.init(null, null, {renderer: 'svg', ssr: true, width: 720, height: 400});
    chart.setOption(JSON.parse(JSON.stringify(options[name])));
    chart.renderToSVGString();
    chart.dispose();
    const used = process.cpuUsage(start);
    if (i >= warm) all.push((used.user + used.system) / 1000);
  }
  all.sort((a, b) => a - b);
  took[name] = all[all.length >> 1];
}
console.log(JSON.stringify(took));
