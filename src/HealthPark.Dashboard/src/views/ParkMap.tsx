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
  'life-science-innovation-pole': { x: 50, y: 84 },
  'medicine-commerce-pole': { x: 50, y: 168 },
};
const Belt = [[182, 250], [230, 220], [278, 190], [326, 160], [372, 124], [430, 174]] as const;

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
      <WithKey what={t.map.what}>{() => <Registered />}</WithKey>
    </Card>
  );
}

const inZone = (carriers: PlanCarrier[], zone: string | null) => carriers.filter(c => (c.zone ?? null) === zone);

function Sketch({ zones, carriers }: { zones: Zone[]; carriers: PlanCarrier[] }) {
  const t = texts.value;
  const belt = zones.find(z => z.kind === 'belt');
  return (
    <>
      <svg class="sketch" viewBox="0 0 470 288" role="img" aria-label={t.map.alt}>
        <path class="river" d="M-10 14 C 90 0, 190 20, 260 62 S 390 60, 480 112" />
        <path class="river wide" d="M-10 272 C 80 296, 240 300, 310 244 S 420 218, 480 148" />
        <text class="water" x="240" y="42">{t.map.rivers.north}</text>
        <text class="water" x="318" y="262">{t.map.rivers.south}</text>
        <polyline class="belt" points={Belt.map(p => p.join(',')).join(' ')} />
        {belt?.nodes.map((n, i) => Belt[i] && (
          <g key={n.code}>
            <circle class="node" cx={Belt[i][0]} cy={Belt[i][1]} r="6" />
            {i === 4
              ? <text x={Belt[i][0]} y={Belt[i][1] - 12} text-anchor="middle">{inWords(n)}</text>
              : <text x={Belt[i][0] + (i === 5 ? 0 : 10)} y={Belt[i][1] + (i === 5 ? 23 : 16)} text-anchor={i === 5 ? 'middle' : 'start'}>{inWords(n)}</text>}
          </g>
        ))}
        {zones.filter(z => z.kind === 'pole').map(z => {
          const at = Poles[z.code];
          return at && (
            <g key={z.code}>
              <circle class="pole" cx={at.x} cy={at.y} r="33" />
              <text class="count" x={at.x} y={at.y + 1} text-anchor="middle">{inZone(carriers, z.code).length}</text>
              <text class="unit" x={at.x} y={at.y + 17} text-anchor="middle">{t.map.carriersUnit}</text>
              <text class="pole-name" x={at.x + 41} y={at.y + 5}>{inWords(z)}</text>
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
      { head: t.map.zone, short: true, cell: c => label('zones', c.zone) || t.map.elsewhere },
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
        { head: t.map.zone, short: true, cell: c => label('zones', c.zone) || t.map.elsewhere },
        { head: t.map.state, short: true, cell: c => stateLabel('carrier-status', c.status) },
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
