/** The plan's standing in one sentence, and one card for each of the four headline targets. */
import type { FunctionComponent } from 'preact';
import { useCallback, useEffect, useState } from 'preact/hooks';
import { api } from '../api';
import type { Chart, Ink } from '../components/Chart';
import { AsTable, Card, PaceBar, Shown, Status, Table, useTable } from '../components/parts';
import type { FigureSeries, Scorecard, ScorecardFigure } from '../contract';
import { apart, bare, figure, instant, percent } from '../format';
import { useLoad, type Loaded } from '../load';
import { asOf, period, PLAN } from '../state';
import { texts } from '../texts';
import { openProof } from './Proof';

const Years = Array.from({ length: PLAN.last - PLAN.first + 1 }, (_, i) => String(PLAN.first + i));
const Order = ['achieved', 'on-track', 'at-risk', 'behind', 'not-started', 'not-set'];

const pace = (f: ScorecardFigure) => f.pace ?? Infinity;

export function Sentence({ card }: { card: Scorecard }) {
  const t = texts.value;
  const parts = Order.map(status => ({ status, count: card.headline.filter(f => f.status === status).length }))
    .filter(p => p.count > 0).map(p => t.standing.part(p.count, t.status[p.status]!)).join(t.listSeparator);
  const behind = [...card.headline].filter(f => f.expected !== null && f.actual < f.expected && f.status !== 'achieved').sort((a, b) => pace(a) - pace(b))[0];
  return (
    <p class="sentence">
      {t.standing.sentence(parts)}{t.sentenceGap}{behind
        ? t.standing.weakest(t.indicators[behind.indicator]!, figure(behind.expected! - behind.actual, behind.unit, 1))
        : card.headline.some(f => f.expected !== null && f.expected > 0) ? t.standing.allWell : ''}
    </p>
  );
}

export function Standing({ card }: { card: Loaded<Scorecard> }) {
  const t = texts.value;
  return (
    <section class="standing" aria-label={t.standing.title(period.value)}>
      <Shown of={card} what={t.standing.title(period.value)}>
        {c => (
          <>
            <div class="headline" aria-live="polite">
              <Sentence card={c} />
              <p class="note">
                {t.standing.asOf(instant(c.asOf))} · {t.standing.verifiedOnly}{c.backfilled && <> · {t.standing.backfilled}</>}
              </p>
            </div>
            <div class="figures">{c.headline.map(f => <FigureCard key={f.indicator} of={f} year={c.period} />)}</div>
          </>
        )}
      </Shown>
    </section>
  );
}

function FigureCard({ of, year }: { of: ScorecardFigure; year: string }) {
  const t = texts.value;
  const name = t.indicators[of.indicator]!;
  const series = useLoad(() => api.series(of.indicator, asOf.value), [of.indicator, asOf.value]);
  const table = useTable();
  const large = apart(of.actual, of.unit);
  const gap = of.expected === null ? null : of.actual - of.expected;
  return (
    <Card title={name} class={`figure ${of.status}`} aside={<Status of={of.status} />}>
      <p class="large">
        <button type="button" class="proof" data-indicator={of.indicator} onClick={() => openProof({ indicator: of.indicator, period: year })}>
          <span class="hidden">{name} </span><strong>{large.value}</strong> <span class="unit">{large.unit}</span><span class="hidden">{t.directions.open}</span>
        </button>
        {of.target !== null && <span class="target">{t.card.target(figure(of.target, of.unit), year)}</span>}
      </p>
      {of.attainment !== null && (
        <>
          <PaceBar attainment={of.attainment} expected={of.expected !== null && of.target ? of.expected / of.target : null} status={of.status}
            name={t.card.paceBar(percent(of.attainment), of.expected === null ? '' : figure(of.expected, of.unit, 1))} />
          <p class="pace">
            <span>{t.card.attainment} <b>{percent(of.attainment)}</b></span>
            {gap !== null && of.expected! > 0 && (
              <span>{t.card.expected} <b>{figure(of.expected!, of.unit, 1)}</b> · {Math.abs(gap) < 0.05 ? t.card.exactly : gap > 0 ? t.card.ahead(figure(gap, of.unit, 1)) : t.card.behind(figure(-gap, of.unit, 1))}</span>
            )}
          </p>
        </>
      )}
      {of.buckets && (
        <ul class="buckets">
          {of.buckets.map(b => <li key={b.bucket}><span>{t.buckets[b.bucket]}</span><b>{bare(b.actual, b.unit)} / {b.target === null ? '–' : bare(b.target, b.unit)}</b><Status of={b.status} /></li>)}
        </ul>
      )}
      <div class="path">
        <div class="legend">
          <span class="key actual">{t.card.actual}</span><span class="key expected">{t.card.path}</span>
          <AsTable on={table.on} toggle={table.toggle} what={name} />
        </div>
        <Shown of={series} what={name}>{s => (table.on ? <PathTable of={s} /> : <PathChart of={s} />)}</Shown>
      </div>
    </Card>
  );
}

