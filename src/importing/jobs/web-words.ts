import type { Language } from '../../http/language';
import { portugueseOption } from '../../terminal/english-words';

/** What is told of an import names the options of the command line; whoever imports over the web has fields of the same names. */

/** `; na API, escala=10`, `(por HTTP, forcar=true)`: the fields in words of the command line's. */
const aside = /;? ?(?:\((?:na API|in the API|por HTTP|by HTTP), [^)]*\)|; (?:na API|in the API), \S+?(?=\.?(?:\s|$)))/g;

/** `--escala 10`, `--scale 10`, `--coluna filme_id=movie`, `--forcar`. A value has a digit, a sign or a slash in it. */
const option = /--([a-z]+(?:-[a-z]+)*)(?: ((?:[A-Z/]+|[^\s,;()]*[\d=][^\s,;()]*?))(?=[.,;:)]*(?:\s|$)))?/g;

/** Options that take no value. */
const flags: Readonly<Record<string, string>> = {
  forcar: 'forcar=true',
  substituir: 'modo=substituir',
  manter: 'modo=manter',
  simular: 'simular=true',
  'sem-cabecalho': 'sem_cabecalho=true',
};

/** The text with the fields of `POST /importacoes` in the place of the options of `centroide importar`. */
export function inWebWords(text: string, language: Language): string {
  return text.replace(aside, '').replace(option, (_, given: string, value: string | undefined) => {
    const name = portugueseOption(given);
    const field = name.replaceAll('-', '_');
    if (value !== undefined) return `${field}=${value}`;
    return flags[name] ?? `${language === 'pt' ? 'o campo' : 'the field'} ${field}`;
  });
}
