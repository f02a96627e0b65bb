/** Organisations and the keys by which their programs come in. */
import { useState } from 'preact/hooks';
import { api } from '../api';
import { Dialog, Shown, Table } from '../components/parts';
import type { ApiKey, Organization } from '../contract';
import { dayOf } from '../format';
import { label } from '../labels';
import { useLoad } from '../load';
import { texts } from '../texts';
import { useAction } from './act';
import { OfficePage, Once, Outcome } from './parts';

// What partners are given; what only the park office may hold, the API refuses to anyone else.
const Scopes = [
  'enterprises:read', 'enterprises:write', 'enterprises:verify', 'enterprises:revenue', 'transfers:read', 'transfers:write', 'transfers:verify', 'carriers:read', 'carriers:write',
  'carriers:verify', 'events:read', 'events:write', 'funds:read', 'funds:write', 'funds:amounts', 'talents:read', 'talents:write', 'talents:verify', 'talents:personal', 'plan:read',
  'tasks:write', 'reports:write', 'reports:approve', 'changes:read', 'webhooks:read', 'webhooks:write', 'authorities:read', 'authorities:write', 'disputes:read', 'disputes:write',
  'organizations:read', 'organizations:write', 'api-keys:read', 'api-keys:write', 'delegations:read', 'delegations:write',
];

export function Organizations() {
  const t = texts.value;
  return <OfficePage title={t.organizations.title} note={t.organizations.explain}><All /></OfficePage>;
}

function All() {
  const t = texts.value;
  const [asked, ask] = useState('');
  const [chosen, choose] = useState<Organization | null>(null);
  const page = useLoad(() => api.organizations({ q: asked }), [asked]);
  return (
    <>
      <New />
      <label class="search">{t.organizations.search}<input type="search" value={asked} onInput={e => ask(e.currentTarget.value)} /></label>
      <Shown of={page} what={t.organizations.title}>
        {p => (
          <Table caption={t.organizations.name} rows={p.items} rowKey={o => o.id} columns={[
            { head: t.organizations.name, cell: o => o.name },
            { head: t.organizations.kind, cell: o => label('organization-kinds', o.kind) },
            { head: t.organizations.keys, cell: o => <button type="button" class="quiet" onClick={() => choose(o)} aria-label={`${t.show} ${t.organizations.keysOf(o.name)}`}>{t.show}</button> },
          ]} />
        )}
      </Shown>
      {chosen && <Keys of={chosen} onClose={() => choose(null)} />}
    </>
  );
}

function New() {
  const t = texts.value;
  const action = useAction();
  async function submit(e: SubmitEvent) {
    e.preventDefault();
    const form = e.currentTarget as HTMLFormElement;
    if (await action.carryOut(key => api.addOrganization(String(new FormData(form).get('name')), 'partner', { idempotencyKey: key }), t.organizations.added)) form.reset();
  }
  return (
    <form class="row" onSubmit={e => void submit(e)}>
      <label>{t.organizations.addName}<input name="name" required maxLength={200} /></label>
      <button type="submit" disabled={action.busy}>{t.organizations.add}</button>
      <Outcome of={action} />
    </form>
  );
}

function Keys({ of, onClose }: { of: Organization; onClose: () => void }) {
  const t = texts.value;
  const [secret, show] = useState<string | null>(null);
  const keys = useLoad(() => api.keys(of.id), [of.id]);
  return (
    <Dialog title={t.organizations.keysOf(of.name)} onClose={onClose} class="wide">
      {secret && <Once text={t.organizations.shownOnce} secret={secret} onSaved={() => show(null)} />}
      <Shown of={keys} what={t.organizations.keys}>
        {all => (all.length === 0 ? <p class="waiting">{t.organizations.noKeys}</p> : <ul class="keys">{all.map(k => <Key key={k.id} of={k} onSecret={show} />)}</ul>)}
      </Shown>
      <Issue of={of} onSecret={show} />
    </Dialog>
  );
}

