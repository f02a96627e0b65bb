/** Small parts that many views share. */
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { Loaded } from '../load';
import { session, signingIn } from '../session';
import { knownOn } from '../state';
import { texts } from '../texts';

const icons: Record<string, string> = {
  achieved: 'M3 8.5l3.2 3.2L13 5M3 4l2 2',
  'on-track': 'M3 8.5l3.2 3.2L13 5',
  'at-risk': 'M8 2.5v7M8 12.2v.6',
  behind: 'M8 3v9M4 8.5L8 12.5l4-4',
  'not-started': 'M5 8h6',
  'not-set': 'M5 8h6',
};

export const StatusIcon = ({ of }: { of: string }) => <svg class={`icon ${of}`} viewBox="0 0 16 16" aria-hidden="true"><path d={icons[of] ?? icons['not-set']!} /></svg>;

/** How a figure stands: shape, colour and word, never colour alone. */
export const Status = ({ of }: { of: string }) => (
  <span class={`status ${of}`}>
    <StatusIcon of={of} />
    {texts.value.status[of] ?? of}
  </span>
);

/** Attainment of a target with a mark where the straight path asks it to be. */
export function PaceBar({ attainment, expected, status, name }: { attainment: number; expected: number | null; status: string; name: string }) {
  const full = Math.max(1, attainment);
  return (
    <div class={`pace-bar ${status}`} role="img" aria-label={name}>
      <div class="fill" style={{ width: `${(attainment / full) * 100}%` }} />
      {expected !== null && <div class="tick" style={{ left: `${Math.min(expected / full, 1) * 100}%` }} />}
    </div>
  );
}

/** A part of a page with its heading, and what may stand beside it. */
export function Card({ title, note, aside, children, class: more = '' }: { title: string; note?: string; aside?: ComponentChildren; children: ComponentChildren; class?: string }) {
  const id = useId();
  return (
    <section class={`card ${more}`} aria-labelledby={id}>
      <header>
        <div>
          <h2 id={id}>{title}</h2>
          {note && <p class="note">{note}</p>}
        </div>
        {aside}
      </header>
      {children}
    </section>
  );
}

/** Turns a chart into a table and back. */
export function AsTable({ on, toggle, what }: { on: boolean; toggle: () => void; what: string }) {
  const t = texts.value;
  return (
    <button type="button" class="quiet" aria-pressed={on} onClick={toggle} title={on ? t.asChart : t.asTable} aria-label={`${what}: ${t.asTable}`}>
      {on ? t.chart : t.table}
    </button>
  );
}

export const useTable = () => {
  const [on, set] = useState(false);
  return { on, toggle: () => set(o => !o) };
};

export interface Column<Row> {
  head: string;
  cell: (row: Row) => ComponentChildren;
  number?: boolean;
  /** Dates, codes and states stay on one line. */
  short?: boolean;
}

const kind = <Row,>(column: Column<Row>) => (column.number ? 'number' : column.short ? 'short' : '');

/** A table that scrolls inside itself on a narrow screen. */
export function Table<Row>({ caption, columns, rows, rowKey }: { caption: string; columns: Column<Row>[]; rows: Row[]; rowKey: (row: Row, index: number) => string | number }) {
  return (
    <div class="table" tabIndex={0} role="group" aria-label={caption}>
      <table>
        <caption class="hidden">{caption}</caption>
        <thead><tr>{columns.map(c => <th key={c.head} scope="col" class={kind(c)}>{c.head}</th>)}</tr></thead>
        <tbody>
          {rows.map((row, i) => (
            <tr key={rowKey(row, i)}>
              {columns.map((c, j) => (j === 0 ? <th key={c.head} scope="row" class={kind(c)}>{c.cell(row)}</th> : <td key={c.head} class={kind(c)}>{c.cell(row)}</td>))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Asks to sign in, in the place of what only a key shows. */
export const SignInFirst = ({ what }: { what: string }) => (
  <div class="ask">
    <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M7 11V8a5 5 0 0 1 10 0v3M5 11h14v9H5zM12 14.5v2.5" /></svg>
    <p>{texts.value.login.needed(what)}</p>
    <button type="button" onClick={() => (signingIn.value = true)}>{texts.value.signIn}</button>
  </div>
);

/** What was read; or why it is not there. */
export function Shown<Data>({ of, what, children }: { of: Loaded<Data>; what: string; children: (data: Data) => ComponentChildren }) {
  const t = texts.value;
  const { data, problem, again } = of;
  if (data !== null) return <>{children(data)}</>;
  if (problem === null) return <p class="waiting" role="status">{t.loading}</p>;
  if (problem.status === 401 && session.value === null) return <SignInFirst what={what} />;
  if (problem.status === 403) return <p class="waiting">{t.login.scope(what)}</p>;
  return (
    <div class="ask" role="alert">
      <p>{problem.status === 0 ? t.problem.noAnswer : t.problem.other(problem.message)}</p>
      <button type="button" onClick={again}>{t.problem.retry}</button>
    </div>
  );
}

/** What only a key shows: asked for only with one. Most of it is there as it is now only; `follows` says that it follows the time slider. */
export function WithKey({ what, follows = false, children }: { what: string; follows?: boolean; children: () => ComponentChildren }) {
  if (session.value === null) return <SignInFirst what={what} />;
  return (
    <>
      {!follows && knownOn.value !== null && <p class="note current-only">{texts.value.time.currentOnly}</p>}
      {children()}
    </>
  );
}

/** A dialog over the page: the browser's own, which keeps the keyboard inside and closes on Escape. */
export function Dialog({ title, onClose, children, class: more = '' }: { title: string; onClose: () => void; children: ComponentChildren; class?: string }) {
  const place = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const dialog = place.current!;
    dialog.showModal();
    return () => dialog.close();
  }, []);
  return (
    <dialog ref={place} class={more} aria-labelledby={id} onCancel={e => (e.preventDefault(), onClose())} onClick={e => e.target === place.current && onClose()}>
      <div class="inside">
        <header>
          <h2 id={id}>{title}</h2>
          <button type="button" class="quiet" onClick={onClose}>{texts.value.close}</button>
        </header>
        {children}
      </div>
    </dialog>
  );
}
