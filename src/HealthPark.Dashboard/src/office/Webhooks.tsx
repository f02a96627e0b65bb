/** Webhooks, and what became of each delivery. */
import { useState } from 'preact/hooks';
import { api } from '../api';
import { Dialog, Shown, Table } from '../components/parts';
import type { Delivery, Webhook } from '../contract';
import { instant } from '../format';
import { useLoad } from '../load';
import { texts } from '../texts';
import { useAction } from './act';
import { OfficePage, Once, Outcome } from './parts';

export function Webhooks() {
  const t = texts.value;
  return <OfficePage title={t.webhooks.title} note={t.webhooks.explain}><All /></OfficePage>;
}

function All() {
  const t = texts.value;
  const [chosen, choose] = useState<Webhook | null>(null);
  const hooks = useLoad(api.webhooks, []);
  return (
    <>
      <Shown of={hooks} what={t.webhooks.title}>
        {all => all.length === 0 ? <p class="waiting">{t.webhooks.empty}</p> : (
          <ul class="keys">{all.map(h => <One key={h.id} of={h} onOpen={() => choose(h)} />)}</ul>
        )}
      </Shown>
      <New />
      {chosen && <Deliveries of={chosen} onClose={() => choose(null)} />}
    </>
  );
}

function One({ of, onOpen }: { of: Webhook; onOpen: () => void }) {
  const t = texts.value;
  const action = useAction();
  const [asking, ask] = useState(false);
  const step = (to: 'activation' | 'deactivation', reason?: string) =>
    action.carryOut(async key => api.webhookStep(of.id, to, reason, { etag: (await api.webhook(of.id)).etag, idempotencyKey: key }), '');
  return (
    <li>
      <div class="row">
        <b class="address">{of.url}</b>
        <span class="tag">{t.webhooks.states[of.state] ?? of.state}</span>
        <span class="note">{of.types.join(', ')}{of.description && ` · ${of.description}`}{of.stateReason && ` · ${of.stateReason}`}</span>
        <span class="row">
          <button type="button" class="quiet" onClick={onOpen} aria-label={`${t.webhooks.deliveries}: ${of.url}`}>{t.webhooks.deliveries}</button>
          {of.state === 'active'
            ? <button type="button" class="danger" aria-expanded={asking} onClick={() => ask(a => !a)} aria-label={`${t.webhooks.deactivate}: ${of.url}`}>{t.webhooks.deactivate}</button>
            : <button type="button" disabled={action.busy} onClick={() => void step('activation')} aria-label={`${t.webhooks.activate}: ${of.url}`}>{t.webhooks.activate}</button>}
        </span>
      </div>
      {asking && of.state === 'active' && (
        <form class="row" onSubmit={e => (e.preventDefault(), void step('deactivation', String(new FormData(e.currentTarget).get('reason'))).then(done => done && ask(false)))}>
          <label>{t.webhooks.deactivateReason}<input name="reason" required maxLength={500} /></label>
          <button type="submit" class="danger" disabled={action.busy}>{t.webhooks.deactivate}</button>
        </form>
      )}
      <Outcome of={action} />
    </li>
  );
}

function New() {
  const t = texts.value;
  const action = useAction();
  const [secret, show] = useState<string | null>(null);
  async function submit(e: SubmitEvent) {
    e.preventDefault();
    const element = e.currentTarget as HTMLFormElement;
    const form = new FormData(element);
    const description = String(form.get('description'));
    const body = { url: String(form.get('url')), types: String(form.get('types')).split(/[,\uff0c\u3001\s]+/).filter(Boolean), ...(description ? { description } : {}) };
    if (await action.carryOut(async key => show((await api.addWebhook(body, { idempotencyKey: key })).secret), '')) element.reset();
  }
  return (
    <details>
      <summary>{t.webhooks.add}</summary>
      {secret && <Once text={t.webhooks.added} secret={secret} onSaved={() => show(null)} />}
      <form class="stack" onSubmit={e => void submit(e)}>
        <label>{t.webhooks.url}<input name="url" type="url" required /></label>
        <label>{t.webhooks.addTypes}<input name="types" required defaultValue="*" /></label>
        <label>{t.webhooks.description}<input name="description" maxLength={200} /></label>
        <button type="submit" class="primary" disabled={action.busy}>{t.webhooks.add}</button>
        <Outcome of={action} />
      </form>
    </details>
  );
}

function Deliveries({ of, onClose }: { of: Webhook; onClose: () => void }) {
  const t = texts.value;
  const deliveries = useLoad(() => api.deliveries(of.id), [of.id]);
  const action = useAction();
  const replay = (delivery: Delivery) =>
    void action.carryOut(async key => api.replayDelivery(of.id, delivery.id, { etag: (await api.webhook(of.id)).etag, idempotencyKey: key }), t.webhooks.replayed);
  return (
    <Dialog title={`${t.webhooks.deliveries} · ${of.url}`} onClose={onClose} class="wide">
      <Outcome of={action} />
      <Shown of={deliveries} what={t.webhooks.deliveries}>
        {all => all.length === 0 ? <p class="waiting">{t.webhooks.noDeliveries}</p> : (
          <Table caption={t.webhooks.deliveries} rows={all} rowKey={d => d.id} columns={[
            { head: t.webhooks.event, cell: d => <>{d.type}<span class="note block">{d.position}</span></> },
            { head: t.webhooks.status, cell: d => t.webhooks.statuses[d.status] ?? d.status },
            { head: t.webhooks.attempts, number: true, cell: d => d.attempts },
            { head: t.webhooks.last, cell: d => <>{d.lastStatus !== null && t.webhooks.http(d.lastStatus)} {d.lastError}<span class="note block">{d.lastAttemptAt && instant(d.lastAttemptAt)}</span></> },
            { head: t.webhooks.next, cell: d => (d.nextAttemptAt ? instant(d.nextAttemptAt) : '–') },
            { head: t.webhooks.replay, cell: d => <button type="button" class="quiet" disabled={action.busy} onClick={() => replay(d)} aria-label={`${t.webhooks.replay}: ${d.position}`}>{t.webhooks.replay}</button> },
          ]} />
        )}
      </Shown>
    </Dialog>
  );
}
