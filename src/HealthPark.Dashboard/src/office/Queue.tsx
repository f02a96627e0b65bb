/** What waits to be verified, and beside it the record that is being decided. */
import { useState } from 'preact/hooks';
import { api, type AnyRecord } from '../api';
import { Shown } from '../components/parts';
import { instant } from '../format';
import { label } from '../labels';
import { useLoad } from '../load';
import { route } from '../state';
import { texts } from '../texts';
import { OfficePage } from './parts';
import { Review } from './Review';

const Collections = ['enterprises', 'transfers', 'talents', 'carriers'];

/** How a record is called in a list; a talent's name is personal and not read here. */
export const titleOf = (record: AnyRecord) => String(record.name ?? record.title ?? record.employer ?? record.id);

export function Queue() {
  const t = texts.value;
  // #/queue/enterprises/{id}: what is being decided can be linked to, and the browser's back button leads back to the list.
  const [, collection = 'enterprises', id] = route.value.split('/');
  return (
    <OfficePage title={t.queue.title} note={t.queue.explain}>
      <div class={`queue ${id ? 'deciding' : ''}`}>
        <div class="waiting-list">
          <Tabs chosen={collection} />
          <List key={collection} collection={collection} chosen={id} />
        </div>
        {id ? <Review key={id} collection={collection} id={id} /> : <p class="waiting pick">{t.queue.pick}</p>}
      </div>
    </OfficePage>
  );
}

function Tabs({ chosen }: { chosen: string }) {
  const t = texts.value;
  const counts = useLoad(() => Promise.all(Collections.map(async c => (await api.list(`/v1/${c}`, { verification: 'submitted', limit: 1, count: 'exact', fields: 'version' }).catch(() => null))?.total ?? null)), []);
  return (
    <nav class="choices" aria-label={t.queue.title}>
      {Collections.map((c, i) => (
        <a key={c} href={`#/queue/${c}`} aria-current={c === chosen ? 'true' : undefined}>{t.queue.collections[c]}{counts.data?.[i] != null && <span class="tag">{counts.data[i]}</span>}</a>
      ))}
    </nav>
  );
}

function List({ collection, chosen }: { collection: string; chosen?: string }) {
  const t = texts.value;
  const [limit, setLimit] = useState(50);
  const page = useLoad(() => api.list(`/v1/${collection}`, { verification: 'submitted', sort: 'id', limit }), [collection, limit]);
  return (
    <Shown of={page} what={t.queue.title}>
      {p => p.items.length === 0 ? <p class="waiting">{t.queue.empty}</p> : (
        <>
          <ul class="records">
            {p.items.map(r => (
              <li key={r.id}>
                <a href={`#/queue/${collection}/${r.id}`} aria-current={r.id === chosen ? 'true' : undefined}>
                  <b>{titleOf(r)}</b>
                  <span class="note block">{label('directions', r.direction as string)} {t.queue.since} {instant(String(r.createdAt))}</span>
                </a>
              </li>
            ))}
          </ul>
          {p.next && <button type="button" onClick={() => setLimit(l => Math.min(l + 100, 500))}>{t.more}</button>}
        </>
      )}
    </Shown>
  );
}
