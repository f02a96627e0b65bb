/** Every call of the API that the pages make. What an answer means stands in the contract. */
import type {
  ApiKey, Carrier, CodeList, ContributionList, CountingRule, Delivery, Dispute, Evidence, FigureSeries, Fund, Funnel, HistoryEntry, Occupancy, Organization,
  ParkEvent, PlanTask, Scorecard, StateMachine, Stock, Target, TaskUnderWay, Unit, Webhook, Zone,
} from './contract';
import { session, signOut } from './session';
import { language } from './state';

/** A problem (RFC 9457), or no answer at all (status 0). */
export class ApiProblem extends Error {
  constructor(readonly status: number, readonly code: string, detail: string, readonly body: Record<string, unknown> = {}) {
    super(detail);
  }

  get fields(): { pointer: string; detail: string }[] {
    return (this.body.errors as { pointer: string; detail: string }[] | undefined) ?? [];
  }
}

export interface Page<Item> {
  items: Item[];
  next: string | null;
  total?: number | null;
  facets?: Record<string, { value: string | null; count: number }[]> | null;
}

/** A record as it was read, with the tag that a change of it must name. */
export interface Tagged<Body> {
  body: Body;
  etag: string;
}

type Parameters = Record<string, string | number | undefined>;

const tagged = new Map<string, Tagged<unknown>>();

function address(path: string, parameters: Parameters = {}) {
  const query = Object.entries(parameters).filter(([, value]) => value !== undefined && value !== '').map(([name, value]) => `${name}=${encodeURIComponent(value!)}`);
  return query.length > 0 ? `${path}?${query.join('&')}` : path;
}

async function send(path: string, init: Omit<RequestInit, 'headers'> & { headers?: Record<string, string> }, key = session.value?.key): Promise<Response> {
  const headers: Record<string, string> = { 'Accept-Language': language.value, ...init.headers };
  if (key) headers.Authorization = `Bearer ${key}`;
  let response: Response;
  try {
    response = await fetch(path, { ...init, headers, cache: 'no-store' });
  } catch (e) {
    if (e instanceof DOMException && e.name === 'AbortError') throw e;
    throw new ApiProblem(0, 'no-answer', String(e));
  }
  if (response.ok || response.status === 304) return response;
  // The key has ended: what only it showed goes, and the page asks for another.
  if (response.status === 401 && key && key === session.value?.key) signOut();
  const body = (await response.json().catch(() => ({}))) as Record<string, unknown>;
  throw new ApiProblem(response.status, String(body.code ?? response.status), String(body.detail ?? response.statusText), body);
}

/** Reads with the tag of the last answer: what did not change is not sent again. */
async function read<Body>(path: string, parameters?: Parameters): Promise<Tagged<Body>> {
  const url = address(path, parameters);
  const place = `${session.value?.key ?? ''} ${language.value} ${url}`;
  const known = tagged.get(place) as Tagged<Body> | undefined;
  const response = await send(url, { headers: known ? { 'If-None-Match': known.etag } : {} });
  if (response.status === 304 && known) return known;
  const answer = { body: (await response.json()) as Body, etag: response.headers.get('ETag') ?? '' };
  if (answer.etag) tagged.set(place, answer);
  return answer;
}

const get = async <Body>(path: string, parameters?: Parameters) => (await read<Body>(path, parameters)).body;
const items = async <Item>(path: string, parameters?: Parameters) => (await get<{ items: Item[] }>(path, parameters)).items;

export interface Change {
  /** The tag of the record that the change was based on. */
  etag?: string;
  /** The same for each try of the same change. */
  idempotencyKey: string;
  dryRun?: boolean;
}

/** A value that names one intended change, however often it is sent. */
export const newIdempotencyKey = () => crypto.randomUUID();

async function post<Body>(path: string, body: unknown, change: Change): Promise<Body> {
  const headers: Record<string, string> = { 'Content-Type': 'application/json', 'Idempotency-Key': change.idempotencyKey };
  if (change.etag) headers['If-Match'] = change.etag;
  const response = await send(address(path, { dryRun: change.dryRun ? 'true' : undefined }), { method: 'POST', headers, body: JSON.stringify(body) });
  return (await response.json()) as Body;
}

export interface DryRun {
  figures: { indicator: string; direction: string | null; period: string; basis: string; change: number; unit: string }[];
}

/** A record of any collection, as the pages show it: members in their order. */
export type AnyRecord = Record<string, unknown> & { id: string; version: number };

