import uPlot from '../../vendor/uplot/uPlot.esm.js';

const HEIGHT = 36;

/** A line of values over time, in the colour of the text around it. */
class LineChart extends HTMLElement {
  #samples = [];
  #plot = null;
  #observer = null;
  #redraw = () => this.#plot?.redraw(false);

  /** @param {{at: string, value: number | null}[]} samples */
  set samples(samples) {
    this.#samples = samples;
    this.#plot?.setData(this.#data());
  }

  connectedCallback() {
    const stroke = () => getComputedStyle(this).color;
    const fill = () => 'rgb(128 128 128 / 15%)';
    this.#plot = new uPlot({
      width: this.clientWidth || 120, height: HEIGHT, padding: [3, 1, 3, 1],
      cursor: {show: false}, legend: {show: false}, axes: [{show: false}, {show: false}],
      scales: {y: {range: (_, low, high) => [0, Math.max(high ?? 0, 1)]}},
      series: [{}, {stroke, width: 1.5, points: {show: false}, fill}],
    }, this.#data(), this);
    this.#observer = new ResizeObserver(() =>
      this.#plot.setSize({width: this.clientWidth, height: HEIGHT}));
    this.#observer.observe(this);
    document.addEventListener('themechange', this.#redraw);
  }

  disconnectedCallback() {
    document.removeEventListener('themechange', this.#redraw);
    this.#observer.disconnect();
    this.#plot.destroy();
    this.#plot = null;
  }

  #data() {
    return [this.#samples.map(({at}) => Date.parse(at) / 1000),
      this.#samples.map(({value}) => value)];
  }
}

customElements.define('line-chart', LineChart);
