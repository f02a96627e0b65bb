/**
 * What is shown stays true: with a key that may read the change feed, each change is followed as it happens; without one the public
 * figures are asked for again from time to time, and only sent if they differ.
 */
import { effect, signal, untracked } from '@preact/signals';
import { api, ApiProblem } from './api';
import { session } from './session';
import { revision } from './state';

export const liveness = signal<'live' | 'polling' | 'offline'>('polling');

const PollEvery = 20_000;
/** Changes come in bursts: what is shown is read once for each burst. */
const Gather = 500;
const RetryAfter = 3_000;

let pending: ReturnType<typeof setTimeout> | undefined;
function changed() {
  pending ??= setTimeout(() => {
    pending = undefined;
    revision.value++;
  }, Gather);
}

const pause = (milliseconds: number, signal: AbortSignal) =>
  new Promise<void>(done => {
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener('abort', () => (clearTimeout(timer), done()));
  });

/** Follows the feed until it is cut off; the last event's id says where to go on. */
async function follow(after: string, signal: AbortSignal, seen: (id: string) => void) {
  const response = await api.follow(after, signal);
  liveness.value = 'live';
  changed(); // whatever happened between the last reading and this moment
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  for (let text = ''; ; ) {
    const { value, done } = await reader.read();
    if (done) return;
    text += value;
    const blocks = text.split('\n\n');
    text = blocks.pop()!;
    for (const lines of blocks.map(b => b.split('\n'))) {
      const id = lines.find(l => l.startsWith('id:'))?.slice(3).trim();
      if (id) seen(id);
      if (lines.some(l => l.startsWith('data:'))) changed();
    }
  }
}

async function stay(signal: AbortSignal, follows: boolean) {
  let after = '';
  while (!signal.aborted) {
    try {
      if (follows) {
        if (after === '') after = String((await api.health()).position);
        await follow(after, signal, id => (after = id));
      } else {
        await pause(PollEvery, signal);
        if (!signal.aborted && document.visibilityState === 'visible') changed();
        liveness.value = 'polling';
        continue;
      }
    } catch (e) {
      if (signal.aborted) return;
      // A key without the scope changes:read reads as often as a reader without a key.
      if (e instanceof ApiProblem && (e.status === 401 || e.status === 403)) follows = false;
      liveness.value = follows ? 'offline' : 'polling';
    }
    await pause(RetryAfter, signal);
  }
}

/** Begins, and begins anew whenever the reader signs in or out. */
export function stayLive() {
  effect(() => {
    const key = session.value?.key;
    const ending = new AbortController();
    liveness.value = 'polling';
    untracked(() => void stay(ending.signal, key !== undefined));
    return () => ending.abort();
  });
}
