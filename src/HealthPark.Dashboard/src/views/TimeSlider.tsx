/** Chooses the year whose targets are shown, and the day whose knowledge is shown. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { knownOn, period, PLAN, today } from '../state';
import { texts } from '../texts';

const Day = 86_400_000;
const First = Date.UTC(PLAN.first, 0, 1);
const dayAt = (index: number) => new Date(First + index * Day).toISOString().slice(0, 10);
const indexOf = (day: string) => Math.round((Date.parse(day) - First) / Day);
/** While the slider moves nothing is read. */
const Settle = 250;

export function TimeSlider() {
  const t = texts.value;
  const last = indexOf(today());
  const chosen = knownOn.value === null ? last : indexOf(knownOn.value);
  const [index, setIndex] = useState(chosen);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => setIndex(chosen), [chosen]);

  function move(to: number) {
    const next = Math.min(Math.max(to, 0), last);
    setIndex(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => (knownOn.value = next === last ? null : dayAt(next)), Settle);
  }

  const words = index === last ? t.time.now : t.time.on(dayAt(index));
  return (
    <div class="time">
      <fieldset class="years">
        <legend class="hidden">{t.standing.year}</legend>
        {Array.from({ length: PLAN.last - PLAN.first + 1 }, (_, i) => String(PLAN.first + i)).map(year => (
          <label key={year} class={period.value === year ? 'on' : ''}>
            <input type="radio" name="period" value={year} checked={period.value === year} onChange={() => (period.value = year)} />{year}
          </label>
        ))}
      </fieldset>
      <div class="slider" title={t.time.explain}>
        <label for="known-on">{t.time.label}</label>
        <button type="button" class="quiet step" onClick={() => move(index - 1)} aria-label={t.time.earlier}>‹</button>
        <input id="known-on" type="range" min={0} max={last} value={index} aria-valuetext={words} onInput={e => move(Number(e.currentTarget.value))} />
        <button type="button" class="quiet step" onClick={() => move(index + 1)} aria-label={t.time.later} disabled={index === last}>›</button>
        <output for="known-on">{words}</output>
        {knownOn.value !== null && <button type="button" class="quiet" onClick={() => move(last)}>{t.time.backToNow}</button>}
      </div>
    </div>
  );
}
