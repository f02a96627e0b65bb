/** The funds: what was committed, paid in and invested. */
import { api } from '../api';
import { AsTable, Card, Shown, Table, useTable, WithKey } from '../components/parts';
import type { Fund } from '../contract';
import { percent, yuan } from '../format';
import { stateLabel } from '../labels';
import { useLoad } from '../load';
import { texts } from '../texts';

export function Funds() {
  const t = texts.value;
  const table = useTable();
  return (
    <Card title={t.funds.title} class="funds" aside={<AsTable on={table.on} toggle={table.toggle} what={t.funds.title} />}>
      <WithKey what={t.funds.what}>{() => <All table={table.on} />}</WithKey>
    </Card>
  );
}

// Amounts are absent for whoever may not see them.
const amount = (value: number | null | undefined) => (value == null ? texts.value.funds.hidden : yuan(value));

function All({ table }: { table: boolean }) {
  const t = texts.value;
  const funds = useLoad(api.funds, []);
  return (
    <Shown of={funds} what={t.funds.what}>
      {all => all.length === 0 ? <p class="waiting">{t.nothing}</p> : table ? (
        <Table caption={t.funds.title} rows={all} rowKey={f => f.id} columns={[
          { head: t.funds.fund, cell: f => f.name },
          { head: t.funds.status, short: true, cell: f => stateLabel('fund-status', f.status) },
          { head: t.funds.committed, number: true, cell: f => amount(f.committedYuan) },
          { head: t.funds.paidIn, number: true, cell: f => amount(f.paidInYuan) },
          { head: t.funds.invested, number: true, cell: f => amount(f.investedYuan) },
          { head: t.funds.uninvested, number: true, cell: f => amount(f.uninvestedYuan) },
        ]} />
      ) : <>{all.map(f => <One key={f.id} of={f} />)}</>}
    </Shown>
  );
}

function One({ of }: { of: Fund }) {
  const t = texts.value;
  const parts = [
    { name: t.funds.committed, value: of.committedYuan, class: 'committed' },
    { name: t.funds.paidIn, value: of.paidInYuan, class: 'paid-in' },
    { name: t.funds.invested, value: of.investedYuan, class: 'invested' },
  ];
  const most = Math.max(1, ...parts.map(p => p.value ?? 0));
  return (
    <div class="fund">
      <h3>{of.name} <span class="tag">{stateLabel('fund-status', of.status)}</span></h3>
      <ol class="steps">
        {parts.map(p => (
          <li key={p.class}>
            <span class="name">{p.name}</span>
            <span class="bar"><span class={p.class} style={{ width: `${((p.value ?? 0) / most) * 100}%` }} /></span>
            <b>{amount(p.value)}</b>
          </li>
        ))}
      </ol>
      <p class="note">{t.funds.uninvested} {amount(of.uninvestedYuan)}{of.useRate != null && <> · {t.funds.useRate} {percent(of.useRate)}</>}</p>
    </div>
  );
}
