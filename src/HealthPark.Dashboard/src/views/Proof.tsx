/** What a figure is made of: the records that count, those that do not and why, the rules, and where the target stands in the plan. */
import { signal } from '@preact/signals';
import { api } from '../api';
import { Dialog, Shown, Table, WithKey } from '../components/parts';
import type { ContributionList } from '../contract';
import { figure } from '../format';
import { directionName, inWords } from '../labels';
import { useLoad } from '../load';
import { isOffice } from '../session';
import { asOf, knownOn } from '../state';
import { texts } from '../texts';

interface Figure {
  indicator: string;
  period: string;
  direction?: string;
}

const open = signal<Figure | null>(null);

/** Opens the proof of a figure. */
export const openProof = (of: Figure) => (open.value = of);

export const Proof = () => open.value && <ProofOf key={JSON.stringify(open.value)} {...open.value} />;

function ProofOf(of: Figure) {
  const t = texts.value;
  const name = [of.direction && directionName.value(of.direction), t.indicators[of.indicator], of.period].filter(Boolean).join(' · ');
  return (
    <Dialog title={t.proof.title(name)} onClose={() => (open.value = null)} class="wide">
      {knownOn.value !== null && <p class="banner">{t.time.banner(knownOn.value)}</p>}
      <FigureItself of={of} />
      {/* The proof follows the time slider, unlike the lists of the other parts. */}
      <WithKey what={t.proof.what} follows>{() => <Records of={of} />}</WithKey>
      <Rules of={of} />
    </Dialog>
  );
}

function FigureItself({ of }: { of: Figure }) {
  const t = texts.value;
  const card = useLoad(() => api.scorecard(of.period, asOf.value), [of.period, asOf.value]);
  const targets = useLoad(api.targets, []);
  return (
    <Shown of={card} what={t.proof.what}>
      {c => {
        const found = (of.direction ? c.directions.find(d => d.direction === of.direction)!.indicators : c.headline).find(f => f.indicator === of.indicator);
        const target = targets.data?.find(x => x.indicator === of.indicator && x.direction === (of.direction ?? null) && x.bucket === null && String(x.year) === of.period);
        return found && (
          <p class="large">
            <strong data-proof-figure>{figure(found.actual, found.unit)}</strong>
            {found.target !== null && <span class="target">{t.card.target(figure(found.target, found.unit), of.period)}{target && <> · {t.proof.targetFrom(target.source)}</>}</span>}
          </p>
        );
      }}
    </Shown>
  );
}

function Records({ of }: { of: Figure }) {
  const t = texts.value;
  const proof = useLoad(() => api.contributions(of.indicator, of.period, of.direction, asOf.value), [of.indicator, of.period, of.direction, asOf.value]);
  return (
    <Shown of={proof} what={t.proof.what}>
      {p => (
        <>
          <h3>{t.proof.items(p.items.length)}</h3>
          <Items of={p} />
          {p.excluded.length > 0 && (
            <>
              <h3>{t.proof.excluded(p.excluded.length)}</h3>
              <Table caption={t.proof.excluded(p.excluded.length)} rows={p.excluded} rowKey={(x, i) => `${x.recordId}${x.item}${i}`} columns={[
                { head: t.proof.name, cell: x => <RecordLink of={x} /> },
                { head: t.proof.reason, cell: x => t.proof.reasons[x.reason] ?? x.reason },
                { head: t.proof.day, short: true, cell: x => x.occurredOn ?? '–' },
                { head: t.proof.direction, cell: x => directionName.value(x.direction) || '–' },
              ]} />
            </>
          )}
        </>
      )}
    </Shown>
  );
}

const Collections: Record<string, string> = { enterprises: 'enterprises', transfers: 'transfers', talent: 'talents' };

/** The record's name; for the park office it leads to the record with its evidence. */
function RecordLink({ of }: { of: { module: string; recordId: string; name: string | null } }) {
  const name = of.name ?? texts.value.proof.anonymous;
  const collection = Collections[of.module];
  return isOffice.value && collection ? <a href={`#/queue/${collection}/${of.recordId}`} onClick={() => (open.value = null)}>{name}</a> : <>{name}</>;
}

function Items({ of }: { of: ContributionList }) {
  const t = texts.value;
  return (
    <>
      <Table caption={t.proof.items(of.items.length)} rows={of.items} rowKey={(x, i) => `${x.recordId}${x.item}${i}`} columns={[
        { head: t.proof.name, cell: x => <><RecordLink of={x} />{x.item && ` · ${x.item}`}</> },
        { head: t.proof.amount, number: true, cell: x => (x.amount == null ? t.proof.hidden : figure(x.amount, of.unit, 4)) },
        { head: t.proof.day, short: true, cell: x => x.occurredOn ?? '–' },
        { head: t.proof.direction, cell: x => directionName.value(x.direction) || '–' },
        { head: t.proof.rule, number: true, cell: x => `v${x.ruleVersion}` },
      ]} />
      {of.others && <p>{t.proof.others}: <b>{figure(of.others.amount, of.unit)}</b></p>}
      <p class="note">{t.proof.sums(figure(of.figure, of.unit, 4))}</p>
    </>
  );
}

function Rules({ of }: { of: Figure }) {
  const t = texts.value;
  const rules = useLoad(api.rules, []);
  return (
    <details>
      <summary>{t.proof.rules}</summary>
      <Shown of={rules} what={t.proof.rules}>
        {all => (
          <ul class="rules">
            {all.filter(r => r.indicator === null || r.indicator === of.indicator).map(r => (
              <li key={`${r.code}${r.version}`}>{inWords(r.rule)} <span class="note">v{r.version}{r.assumption && ` · ${t.proof.assumption}`} · {t.proof.from(r.source)}</span></li>
            ))}
          </ul>
        )}
      </Shown>
    </details>
  );
}
