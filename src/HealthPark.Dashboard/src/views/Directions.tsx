/** Seven directions × three years, for each indicator that the plan splits by direction. */
import { useState } from 'preact/hooks';
import { api } from '../api';
import { Card, Shown, Status, StatusIcon } from '../components/parts';
import type { Scorecard, ScorecardFigure } from '../contract';
import { apart, bare, percent } from '../format';
import { directionName } from '../labels';
import { useLoad } from '../load';
import { asOf, period, PLAN } from '../state';
import { texts } from '../texts';
import { openProof } from './Proof';

const Split = ['enterprises', 'revenue', 'transfers'];
const Years = Array.from({ length: PLAN.last - PLAN.first + 1 }, (_, i) => String(PLAN.first + i));

export function Directions() {
  const t = texts.value;
  const cards = useLoad(() => Promise.all(Years.map(year => api.scorecard(year, asOf.value))), [asOf.value]);
  const [shown, show] = useState('enterprises');
  return (
    <Card title={t.directions.title} note={t.directions.explain} class="directions" aside={<Legend />}>
      <div class="tabs" role="group" aria-label={t.directions.title}>
        {Split.map(i => <button key={i} type="button" aria-pressed={shown === i} onClick={() => show(i)}>{t.shortIndicators[i]}</button>)}
      </div>
      <Shown of={cards} what={t.directions.title}>
        {all => <div class="matrices">{Split.map(i => <Matrix key={i} indicator={i} cards={all} chosen={shown === i} />)}</div>}
      </Shown>
    </Card>
  );
}

function Legend() {
  const t = texts.value;
  return <ul class="statuses" aria-label={t.directions.legend}>{['achieved', 'on-track', 'at-risk', 'behind', 'not-started'].map(s => <li key={s}><Status of={s} /></li>)}</ul>;
}

function Matrix({ indicator, cards, chosen }: { indicator: string; cards: Scorecard[]; chosen: boolean }) {
  const t = texts.value;
  const name = t.indicators[indicator]!;
  const directions = cards[0]!.directions.map(d => d.direction);
  const unit = apart(0, cards[0]!.headline.find(f => f.indicator === indicator)!.unit).unit;
  return (
    <div class={`matrix ${chosen ? 'chosen' : ''}`}>
      <table>
        <caption>{name} <span class="note">{unit}</span></caption>
        <thead>
          <tr>
            <th scope="col">{t.directions.direction}</th>
            {Years.map(y => <th key={y} scope="col" class={y === period.value ? 'current' : ''}>{y}</th>)}
          </tr>
        </thead>
        <tbody>
          {directions.map(d => (
            <tr key={d}>
              <th scope="row">{directionName.value(d)}</th>
              {cards.map(c => <Cell key={c.period} of={c.directions.find(x => x.direction === d)!.indicators.find(f => f.indicator === indicator)} indicator={indicator} card={c} direction={d} />)}
            </tr>
          ))}
          <tr class="total">
            <th scope="row">{t.directions.total}</th>
            {cards.map(c => <Cell key={c.period} of={c.headline.find(f => f.indicator === indicator)} indicator={indicator} card={c} />)}
          </tr>
        </tbody>
      </table>
    </div>
  );
}

function Cell({ of, indicator, card, direction }: { of: ScorecardFigure | undefined; indicator: string; card: Scorecard; direction?: string }) {
  const t = texts.value;
  const current = card.period === period.value ? 'current' : '';
  if (of === undefined || of.target === null) return <td class={current} title={t.directions.notSet}><span class="unset">–<span class="hidden">{t.directions.notSet}</span></span></td>;
  return (
    <td class={current}>
      <button type="button" class={`cell ${of.status}`} onClick={() => openProof({ indicator, period: card.period, direction })} title={`${t.status[of.status]} · ${percent(of.attainment ?? 0)}`}>
        <span class="hidden">{direction ? directionName.value(direction) : t.directions.total} {t.shortIndicators[indicator]} {card.period} </span>
        <span class="numbers"><b>{bare(of.actual, of.unit, 1)}</b><i>/{bare(of.target, of.unit, 1)}</i><StatusIcon of={of.status} /></span>
        <span class="hidden">{t.status[of.status]}{t.directions.open}</span>
        <span class="bar"><span style={{ width: `${Math.min(of.attainment ?? 0, 1) * 100}%` }} /></span>
      </button>
    </td>
  );
}
