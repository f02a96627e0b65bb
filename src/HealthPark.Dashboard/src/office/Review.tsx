/** One record with its evidence and possible duplicates side by side, what verifying it would change, and the decision. */
import { useEffect, useState } from 'preact/hooks';
import { api, ApiProblem, type AnyRecord, type DryRun, type Tagged } from '../api';
import { Shown, Table } from '../components/parts';
import type { Evidence } from '../contract';
import { figure, instant } from '../format';
import { directionName, stateLabel } from '../labels';
import { useLoad } from '../load';
import { texts } from '../texts';
import { useAction } from './act';
import { memberName, Outcome, Value } from './parts';
import { titleOf } from './Queue';

const Machines: Record<string, string> = { enterprises: 'enterprise-stage', transfers: 'transfer-stage', talents: 'talent-stage', carriers: 'carrier-status' };

// Told elsewhere on the page, or of no use to whoever decides.
const NotShown = new Set(['id', 'version', 'directions', 'ownerInstitutionId', 'employerId', 'enterpriseId', 'findings', 'verification', 'ownerOrganizationId', 'returnReason', 'voidReason', 'mergedInto', 'createdAt', 'updatedAt']);
const Personal = new Set(['name', 'phone', 'email', 'orcid', 'identityKind', 'identityNumber']);

export function Review({ collection, id }: { collection: string; id: string }) {
  const t = texts.value;
  const path = `/v1/${collection}/${id}`;
  const [record, setRecord] = useState<Tagged<AnyRecord> | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [turn, setTurn] = useState(0);
  // Read once, not again with each change elsewhere: the decision is on what is on the screen, and names that version.
  useEffect(() => {
    api.record(path).then(r => (setRecord(r), setProblem(null)), (e: ApiProblem) => setProblem(e));
  }, [path, turn]);
  return (
    <article class="review" aria-live="polite">
      <a class="back" href={`#/queue/${collection}`}>‹ {t.queue.back}</a>
      <Shown of={{ data: record, problem, again: () => setTurn(n => n + 1) }} what={t.queue.record}>
        {r => (
          <>
            <h3>{titleOf(r.body)} <span class="tag">{t.queue.collections[collection]}</span></h3>
            <div class="sides">
              <section>
                <h4>{t.queue.record}</h4>
                <Members collection={collection} of={r.body} />
              </section>
              <section>
                <h4>{t.queue.evidence}</h4>
                <Files path={path} />
                <h4>{t.queue.duplicates}</h4>
                <Duplicates collection={collection} of={r.body} />
                {Array.isArray(r.body.findings) && r.body.findings.length > 0 && (
                  <>
                    <h4>{t.queue.findings}</h4>
                    <ul class="tallies">{(r.body.findings as string[]).map(f => <li key={f} class="tag">{t.queue.findingsOf[f] ?? f}</li>)}</ul>
                  </>
                )}
              </section>
            </div>
            <Decision key={r.etag} path={path} etag={r.etag} open={r.body.verification === 'submitted'} again={() => setTurn(n => n + 1)} />
            {collection === 'enterprises' && <Declarations path={path} />}
            <History path={path} />
          </>
        )}
      </Shown>
    </article>
  );
}

function Members({ collection, of }: { collection: string; of: AnyRecord }) {
  const t = texts.value;
  const owner = useLoad(() => api.record(`/v1/organizations/${String(of.ownerOrganizationId)}`), [of.ownerOrganizationId]);
  const shown = Object.entries(of).filter(([name, value]) => !NotShown.has(name) && !(collection === 'talents' && Personal.has(name)) && value !== null && !(Array.isArray(value) && value.length === 0));
  return (
    <>
      <dl class="members">
        {shown.map(([name, value]) => (
          <div key={name}><dt>{memberName(name)}</dt><dd>{<Value name={name} value={value} machine={Machines[collection]} />}</dd></div>
        ))}
        <div><dt>{t.queue.owner}</dt><dd>{owner.data ? String(owner.data.body.name) : '…'}</dd></div>
        <div><dt>{t.queue.since}</dt><dd>{instant(String(of.createdAt))}</dd></div>
      </dl>
      {collection === 'talents' && <p class="note">{t.queue.personal}</p>}
    </>
  );
}

