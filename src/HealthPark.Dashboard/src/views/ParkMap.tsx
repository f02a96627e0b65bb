/** The two poles and the belt as a sketch, with the carriers that the plan names and those on record, and how much of them is free. */
import { api } from '../api';
import { AsTable, Card, Shown, Table, useTable, WithKey } from '../components/parts';
import type { Carrier, CodeList, Occupancy, Stock, Zone } from '../contract';
import { area, number } from '../format';
import { inWords, label, stateLabel } from '../labels';
import { useLoad } from '../load';
import { texts } from '../texts';

/** What the code list says of a carrier beyond its name. */
type PlanCarrier = CodeList['items'][number] & {
  zone?: string | null; phase?: number | null; role?: string | null;
  landArea?: { squareMetres: number; approximate: boolean } | null; plannedFloorArea?: { squareMetres: number; approximate: boolean } | null;
};

// Where the sketch puts things: west to east, north to south. Not to scale.
const Poles: Record<string, { x: number; y: number }> = {
  'life-science-innovation-pole': { x: 96, y: 78 },
  'medicine-commerce-pole': { x: 88, y: 190 },
};
const Belt = [[146, 238], [196, 206], [246, 176], [300, 150], [350, 118], [400, 150]] as const;

export function ParkMap() {
  const t = texts.value;
  const table = useTable();
  const plan = useLoad(async () => ({ zones: await api.zones(), carriers: (await api.codeList('carriers')).items as PlanCarrier[] }), []);
  return (
    <Card title={t.map.title} note={t.map.explain} class="map" aside={<AsTable on={table.on} toggle={table.toggle} what={t.map.title} />}>
      <Shown of={plan} what={t.map.title}>
        {p => (table.on ? <PlanTable carriers={p.carriers} /> : <Sketch zones={p.zones} carriers={p.carriers} />)}
      </Shown>
      <h3>{t.map.registered}</h3>
      <WithKey what={`${t.map.registered}、${t.map.free}`}>{() => <Registered />}</WithKey>
    </Card>
  );
}

const inZone = (carriers: PlanCarrier[], zone: string | null) => carriers.filter(c => (c.zone ?? null) === zone);

function Sketch({ zones, carriers }: { zones: Zone[]; carriers: PlanCarrier[] }) {
  const t = texts.value;
  const belt = zones.find(z => z.kind === 'belt');
  return (
    <>
      <svg class="sketch" viewBox="0 0 440 280" role="img" aria-label={t.map.alt}>
        <path class="river" d="M-10 20 C 90 4, 170 30, 240 60 S 360 60, 450 108" />
        <path class="river wide" d="M-10 268 C 90 286, 200 268, 270 232 S 390 214, 450 140" />
        <text class="water" x="214" y="36">{t.map.rivers.north}</text>
        <text class="water" x="300" y="256">{t.map.rivers.south}</text>
        <polyline class="belt" points={Belt.map(p => p.join(',')).join(' ')} />
        {belt?.nodes.map((n, i) => Belt[i] && (
          <g key={n.code}>
            <circle class="node" cx={Belt[i][0]} cy={Belt[i][1]} r="6" />
            <text x={Belt[i][0]} y={Belt[i][1] + (i === 4 ? -13 : 22)} text-anchor="middle">{inWords(n)}</text>
          </g>
        ))}
        {zones.filter(z => z.kind === 'pole').map(z => {
          const at = Poles[z.code];
          return at && (
            <g key={z.code}>
              <circle class="pole" cx={at.x} cy={at.y} r="40" />
              <text class="count" x={at.x} y={at.y + 2} text-anchor="middle">{inZone(carriers, z.code).length}</text>
              <text class="unit" x={at.x} y={at.y + 20} text-anchor="middle">{t.map.carriers(0).replace(/^0\s*/, '')}</text>
            </g>
          );
        })}
      </svg>
      <div class="zones">
        {zones.map(z => <ZoneList key={z.code} name={inWords(z)} kind={z.kind} carriers={inZone(carriers, z.code)} />)}
        {inZone(carriers, null).length > 0 && <ZoneList name={t.map.elsewhere} kind="" carriers={inZone(carriers, null)} />}
      </div>
    </>
  );
}

function ZoneList({ name, kind, carriers }: { name: string; kind: string; carriers: PlanCarrier[] }) {
  const t = texts.value;
  return (
    <div class={`zone ${kind}`}>
      <h3>{name} <span class="note">{t.map.carriers(carriers.length)}</span></h3>
      {carriers.length > 0 && (
        <ul>
          {carriers.map(c => (
            <li key={c.code} title={c.note ? inWords(c.note) : undefined}>
              {inWords(c)}
              {(c.phase || c.role === 'integrated' || c.plannedFloorArea) && (
                <span class="note"> {[c.phase ? t.map.phase(c.phase) : c.role === 'integrated' ? t.map.integrated : '', c.plannedFloorArea ? area(c.plannedFloorArea.squareMetres) : ''].filter(Boolean).join(' · ')}</span>
              )}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function PlanTable({ carriers }: { carriers: PlanCarrier[] }) {
  const t = texts.value;
  return (
    <Table caption={t.map.planned} rows={carriers} rowKey={c => c.code} columns={[
      { head: t.map.carrier, cell: c => inWords(c) },
      { head: t.map.zone, cell: c => label('zones', c.zone) || t.map.elsewhere },
      { head: t.map.kind, cell: c => (c.phase ? t.map.phase(c.phase) : c.role === 'integrated' ? t.map.integrated : '–') },
      { head: t.map.land, number: true, cell: c => (c.landArea ? area(c.landArea.squareMetres) : '–') },
      { head: t.map.floor, number: true, cell: c => (c.plannedFloorArea ? area(c.plannedFloorArea.squareMetres) : '–') },
    ]} />
  );
}

function Registered() {
  const t = texts.value;
  const read = useLoad(async () => {
    const [carriers, occupancy, stock] = await Promise.all([api.carriers(), api.occupancy(), api.stock()]);
    return { carriers, occupancy, stock };
  }, []);
  return <Shown of={read} what={t.map.what}>{r => <Space {...r} />}</Shown>;
}

function Space({ carriers, occupancy, stock }: { carriers: Carrier[]; occupancy: Occupancy; stock: Stock }) {
  const t = texts.value;
  const ofCarrier = new Map(occupancy.carriers.map(c => [c.carrierId, c.occupancy]));
  return (
    <>
      <p class="note">
        {t.map.stock(area(stock.surveyedSquareMetres), area(stock.plan.squareMetres))}
        {occupancy.all.occupancyPercent !== null && <> · {t.map.occupancy(`${number(occupancy.all.occupancyPercent, 1)}%`)}</>}
      </p>
      <Table caption={t.map.registered} rows={carriers} rowKey={c => c.id} columns={[
        { head: t.map.carrier, cell: c => c.name },
        { head: t.map.zone, cell: c => label('zones', c.zone) || t.map.elsewhere },
        { head: t.map.state, cell: c => stateLabel(c.kind === 'parcel' ? 'parcel' : 'carrier', c.status) },
        {
          head: t.map.free, number: true, cell: c => {
            const o = ofCarrier.get(c.id);
            return o && o.units > 0 ? t.map.freeOf(area(o.unitAreaSquareMetres - o.letSquareMetres), area(o.unitAreaSquareMetres)) : t.map.noUnits;
          },
        },
      ]} />
    </>
  );
}
