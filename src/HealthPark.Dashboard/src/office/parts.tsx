/** Small parts of the park office's pages. */
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { area, instant, number, yuan } from '../format';
import { label } from '../labels';
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

const codeLists: Record<string, string> = { direction: 'directions', zone: 'zones', carrier: 'carriers', subField: 'sub-fields' };

/** A member's value as a person reads it, by what its name says of its unit. */
export function Value({ name, value }: { name: string; value: unknown }): ComponentChildren {
  const t = texts.value;
  if (value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) return <span class="note">{t.unknown}</span>;
  if (typeof value === 'boolean') return value ? t.yes : t.no;
  if (typeof value === 'number') return name.endsWith('Yuan') ? yuan(value) : name.endsWith('SquareMetres') ? area(value) : number(value, 6);
  if (typeof value === 'string') {
    if (codeLists[name]) return label(codeLists[name], value);
    return /^\d{4}-\d\d-\d\dT/.test(value) ? instant(value) : value;
  }
  if (Array.isArray(value)) return value.map((v, i) => <span key={i} class="block"><Value name={name} value={v} /></span>);
  return Object.entries(value as Record<string, unknown>).filter(([, v]) => v !== null).map(([k, v]) => <span key={k} class="block"><span class="note">{memberName(k)}</span> <Value name={k} value={v} /></span>);
}

const members: Record<string, [string, string]> = {
  name: ['名称', 'Name'], title: ['名称', 'Title'], uscc: ['统一社会信用代码', 'Unified social credit code'], direction: ['方向', 'Direction'], directions: ['方向变更', 'Directions over time'],
  subField: ['细分领域', 'Sub-field'], aliases: ['别名', 'Aliases'], stage: ['阶段', 'Stage'], status: ['状态', 'State'], zone: ['片区', 'Zone'], carrier: ['载体', 'Carrier'], landedOn: ['落地日期', 'Landed on'],
  signedOn: ['签约日期', 'Signed on'], negotiatingOn: ['洽谈日期', 'In talks since'], operatingOn: ['运营日期', 'Operating since'], movedOutOn: ['迁出日期', 'Moved out on'],
  leaveReason: ['离开原因', 'Reason for leaving'], industryCode: ['行业代码', 'Industry code'], tiers: ['梯队', 'Tiers'], cxoKinds: ['CXO 类型', 'CXO kinds'], distinctReason: ['并非重复的说明', 'Why it is distinct'],
  owner: ['成果权属单位', 'Owner of the result'], team: ['团队', 'Team'], diseaseField: ['疾病领域', 'Disease field'], trl: ['技术成熟度', 'TRL'], steps: ['经过的阶段', 'Steps'], stageOn: ['进入阶段日期', 'At this stage since'],
  transferredOn: ['转化日期', 'Transferred on'], transferredBy: ['转化依据', 'Transferred by'], claimants: ['权利人', 'Claimants'], equityContributions: ['作价投资', 'Equity contributions'], firstSale: ['首次销售', 'First sale'],
  employer: ['用人单位', 'Employer'], field: ['领域', 'Field'], mode: ['引进方式', 'Mode'], class: ['类别', 'Class'], introducedOn: ['引进日期', 'Introduced on'], recognisedOn: ['认定日期', 'Recognised on'],
  recognitions: ['认定', 'Recognitions'], expiresOn: ['有效期至', 'Expires on'], leftOn: ['离开日期', 'Left on'], kind: ['类型', 'Kind'], code: ['代码', 'Code'], phase: ['期', 'Phase'], batch: ['批次', 'Batch'], address: ['地址', 'Address'],
  grossAreaSquareMetres: ['建筑面积', 'Gross area'], usableAreaSquareMetres: ['可用面积', 'Usable area'], landAreaSquareMetres: ['用地面积', 'Land area'], plannedFloorAreaSquareMetres: ['规划建筑面积', 'Planned floor area'],
  floorAreaRatio: ['容积率', 'Floor area ratio'], statusOn: ['状态日期', 'State since'], note: ['备注', 'Note'], description: ['说明', 'Description'], role: ['作用', 'Role'], from: ['自', 'from'], on: ['日期', 'on'],
  amountYuan: ['金额', 'Amount'], source: ['来源', 'Source'], reason: ['原因', 'Reason'], createdAt: ['建立', 'Created'], updatedAt: ['更新', 'Updated'], chains: ['所属链条', 'Chains'], approximate: ['约数', 'Approximate'], evidence: ['佐证', 'Evidence'],
};

/** What a member is called; its own name if we have none. */
export const memberName = (name: string) => {
  const pair = members[name];
  return pair ? pair[texts.value.other === '中文' ? 1 : 0] : name;
};
