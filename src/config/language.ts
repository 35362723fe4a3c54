/** What people read, in the two languages that the program speaks. */
export interface Text {
  readonly pt: string;
  readonly en: string;
}

export type Language = keyof Text;

/** A text that is put together from parts which differ by language themselves. */
export function inBoth(say: (language: Language) => string): Text {
  return { pt: say('pt'), en: say('en') };
}

/**
 * The language of whoever runs the program: CENTROIDE_LANG, else the locale, by the variables that POSIX names in the order in
 * which they count; Portuguese where these say so, else English.
 */
export function terminalLanguage({ CENTROIDE_LANG, LC_ALL, LC_MESSAGES, LANG } = process.env): Language {
  const given = [CENTROIDE_LANG, LC_ALL, LC_MESSAGES, LANG].find((value) => value?.trim());
  return /^pt\b|^pt_/i.test(given?.trim() ?? '') ? 'pt' : 'en';
}

/** A text in that language. */
export function say(pt: string, en: string): string {
  return terminalLanguage() === 'pt' ? pt : en;
}

/** The same of a text that is there in both. */
export function sayText(text: Text): string {
  return text[terminalLanguage()];
}

/** An error that is for people: its message in the language of the terminal and the log, and its text in both. */
export class ToldError extends Error {
  constructor(readonly text: Text) {
    super(sayText(text));
  }
}

/** A whole number or a number with few decimals, as people write it there. */
export function sayNumber(value: number, options?: Intl.NumberFormatOptions): string {
  return value.toLocaleString(say('pt-BR', 'en-US'), options);
}
