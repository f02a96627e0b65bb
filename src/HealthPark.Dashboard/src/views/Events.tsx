/** The park's events: a month at a glance, then what is coming and what was held. */
import { useState } from 'preact/hooks';
import { api } from '../api';
import { Card, Shown, WithKey } from '../components/parts';
import type { ParkEvent } from '../contract';
import { label, stateLabel } from '../labels';
import { useLoad } from '../load';
import { today } from '../state';
import { texts } from '../texts';

export function Events() {
  const t = texts.value;
  return (
    <Card title={t.events.title} class="events">
      <WithKey what={t.events.what}>{() => <Calendar />}</WithKey>
    </Card>
  );
}

function Calendar() {
  const t = texts.value;
  const events = useLoad(api.events, []);
  return <Shown of={events} what={t.events.what}>{all => (all.length === 0 ? <p class="waiting">{t.events.none}</p> : <Months of={all} />)}</Shown>;
}

const last = (e: ParkEvent) => e.endsOn ?? e.startsOn;
const iso = (date: Date) => date.toISOString().slice(0, 10);

function Months({ of }: { of: ParkEvent[] }) {
  const t = texts.value;
  const now = today();
  const upcoming = of.filter(e => last(e) >= now && e.state !== 'cancelled');
  const past = of.filter(e => last(e) < now || e.state === 'cancelled').reverse();
  // The month where something is next; else this one.
  const [first, setFirst] = useState((upcoming[0]?.startsOn ?? now).slice(0, 7));
  const [year, month] = first.split('-').map(Number) as [number, number];
  const move = (by: number) => setFirst(iso(new Date(Date.UTC(year, month - 1 + by, 1))).slice(0, 7));
  const blank = (new Date(Date.UTC(year, month - 1, 1)).getUTCDay() + 6) % 7;
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const on = (day: string) => of.filter(e => e.startsOn <= day && day <= last(e) && e.state !== 'cancelled');
  const inMonth = of.filter(e => e.startsOn.slice(0, 7) <= first && last(e).slice(0, 7) >= first && e.state !== 'cancelled').length;
  return (
    <>
      <div class="month">
        <div class="legend">
          <button type="button" class="quiet step" onClick={() => move(-1)} aria-label={t.events.previous}>‹</button>
          <b aria-live="polite">{t.events.month(year, month)} <span class="note">{t.events.inMonth(inMonth)}</span></b>
          <button type="button" class="quiet step" onClick={() => move(1)} aria-label={t.events.next}>›</button>
        </div>
        <div class="days" aria-hidden="true">
          {t.events.weekdays.map(d => <span key={d} class="head">{d}</span>)}
          {Array.from({ length: blank }, (_, i) => <span key={`b${i}`} />)}
          {Array.from({ length: days }, (_, i) => {
            const day = `${first}-${String(i + 1).padStart(2, '0')}`;
            const held = on(day);
            return <span key={day} class={`${held.length > 0 ? 'has' : ''} ${day === now ? 'today' : ''}`} title={held.map(e => e.title).join('\n')}>{i + 1}</span>;
          })}
        </div>
      </div>
      <List title={t.events.upcoming} of={upcoming} />
      <List title={t.events.past} of={past} />
    </>
  );
}

function List({ title, of }: { title: string; of: ParkEvent[] }) {
  const t = texts.value;
  if (of.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <ul class="agenda">
        {of.slice(0, 8).map(e => (
          <li key={e.id}>
            <time dateTime={e.startsOn}>{e.startsOn}{e.endsOn && e.endsOn !== e.startsOn && ` – ${e.endsOn.slice(5)}`}</time>
            <span>{e.title} <span class="tag">{label('park-event-kinds', e.kind)}</span> <span class="tag">{stateLabel('park-event', e.state)}</span>
              <span class="note block">{[e.venue ?? '', e.leads + e.contracts > 0 ? t.events.outcomes(e.leads, e.contracts) : ''].filter(Boolean).join(' · ')}</span>
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
