/** What the reader chose: language, theme, year and day; and where in the page they are. Kept where the reader would expect it. */
import { computed, effect, signal } from '@preact/signals';

export type Language = 'zh-CN' | 'en';
export type Theme = 'light' | 'dark';

const stored = (name: string) => localStorage.getItem(`healthpark.${name}`);
const keep = (name: string, value: string) => localStorage.setItem(`healthpark.${name}`, value);

/** The language: chosen before, or the first of the browser's that is there. */
export const language = signal<Language>(
  (stored('language') as Language | null) ?? (navigator.languages.find(l => /^(zh|en)\b/.test(l))?.startsWith('en') ? 'en' : 'zh-CN'));

const system = matchMedia('(prefers-color-scheme: dark)');
const systemTheme = signal<Theme>(system.matches ? 'dark' : 'light');
system.addEventListener('change', e => (systemTheme.value = e.matches ? 'dark' : 'light'));
const chosenTheme = signal<Theme | null>(stored('theme') as Theme | null);

/** The theme: chosen, or the system's. */
export const theme = computed<Theme>(() => chosenTheme.value ?? systemTheme.value);

export function chooseLanguage(to: Language) {
  language.value = to;
  keep('language', to);
}

export function chooseTheme(to: Theme) {
  chosenTheme.value = to;
  keep('theme', to);
}

effect(() => {
  document.documentElement.lang = language.value;
});
effect(() => {
  document.documentElement.dataset.theme = theme.value;
});

/** The plan's first and last day. */
export const PLAN = { first: 2025, last: 2027 };

/** Today in Asia/Shanghai, YYYY-MM-DD: the plan's days are China's. */
export const today = () => new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(new Date());

const thisYear = Number(today().slice(0, 4));

/** The year whose targets are shown. */
export const period = signal(String(Math.min(Math.max(thisYear, PLAN.first), PLAN.last)));

/** The day whose knowledge is shown; null for now. */
export const knownOn = signal<string | null>(null);

/** The same as the API takes it: the day's last instant in China. */
export const asOf = computed(() => (knownOn.value === null ? undefined : `${knownOn.value}T15:59:59.999Z`));

/** Which page is shown: the part of the address after `#/`. */
export const route = signal(location.hash.replace(/^#\//, ''));
addEventListener('hashchange', () => (route.value = location.hash.replace(/^#\//, '')));

/** Moves on whenever the API has something new; whatever is shown is then read again. */
export const revision = signal(0);
