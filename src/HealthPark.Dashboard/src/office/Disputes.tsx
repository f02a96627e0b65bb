/** Values that someone disputes, and the decision on each by whoever speaks for it. */
import { useState } from 'preact/hooks';
import { api } from '../api';
import { Shown } from '../components/parts';
import type { Dispute } from '../contract';
import { instant } from '../format';
import { stateLabel } from '../labels';
import { useLoad } from '../load';
import { texts } from '../texts';
import { useAction } from './act';
import { memberName, OfficePage, Outcome, Value } from './parts';

export function Disputes() {
  const t = texts.value;
  return <OfficePage title={t.disputes.title} note={t.disputes.explain}><All /></OfficePage>;
}

function All() {
  const t = texts.value;
  const read = useLoad(async () => {
    const [disputes, organizations] = await Promise.all([api.disputes(), api.organizations()]);
    return { disputes, name: (id: string) => organizations.items.find(o => o.id === id)?.name ?? id };
  }, []);
  return (
    <Shown of={read} what={t.disputes.title}>
      {({ disputes, name }) => {
        const open = disputes.filter(d => d.state === 'open');
        const closed = disputes.filter(d => d.state !== 'open');
        return disputes.length === 0 ? <p class="waiting">{t.disputes.empty}</p> : (
          <>
            <h3>{t.disputes.open} <span class="tag">{open.length}</span></h3>
            {open.map(d => <One key={d.id} of={d} name={name} />)}
            {closed.length > 0 && <h3>{t.disputes.closed} <span class="tag">{closed.length}</span></h3>}
            {closed.map(d => <One key={d.id} of={d} name={name} />)}
          </>
        );
      }}
    </Shown>
  );
}

function One({ of, name }: { of: Dispute; name: (id: string) => string }) {
  const t = texts.value;
  const action = useAction();
  const [answer, setAnswer] = useState('');

  function decide(decision: 'accepted' | 'refused') {
    if (decision === 'refused' && answer.trim() === '') return action.refuse(t.disputes.answerNeeded);
    // The tag of the version that is on the screen: a dispute that changed meanwhile is not decided.
    void action.carryOut(key => api.decideDispute(of.id, decision, answer.trim() || undefined, { etag: `"${of.version}"`, idempotencyKey: key }), t.disputes.done);
  }

  return (
    <article class="card dispute">
      <dl class="members">
        <div><dt>{t.disputes.record}</dt><dd><a href={`#/queue/${of.collection}/${of.recordId}`}>{of.collection} {of.recordId.slice(0, 8)}…</a></dd></div>
        <div><dt>{t.disputes.member}</dt><dd>{memberName(of.member)}</dd></div>
        <div><dt>{t.disputes.present}</dt><dd><Value name={of.member} value={of.presentValue} /></dd></div>
        <div><dt>{t.disputes.proposed}</dt><dd><b><Value name={of.member} value={of.proposedValue} /></b></dd></div>
        <div><dt>{t.disputes.by}</dt><dd>{name(of.proposedBy)}</dd></div>
        <div><dt>{t.disputes.why}</dt><dd><Value name="reason" value={of.reason} /></dd></div>
        <div><dt>{t.disputes.opened}</dt><dd>{instant(of.openedAt)}</dd></div>
        <div><dt>{t.disputes.state}</dt><dd>{stateLabel('dispute', of.state)}</dd></div>
      </dl>
      {of.state === 'open' && (
        <>
          <label>{t.disputes.answer}<textarea rows={2} value={answer} onInput={e => setAnswer(e.currentTarget.value)} /></label>
          <div class="row">
            <button type="button" class="primary" disabled={action.busy} onClick={() => decide('accepted')}>{t.disputes.accept}</button>
            <button type="button" class="danger" disabled={action.busy} onClick={() => decide('refused')}>{t.disputes.refuse}</button>
          </div>
        </>
      )}
      <Outcome of={action} />
    </article>
  );
}
