/** How numbers, units, days and instants are written, in both languages. */
import { language } from './state';

const units: Record<string, { one: string; many: string }> = {
  家: { one: 'enterprise', many: 'enterprises' },
  项: { one: 'transfer', many: 'transfers' },
  人: { one: 'person', many: 'people' },
};

/** A number with as many decimals as it needs, two at most. */
export const number = (value: number, most = 2) => value.toLocaleString(language.value, { maximumFractionDigits: most });

/** The plan's unit as the reader's language says it: 亿元 is a hundred million yuan. */
export function unit(code: string, value?: number) {
  if (language.value !== 'en') return code;
  if (code === '亿元') return '× CNY 100 m';
  return (value === 1 ? units[code]?.one : units[code]?.many) ?? code;
}

/** A figure with its unit: 65.3 亿元, 49 家; in English CNY 6.53 bn, 49 enterprises. */
export function figure(value: number, code: string, most = 2) {
  if (language.value !== 'en') return `${number(value, most)} ${code}`;
  return code === '亿元' ? `CNY ${number(value / 10, 3)} bn` : `${number(value, most)} ${unit(code, value)}`;
}

/** A figure and its unit apart, for large print. */
export function apart(value: number, code: string): { value: string; unit: string } {
  if (language.value !== 'en') return { value: number(value), unit: code };
  return code === '亿元' ? { value: number(value / 10, 3), unit: 'CNY bn' } : { value: number(value), unit: unit(code, value) };
}

/** A figure without its unit, on the scale that the unit's print uses. */
export const bare = (value: number, code: string, most = 2) => (language.value === 'en' && code === '亿元' ? number(value / 10, 3) : number(value, most));

export const percent = (ratio: number) => ratio.toLocaleString(language.value, { style: 'percent', maximumFractionDigits: 1 });

/** Yuan as 亿元 or 万元; in English as bn or m. */
export function yuan(value: number) {
  if (language.value === 'en') return value >= 1e9 ? `CNY ${number(value / 1e9)} bn` : value >= 1e6 ? `CNY ${number(value / 1e6)} m` : `CNY ${number(value)}`;
  return value >= 1e8 ? `${number(value / 1e8)} 亿元` : value >= 1e4 ? `${number(value / 1e4)} 万元` : `${number(value)} 元`;
}

/** An area: from 10 000 m² on 万 m² in Chinese. */
export const area = (squareMetres: number) =>
  language.value !== 'en' && squareMetres >= 1e4 ? `${number(squareMetres / 1e4)} 万 m²` : `${number(squareMetres)} m²`;

/** An instant in China's time. */
export const instant = (text: string) =>
  new Date(text).toLocaleString(language.value === 'en' ? 'en-GB' : 'zh-CN', { timeZone: 'Asia/Shanghai', dateStyle: 'medium', timeStyle: 'short' });

/** The day of an instant in China. */
export const dayOf = (text: string) => new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(new Date(text));
