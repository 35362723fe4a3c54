import { computed, effect, signal } from '@preact/signals';
import { en } from '../texts/en';
import { pt, type Texts } from '../texts/pt';
import { recall, remember } from './storage';

const languages = ['pt', 'en'] as const;
type Language = (typeof languages)[number];

const texts: Readonly<Record<Language, Texts>> = { pt, en };

/** The language of the page: what was switched to, or else English where the browser prefers it to Portuguese. */
export const language = signal<Language>(recall('idioma', languages) ?? preferred());

/** All texts in the language of now. */
export const t = computed<Texts>(() => texts[language.value]);

effect(() => {
  document.documentElement.lang = language.value === 'pt' ? 'pt-BR' : 'en';
});

export function switchLanguage(to: Language): void {
  language.value = to;
  remember('idioma', to);
}

function preferred(): Language {
  const first = navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase()).find((tag) => /^(pt|en)$/.test(tag));
  return first === 'en' ? 'en' : 'pt';
}

const locale = computed(() => (language.value === 'pt' ? 'pt-BR' : 'en'));

export function number(value: number, digits = 0): string {
  return value.toLocaleString(locale.value, { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** A rating: as few digits as it needs. */
export function rating(value: number): string {
  return value.toLocaleString(locale.value, { maximumFractionDigits: 2 });
}

/** As the beginning of something. */
export function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase(locale.value) + text.slice(1);
}

export function percent(share: number, digits = 0): string {
  return share.toLocaleString(locale.value, {
    style: 'percent',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}

export function moment(iso: string): string {
  return new Date(iso).toLocaleString(locale.value, { dateStyle: 'medium', timeStyle: 'short' });
}

export function day(iso: string): string {
  return new Date(iso).toLocaleDateString(locale.value, { dateStyle: 'medium' });
}
