/** Small parts of the park office's pages. */
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { area, instant, number, yuan } from '../format';
import { label, stateLabel } from '../labels';
import { isOffice, signingIn } from '../session';
import { texts } from '../texts';
import type { Action } from './act';

/** A page for the park office: for all others, what it is and how to come in. */
export function OfficePage({ title, note, children }: { title: string; note: string; children: ComponentChildren }) {
  const t = texts.value;
  return (
    <section class="office" aria-labelledby="page-title">
      <header>
        <h2 id="page-title">{title}</h2>
        <p class="note">{note}</p>
      </header>
      {isOffice.value ? children : <div class="ask"><p>{t.login.office}</p><button type="button" onClick={() => (signingIn.value = true)}>{t.signIn}</button></div>}
    </section>
  );
}

/** How a change went. */
export const Outcome = ({ of }: { of: Action }) => (
  <p role={of.refusal ? 'alert' : 'status'} class={of.refusal ? 'refusal' : 'good'}>{of.refusal || of.done}</p>
);

/** A secret that is shown once. */
export function Once({ text, secret, onSaved }: { text: string; secret: string; onSaved: () => void }) {
  const t = texts.value;
  const [copied, setCopied] = useState(false);
  return (
    <div class="once" role="alert">
      <p>{text}</p>
      <code>{secret}</code>
      <div class="row">
        <button type="button" onClick={() => void navigator.clipboard.writeText(secret).then(() => setCopied(true))}>{copied ? t.organizations.copied : t.organizations.copy}</button>
        <button type="button" class="quiet" onClick={onSaved}>{t.organizations.clear}</button>
      </div>
    </div>
  );
}

const codeLists: Record<string, string> = {
  direction: 'directions', zone: 'zones', carrier: 'carriers', subField: 'sub-fields', cxoKinds: 'cxo-kinds', tiers: 'enterprise-tiers', class: 'talent-classes', field: 'talent-fields',
  mode: 'talent-modes', batch: 'carrier-batches',
};

/** A member's value as a person reads it, by what its name says of its unit; ids of other records say nothing to a person. */
export function Value({ name, value, machine }: { name: string; value: unknown; machine?: string }): ComponentChildren {
  const t = texts.value;
  if (value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) return <span class="note">{t.unknown}</span>;
  if (typeof value === 'boolean') return value ? t.yes : t.no;
  if (typeof value === 'number') return name.endsWith('Yuan') ? yuan(value) : name.endsWith('SquareMetres') ? area(value) : number(value, 6);
  if (typeof value === 'string') {
    if (machine && (name === 'stage' || name === 'status')) return stateLabel(machine, value);
    if (codeLists[name]) return label(codeLists[name], value);
    return /^\d{4}-\d\d-\d\dT/.test(value) ? instant(value) : value;
  }
  if (Array.isArray(value)) return value.map((v, i) => <span key={i} class="block"><Value name={name} value={v} machine={machine} /></span>);
  return Object.entries(value as Record<string, unknown>).filter(([k, v]) => !/^id$|Id$/.test(k) && v !== null && !(Array.isArray(v) && v.length === 0)).map(([k, v]) => (
    <span key={k} class="part"><span class="note">{memberName(k)}</span> <Value name={k} value={v} machine={machine} /></span>
  ));
}

/** What a member is called; its own name if we have none. */
export const memberName = (name: string) => texts.value.members[name] ?? name;