function Key({ of, onSecret }: { of: ApiKey; onSecret: (secret: string) => void }) {
  const t = texts.value;
  const action = useAction();
  const [open, setOpen] = useState<'rotate' | 'revoke' | null>(null);
  const etag = async () => (await api.key(of.id)).etag;

  function submit(e: SubmitEvent) {
    e.preventDefault();
    const form = new FormData(e.currentTarget as HTMLFormElement);
    void (open === 'rotate'
      ? action.carryOut(async key => onSecret((await api.rotateKey(of.id, Number(form.get('hours')), { etag: await etag(), idempotencyKey: key })).key!), '')
      : action.carryOut(async key => api.revokeKey(of.id, String(form.get('reason')), { etag: await etag(), idempotencyKey: key }), t.organizations.revoked)
    ).then(done => done && setOpen(null));
  }

  return (
    <li>
      <div class="row">
        <b>{of.name}</b> <code>{of.prefix}…</code>
        <span class={`tag ${of.revoked ? 'ended' : ''}`}>{of.revoked ? t.organizations.revoked : t.organizations.active}</span>
        <span class="note">{t.organizations.created} {dayOf(of.createdAt)}{of.expiresAt && ` · ${t.organizations.expiresOn(dayOf(of.expiresAt))}`}</span>
        {!of.revoked && (
          <span class="row">
            <button type="button" class="quiet" aria-expanded={open === 'rotate'} onClick={() => setOpen(open === 'rotate' ? null : 'rotate')} aria-label={`${t.organizations.rotate}: ${of.name}`}>{t.organizations.rotate}</button>
            <button type="button" class="danger" aria-expanded={open === 'revoke'} onClick={() => setOpen(open === 'revoke' ? null : 'revoke')} aria-label={`${t.organizations.revoke}: ${of.name}`}>{t.organizations.revoke}</button>
          </span>
        )}
      </div>
      <p class="note">{of.scopes.join(' ')}</p>
      {open && (
        <form class="row" onSubmit={submit}>
          {open === 'rotate'
            ? <label>{t.organizations.overlap}<input name="hours" type="number" min={0} max={720} defaultValue="24" required /></label>
            : <label>{t.organizations.revokeReason}<input name="reason" required maxLength={500} /><span class="note block">{t.organizations.revokeSure}</span></label>}
          <button type="submit" class={open === 'revoke' ? 'danger' : 'primary'} disabled={action.busy}>{open === 'rotate' ? t.organizations.rotate : t.organizations.revoke}</button>
          <button type="button" class="quiet" onClick={() => setOpen(null)}>{t.cancel}</button>
        </form>
      )}
      <Outcome of={action} />
    </li>
  );
}

function Issue({ of, onSecret }: { of: Organization; onSecret: (secret: string) => void }) {
  const t = texts.value;
  const action = useAction();
  async function submit(e: SubmitEvent) {
    e.preventDefault();
    const element = e.currentTarget as HTMLFormElement;
    const form = new FormData(element);
    const scopes = form.getAll('scope').map(String);
    if (scopes.length === 0) return action.refuse(t.organizations.scopesNeeded);
    const expires = String(form.get('expires'));
    if (await action.carryOut(async key => onSecret((await api.issueKey({
      name: String(form.get('name')), organizationId: of.id, scopes, ...(expires ? { expiresAt: `${expires}T15:59:59Z` } : {}),
    }, { idempotencyKey: key })).key!), '')) element.reset();
  }
  return (
    <details>
      <summary>{t.organizations.issue}</summary>
      <form class="stack" onSubmit={e => void submit(e)}>
        <label>{t.organizations.keyName}<input name="name" required maxLength={100} /></label>
        <fieldset class="scopes"><legend>{t.organizations.scopes}</legend>
          {Scopes.map(s => <label key={s}><input type="checkbox" name="scope" value={s} />{s}</label>)}
        </fieldset>
        <label>{t.organizations.expires}<input name="expires" type="date" /></label>
        <button type="submit" class="primary" disabled={action.busy}>{t.organizations.issue}</button>
        <Outcome of={action} />
      </form>
    </details>
  );
}
