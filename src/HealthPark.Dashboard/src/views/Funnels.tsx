/** How many enterprises and research transfers stand at each stage. */
import { api } from '../api';
import { AsTable, Card, Shown, Table, useTable, WithKey } from '../components/parts';
import { number, percent } from '../format';
import { stateLabel, statesOf } from '../labels';
import { useLoad } from '../load';
import { texts } from '../texts';

interface Step {
  stage: string;
  name: string;
  count: number;
  /** What else there is to say of it. */
  more?: string;
  left?: boolean;
}

const Left = new Set(['moved-out', 'deregistered', 'stopped']);

export function EnterpriseFunnel() {
  const t = texts.value;
  const table = useTable();
  return (
    <Card title={t.funnels.enterprises} class="funnel" aside={<AsTable on={table.on} toggle={table.toggle} what={t.funnels.enterprises} />}>
      <WithKey what={t.funnels.what}>{() => <Enterprises table={table.on} />}</WithKey>
    </Card>
  );
}

function Enterprises({ table }: { table: boolean }) {
  const t = texts.value;
  const page = useLoad(api.enterpriseStages, []);
  return (
    <Shown of={page} what={t.funnels.what}>
      {p => {
        const counts = new Map(p.facets?.stage?.map(f => [f.value, f.count]) ?? []);
        return <Steps name={t.funnels.enterprises} table={table} of={statesOf('enterprise-stage').filter(s => s.code !== 'voided')
          .map(s => ({ stage: s.code, name: stateLabel('enterprise-stage', s.code), count: counts.get(s.code) ?? 0, left: Left.has(s.code) }))} />;
      }}
    </Shown>
  );
}

export function TransferFunnel() {
  const t = texts.value;
  const table = useTable();
  return (
    <Card title={t.funnels.transfers} class="funnel" aside={<AsTable on={table.on} toggle={table.toggle} what={t.funnels.transfers} />}>
      <WithKey what={t.funnels.what}>{() => <Transfers table={table.on} />}</WithKey>
    </Card>
  );
}

function Transfers({ table }: { table: boolean }) {
  const t = texts.value;
  const funnel = useLoad(api.transferFunnel, []);
  return (
    <Shown of={funnel} what={t.funnels.what}>
      {f => (
        <Steps name={t.funnels.transfers} table={table} of={f.items.filter(s => s.stage !== 'voided').map(s => ({
          stage: s.stage, name: stateLabel('transfer-stage', s.stage), count: s.count, left: Left.has(s.stage),
          more: Left.has(s.stage) || s.count === 0 ? undefined : [
            s.medianDays === null ? '' : `${t.funnels.median} ${number(s.medianDays, 0)}`, s.stuck > 0 ? `${t.funnels.stuck} ${s.stuck}` : '',
          ].filter(Boolean).join(' · '),
        }))} note={t.funnels.stuckOver(f.stuckDays)} />
      )}
    </Shown>
  );
}

function Steps({ name, of, table, note }: { name: string; of: Step[]; table: boolean; note?: string }) {
  const t = texts.value;
  const sum = of.reduce((s, x) => s + x.count, 0);
  const most = Math.max(1, ...of.map(s => s.count));
  if (table)
    return (
      <Table caption={name} rows={of} rowKey={s => s.stage} columns={[
        { head: t.funnels.stage, cell: s => s.name },
        { head: t.funnels.count, number: true, cell: s => number(s.count) },
        { head: t.funnels.share, number: true, cell: s => (sum > 0 ? percent(s.count / sum) : '–') },
        { head: t.funnels.detail, cell: s => s.more ?? '–' },
      ]} />
    );
  return (
    <>
      <ol class="steps">
        {of.map(s => (
          <li key={s.stage} class={s.left ? 'left' : ''}>
            <span class="name">{s.name}</span>
            <span class="bar"><span style={{ width: `${(s.count / most) * 100}%` }} /></span>
            <b>{number(s.count)}</b>
            {s.more && <span class="note">{s.more}</span>}
          </li>
        ))}
      </ol>
      <p class="note">{t.funnels.total(number(sum))}{note && <> · {note}</>}</p>
    </>
  );
}
