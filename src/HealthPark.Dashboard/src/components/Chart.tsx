/** A line chart on a canvas (ECharts), drawn in the page's own colours and type size, with a name that says what it shows. */
import { LineChart } from 'echarts/charts';
import { GridComponent, MarkLineComponent, TooltipComponent } from 'echarts/components';
import { init, use, type EChartsCoreOption, type EChartsType } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'preact/hooks';
import { theme } from '../state';

use([LineChart, GridComponent, TooltipComponent, MarkLineComponent, CanvasRenderer]);

/** The page's colours and type size, as a canvas needs them. */
export interface Ink {
  text: string;
  muted: string;
  line: string;
  surface: string;
  accent: string;
  rem: number;
}

function inkOf(element: HTMLElement): Ink {
  const style = getComputedStyle(element);
  const colour = (name: string) => style.getPropertyValue(name).trim();
  return {
    text: colour('--text'), muted: colour('--muted'), line: colour('--line'), surface: colour('--surface'), accent: colour('--accent'),
    rem: parseFloat(getComputedStyle(document.documentElement).fontSize),
  };
}

export function Chart({ name, option }: { name: string; option: (ink: Ink) => EChartsCoreOption }) {
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType | null>(null);
  const draw = useRef(option);
  draw.current = option;
  useEffect(() => {
    const element = place.current!;
    chart.current = init(element, null, { renderer: 'canvas' });
    const paint = () => chart.current?.setOption({ ...draw.current(inkOf(element)), animation: false }, { notMerge: true });
    paint();
    const watch = new ResizeObserver(() => {
      chart.current?.resize();
      paint();
    });
    watch.observe(element);
    return () => {
      watch.disconnect();
      chart.current?.dispose();
    };
  }, []);
  useEffect(() => {
    chart.current?.setOption({ ...option(inkOf(place.current!)), animation: false }, { notMerge: true });
  }, [option, theme.value]);
  return <div class="chart" role="img" aria-label={name} ref={place} />;
}
