/** What codes are called: the API publishes its code lists and states with names in both languages. */
import { computed, signal } from '@preact/signals';
import { api, ApiProblem } from './api';
import type { CodeList, StateMachine } from './contract';
import { language } from './state';

const lists = signal<Record<string, CodeList>>({});
const machines = signal<StateMachine[]>([]);

const Needed = ['directions', 'zones', 'carriers', 'park-event-kinds', 'sub-fields'];

/** Reads what is public and seldom changes, once; while the API is away, again and again. */
export async function readLabels() {
  try {
    await read();
  } catch (e) {
    if (!(e instanceof ApiProblem)) throw e;
    setTimeout(() => void readLabels(), RetryAfter);
  }
}

const RetryAfter = 3_000;

async function read() {
  const [all, ...named] = await Promise.all([api.stateMachines(), ...Needed.map(api.codeList)]);
  machines.value = all;
  lists.value = Object.fromEntries(named.map(l => [l.name, l]));
}

const pick = (item: { zh: string; en: string }) => (language.value === 'en' ? item.en : item.zh);

/** A text in both languages, in the reader's. */
export const inWords = pick;

/** What a code of a list is called; the code itself while it is not known. */
export const label = (list: string, code: string | null | undefined) => {
  const item = code && lists.value[list]?.items.find(i => i.code === code);
  return item ? pick(item) : (code ?? '');
};

/** The codes of a list in their order. */
export const codes = (list: string) => lists.value[list]?.items.map(i => i.code) ?? [];

/** What a state is called. */
export const stateLabel = (machine: string, code: string) => {
  const state = machines.value.find(m => m.name === machine)?.states.find(s => s.code === code);
  return state ? pick(state) : code;
};

/** The states of a kind of record in their natural order. */
export const statesOf = (machine: string) => machines.value.find(m => m.name === machine)?.states ?? [];

/** What the seven directions are called. */
export const directionName = computed(() => (code: string) => label('directions', code));