function Files({ path }: { path: string }) {
  const t = texts.value;
  const files = useLoad(() => api.evidence(path), [path]);
  return (
    <Shown of={files} what={t.queue.evidence}>
      {all => all.length === 0 ? <p class="note">{t.queue.noEvidence}</p> : <ul class="files">{all.map(f => <File key={f.id} of={f} />)}</ul>}
    </Shown>
  );
}

const MostText = 4000;

function File({ of }: { of: Evidence }) {
  const t = texts.value;
  const [content, setContent] = useState<{ url: string; text?: string } | null>(null);
  const [refusal, refuse] = useState('');
  useEffect(() => () => content && URL.revokeObjectURL(content.url), [content]);
  const picture = /^image\/(png|jpeg|gif|webp)/.test(of.mediaType);

  async function read() {
    try {
      const blob = await api.evidenceContent(of.id);
      setContent({ url: URL.createObjectURL(blob), text: of.mediaType.startsWith('text/') ? (await blob.text()).slice(0, MostText) : undefined });
    } catch (e) {
      if (!(e instanceof ApiProblem)) throw e;
      refuse(t.problem.other(e.message));
    }
  }

  return (
    <li>
      <b>{of.fileName}</b> <span class="note">{of.describes && memberName(of.describes.slice(1))} {instant(of.addedAt)} {of.withdrawn && t.queue.withdrawn}</span>
      {content === null ? <button type="button" class="quiet" onClick={() => void read()}>{t.queue.preview}</button> : (
        <>
          {picture && <img src={content.url} alt={of.fileName} />}
          {content.text !== undefined && <pre>{content.text}</pre>}
          <a href={content.url} download={of.fileName}>{t.queue.download}</a>
        </>
      )}
      {refusal && <p class="refusal">{refusal}</p>}
    </li>
  );
}

// What a name has in common with that of its double: neither its number, nor what stands in brackets, nor its legal form.
const stem = (name: string) => name.replace(/[(\uff08].*?[)\uff09]/g, '').replace(/\d+|有限责任公司|有限公司|股份有限公司|公司$/g, '').slice(0, 30);

function Duplicates({ collection, of }: { collection: string; of: AnyRecord }) {
  const t = texts.value;
  const asked = collection === 'talents' ? '' : stem(titleOf(of));
  const found = useLoad(async () => {
    if (asked.length < 2) return [];
    const page = await api.list(`/v1/${collection}`, { q: asked, limit: 20 });
    return page.items.filter(r => r.id !== of.id && r.stage !== 'voided');
  }, [collection, of.id, asked]);
  return (
    <Shown of={found} what={t.queue.duplicates}>
      {all => all.length === 0 ? <p class="note">{t.queue.noDuplicates}</p> : (
        <Table caption={t.queue.duplicates} rows={all} rowKey={r => r.id} columns={[
          { head: t.proof.name, cell: r => titleOf(r) },
          ...(collection === 'enterprises' ? [{ head: memberName('uscc'), short: true, cell: (r: AnyRecord) => String(r.uscc ?? '–') }] : []),
          { head: memberName('stage'), short: true, cell: r => stateLabel(Machines[collection]!, String(r.stage ?? r.status)) },
          { head: t.proof.day, short: true, cell: r => String(r.landedOn ?? r.transferredOn ?? r.statusOn ?? '–') },
        ]} />
      )}
    </Shown>
  );
}