export const api = {
  // The plan: public.
  scorecard: (period: string, asOf?: string) => get<Scorecard>('/v1/plan/scorecard', { period, asOf }),
  series: (indicator: string, asOf?: string) => get<FigureSeries>(`/v1/plan/indicators/${indicator}/series`, { asOf }),
  targets: () => items<Target>('/v1/plan/targets'),
  rules: () => items<CountingRule>('/v1/plan/rules'),
  tasks: () => items<PlanTask>('/v1/plan/tasks'),
  units: () => items<Unit>('/v1/plan/units'),
  zones: () => items<Zone>('/v1/plan/zones'),
  codeList: (name: string) => get<CodeList>(`/v1/code-lists/${name}`),
  stateMachines: () => items<StateMachine>('/v1/state-machines'),

  // With a key.
  contributions: (indicator: string, period: string, direction?: string, asOf?: string) =>
    get<ContributionList>(`/v1/plan/indicators/${indicator}/contributions`, { period, direction, asOf }),
  taskProgress: () => items<TaskUnderWay>('/v1/plan/task-progress'),
  enterpriseStages: () => get<Page<AnyRecord>>('/v1/enterprises', { facets: 'stage', limit: 1, count: 'exact' }),
  transferFunnel: () => get<Funnel>('/v1/transfers/funnel'),
  carriers: () => items<Carrier>('/v1/carriers', { limit: 500 }),
  occupancy: () => get<Occupancy>('/v1/carriers/occupancy'),
  stock: () => get<Stock>('/v1/carriers/stock'),
  funds: () => items<Fund>('/v1/funds', { limit: 100 }),
  events: () => items<ParkEvent>('/v1/events', { sort: 'startsOn', limit: 200 }),

  // The park office.
  record: (path: string) => read<AnyRecord>(path),
  list: (path: string, parameters: Parameters) => get<Page<AnyRecord>>(path, parameters),
  listOf: (path: string) => items<AnyRecord>(path),
  evidence: (path: string) => items<Evidence>(`${path}/evidence`),
  history: (path: string) => items<HistoryEntry>(`${path}/history`),
  evidenceContent: async (id: string) => (await send(`/v1/evidence/${id}/content`, {})).blob(),
  verify: (path: string, decision: 'verified' | 'returned', reason: string | undefined, change: Change) =>
    post<AnyRecord>(`${path}/verification`, reason ? { decision, reason } : { decision }, change),
  tryVerifying: (path: string, etag: string) =>
    post<DryRun>(`${path}/verification`, { decision: 'verified' }, { etag, idempotencyKey: newIdempotencyKey(), dryRun: true }),
  disputes: (state?: string) => items<Dispute>('/v1/disputes', { state, limit: 100 }),
  dispute: (id: string) => read<Dispute>(`/v1/disputes/${id}`),
  decideDispute: (id: string, decision: 'accepted' | 'refused', reason: string | undefined, change: Change) =>
    post<Dispute>(`/v1/disputes/${id}/decision`, reason ? { decision, reason } : { decision }, change),
  organizations: (parameters: Parameters = {}) => get<Page<Organization>>('/v1/organizations', { limit: 500, ...parameters }),
  addOrganization: (name: string, kind: string, change: Change) => post<Organization>('/v1/organizations', { name, kind }, change),
  keys: (organizationId?: string) => items<ApiKey>('/v1/api-keys', { organizationId, limit: 500 }),
  key: (id: string) => read<ApiKey>(`/v1/api-keys/${id}`),
  issueKey: (body: { name: string; organizationId: string; scopes: string[]; expiresAt?: string }, change: Change) => post<ApiKey>('/v1/api-keys', body, change),
  rotateKey: (id: string, overlapHours: number, change: Change) => post<ApiKey>(`/v1/api-keys/${id}/rotation`, { overlapHours }, change),
  revokeKey: (id: string, reason: string, change: Change) => post<ApiKey>(`/v1/api-keys/${id}/revocation`, { reason }, change),
  webhooks: () => items<Webhook>('/v1/webhooks', { limit: 200 }),
  webhook: (id: string) => read<Webhook>(`/v1/webhooks/${id}`),
  addWebhook: (body: { url: string; types: string[]; description?: string }, change: Change) => post<Webhook>('/v1/webhooks', body, change),
  webhookStep: (id: string, step: 'activation' | 'deactivation', reason: string | undefined, change: Change) =>
    post<Webhook>(`/v1/webhooks/${id}/${step}`, reason ? { reason } : {}, change),
  deliveries: (id: string) => items<Delivery>(`/v1/webhooks/${id}/deliveries`, { limit: 100 }),
  replayDelivery: (id: string, delivery: string, change: Change) => post<Webhook>(`/v1/webhooks/${id}/deliveries/${delivery}/replays`, {}, change),

  /** The keys, read with a key that is not signed in yet: 401 says that it opens nothing, 403 that it is not the park office's. */
  keysAs: async (key: string) => (await (await send('/v1/api-keys?limit=500', {}, key)).json()) as Page<ApiKey>,

  /** The change feed as a stream (Server-Sent Events over fetch: EventSource cannot send a key). */
  follow: (after: string, signal: AbortSignal) => send(address('/v1/changes', { after }), { headers: { Accept: 'text/event-stream' }, signal }),
  health: () => get<{ position: number }>('/health'),
};
