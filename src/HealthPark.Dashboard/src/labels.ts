/** What codes are called: the API publishes its code lists and states with names in both languages. */
import { computed, signal } from '@preact/signals';
import { api, ApiProblem } from './api';
import type { CodeList, StateMachine } from './contract';
import { language } from './state';

const lists = signal<Record<string, CodeList>>({});
const machines = signal<StateMachine[] | null>(null);
const asked = new Set<string>();
const RetryAfter = 3_000;

/** Reads what seldom changes once, when it is first needed; while the API is away, again and again. */
function need(what: string, read: () => Promise<void>) {
  if (asked.has(what)) return;
  asked.add(what);
  const attempt = () => read().catch((e: unknown) => {
    if (!(e instanceof ApiProblem)) throw e;
    setTimeout(() => void attempt(), RetryAfter);
  });
  queueMicrotask(() => void attempt()); // not while a view is being drawn
}

function listNamed(name: string) {
  need(name, async () => {
    const list = await api.codeList(name);
    lists.value = { ...lists.value, [name]: list };
  });
  return lists.value[name];
}

function machineNamed(name: string) {
  need('machines', async () => {
    machines.value = await api.stateMachines();
  });
  return machines.value?.find(m => m.name === name);
}

/** A text in both languages, in the reader's. */
export const inWords = (item: { zh: string; en: string }) => (language.value === 'en' ? item.en : item.zh);

/** What a code of a list is called; the code itself while it is not known. */
export const label = (list: string, code: string | null | undefined) => {
  const item = code && listNamed(list)?.items.find(i => i.code === code);
  return item ? inWords(item) : (code ?? '');
};

/** What a state is called. */
export const stateLabel = (machine: string, code: string) => {
  const state = machineNamed(machine)?.states.find(s => s.code === code);
  return state ? inWords(state) : code;
};

/** The states of a kind of record in their natural order. */
export const statesOf = (machine: string) => machineNamed(machine)?.states ?? [];

/** What the seven directions are called. */
export const directionName = computed(() => (code: string) => label('directions', code));