function Decision({ path, etag, open, again }: { path: string; etag: string; open: boolean; again: () => void }) {
  const t = texts.value;
  const action = useAction();
  const [reason, setReason] = useState('');
  const [decided, setDecided] = useState(false);
  const effect = useLoad<DryRun | null>(() => (open && !decided ? api.tryVerifying(path, etag).catch(() => null) : Promise.resolve(null)), [path, etag, open, decided]);

  async function decide(decision: 'verified' | 'returned') {
    if (decision === 'returned' && reason.trim() === '') return action.refuse(t.queue.reasonNeeded);
    const carriedOut = await action.carryOut(
      idempotencyKey => api.verify(path, decision, decision === 'returned' ? reason.trim() : undefined, { etag, idempotencyKey }),
      decision === 'verified' ? t.queue.verified : t.queue.returned);
    if (carriedOut) setDecided(true);
  }

  return (
    <section class="decision">
      <h4>{t.queue.decide}</h4>
      {effect.data && <Effect of={effect.data} />}
      {open && !decided && (
        <>
          <label>{t.queue.reason}<textarea rows={2} value={reason} onInput={e => setReason(e.currentTarget.value)} /></label>
          <div class="row">
            <button type="button" class="primary" disabled={action.busy} onClick={() => void decide('verified')}>{t.queue.verify}</button>
            <button type="button" class="danger" disabled={action.busy} onClick={() => void decide('returned')}>{t.queue.giveBack}</button>
          </div>
        </>
      )}
      <Outcome of={action} />
      {action.stale && <button type="button" onClick={again}>{t.reload}</button>}
    </section>
  );
}

function Effect({ of }: { of: DryRun }) {
  const t = texts.value;
  const moved = of.figures.filter(f => f.basis === 'verified' && f.change !== 0);
  if (moved.length === 0) return <p class="note">{t.queue.noEffect}</p>;
  return (
    <>
      <p class="note">{t.queue.effect}</p>
      <ul class="tallies">
        {moved.map(f => (
          <li key={`${f.indicator}${f.direction}${f.period}`}>
            {f.period} {t.shortIndicators[f.indicator]}{f.direction && ` · ${directionName.value(f.direction)}`} <b>{f.change > 0 ? '+' : '−'}{figure(Math.abs(f.change), f.unit, 4)}</b>
          </li>
        ))}
      </ul>
    </>
  );
}

function History({ path }: { path: string }) {
  const t = texts.value;
  const history = useLoad(() => api.history(path), [path]);
  return (
    <details>
      <summary>{t.queue.history}</summary>
      <Shown of={history} what={t.queue.history}>
        {all => (
          <Table caption={t.queue.history} rows={all} rowKey={h => h.version} columns={[
            { head: t.queue.when, cell: h => instant(h.recordedAt) },
            { head: t.queue.happened, cell: h => h.type },
            { head: t.queue.who, cell: h => [h.organization, h.officer ?? h.actor].filter(Boolean).join(' · ') || '–' },
          ]} />
        )}
      </Shown>
    </details>
  );
}

/** An enterprise's yearly and monthly declarations wait for their own verification. */
function Declarations({ path }: { path: string }) {
  const t = texts.value;
  const parts = useLoad(async () => {
    const [scales, revenues] = await Promise.all([api.listOf(`${path}/scale-statuses`), api.listOf(`${path}/revenue-declarations`)]);
    return [
      ...scales.map(s => ({ name: t.queue.scale(String(s.year)), at: `${path}/scale-statuses/${String(s.year)}`, of: s })),
      ...revenues.map(r => ({ name: t.queue.revenue(String(r.period)), at: `${path}/revenue-declarations/${String(r.period)}`, of: r })),
    ].filter(p => p.of.verification === 'submitted');
  }, [path]);
  return (
    <Shown of={parts} what={t.queue.parts}>
      {all => all.length === 0 ? null : (
        <section>
          <h4>{t.queue.parts}</h4>
          {all.map(p => <Declaration key={p.at} name={p.name} path={p.at} of={p.of} />)}
        </section>
      )}
    </Shown>
  );
}

function Declaration({ name, path, of }: { name: string; path: string; of: AnyRecord }) {
  const t = texts.value;
  const action = useAction();
  return (
    <div class="row">
      <span>{name}: <Value name={of.amountYuan === undefined ? 'aboveScale' : 'amountYuan'} value={of.amountYuan ?? of.aboveScale} /></span>
      <button type="button" disabled={action.busy} aria-label={`${t.queue.verifyPart}: ${name}`}
        onClick={() => void action.carryOut(async key => api.verify(path, 'verified', undefined, { etag: (await api.record(path)).etag, idempotencyKey: key }), t.queue.verified)}>{t.queue.verifyPart}</button>
      <Outcome of={action} />
    </div>
  );
}