const PathTable = ({ of }: { of: FigureSeries }) => {
  const t = texts.value;
  return (
    <Table caption={t.card.pathAlt(t.indicators[of.indicator]!)} rows={of.points} rowKey={p => p.on} columns={[
      { head: t.card.month, cell: p => p.on.slice(0, 7) },
      { head: t.inUnit(t.card.actual, apart(0, of.unit).unit), number: true, cell: p => (p.actual === null ? '–' : bare(p.actual, of.unit)) },
      { head: t.inUnit(t.card.path, apart(0, of.unit).unit), number: true, cell: p => (p.expected === null ? '–' : bare(p.expected, of.unit, 1)) },
    ]} />
  );
};

function PathChart({ of }: { of: FigureSeries }) {
  const t = texts.value;
  const option = useCallback((ink: Ink) => {
    const type = { fontFamily: 'inherit', fontSize: ink.rem * 0.78, color: ink.muted };
    const last = of.points.findLast(p => p.actual !== null);
    // Revenue is a year's own and starts again each January: one line for each year, not a fall between them.
    const stretches = of.indicator === 'revenue' ? Years.map(year => (on: string) => on.startsWith(year)) : [() => true];
    return {
      grid: { left: 2, right: ink.rem * 0.9, top: ink.rem * 0.7, bottom: 2, containLabel: true },
      xAxis: {
        type: 'category', data: of.points.map(p => p.on.slice(0, 7)), boundaryGap: false, axisTick: { show: false }, axisLine: { lineStyle: { color: ink.line } },
        axisLabel: { ...type, interval: (i: number) => i % 12 === 0, formatter: (m: string) => m.slice(0, 4), align: 'left' },
      },
      yAxis: { type: 'value', splitNumber: 3, axisLabel: { ...type, formatter: (v: number) => bare(v, of.unit) }, splitLine: { lineStyle: { color: ink.line } } },
      tooltip: {
        trigger: 'axis', renderMode: 'richText', confine: true, backgroundColor: ink.surface, borderColor: ink.line, textStyle: { color: ink.text, fontSize: ink.rem * 0.8 },
        formatter: (points: { dataIndex: number }[]) => {
          const p = of.points[points[0]!.dataIndex]!;
          return [p.on, p.actual === null ? '' : `${t.card.actual} ${figure(p.actual, of.unit)}`, p.expected === null ? '' : `${t.card.path} ${figure(p.expected, of.unit, 1)}`].filter(Boolean).join('\n');
        },
      },
      series: [
        ...stretches.map(within => ({
          type: 'line', data: of.points.map(p => (within(p.on) ? p.expected : null)), symbol: 'none', lineStyle: { color: ink.muted, width: 1.5, type: 'dashed' }, silent: true,
        })),
        ...stretches.map(within => ({
          type: 'line', data: of.points.map(p => (within(p.on) ? p.actual : null)), symbol: (_: unknown, p: { dataIndex: number }) => (of.points[p.dataIndex] === last ? 'circle' : 'none'),
          symbolSize: ink.rem * 0.5, itemStyle: { color: ink.accent }, lineStyle: { color: ink.accent, width: 2.5 }, areaStyle: { color: ink.accent, opacity: 0.12 },
        })),
      ],
    };
  }, [of, t]);
  return <LaterChart name={t.card.pathAlt(t.indicators[of.indicator]!)} option={option} />;
}

// The figures are on the screen before the charts' library has come.
let library: Promise<FunctionComponent<Parameters<typeof Chart>[0]>> | undefined;

function LaterChart(props: Parameters<typeof Chart>[0]) {
  const [Loaded, setLoaded] = useState<FunctionComponent<Parameters<typeof Chart>[0]> | null>(null);
  useEffect(() => {
    library ??= import('../components/Chart').then(m => m.Chart);
    void library.then(chart => setLoaded(() => chart));
  }, []);
  return Loaded ? <Loaded {...props} /> : <div class="chart" />;
}

