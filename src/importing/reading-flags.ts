import { parseIdentifier, type Ref } from '../identifiers/identifier';
import { englishOption } from '../terminal/english-words';
import type { Person } from './writing/resolve-mentions';
import {
  parseColumn,
  parseDateOrder,
  parseEncoding,
  parseSeparator,
  type ReadingOptions,
} from './reading/reading-options';
import { UnusableSource } from './reading/unusable-source';

/** What a person says of files, in the words of the command line. */
export interface GivenReading {
  readonly coluna?: readonly string[];
  readonly semCabecalho?: boolean;
  readonly separador?: string;
  readonly codificacao?: string;
  readonly formatoData?: string;
}

/** The same, understood. Throws UnusableSource that names the option, what was given and what is taken. */
export function readingOptionsOf(given: GivenReading): ReadingOptions {
  const columns = given.coluna?.map((text) => parsed('coluna', text, parseColumn, 'avaliacao=Score', 'rating=Score'));
  return {
    ...(columns ? { columns: Object.fromEntries(columns) } : {}),
    ...(given.semCabecalho ? { headerless: true } : {}),
    ...(given.separador === undefined
      ? {}
      : {
          separator: parsed(
            'separador',
            given.separador,
            parseSeparator,
            'um sinal, como ; ou |, ou tab',
            'a sign like ; or |, or tab',
          ),
        }),
    ...(given.codificacao === undefined
      ? {}
      : {
          encoding: parsed(
            'codificacao',
            given.codificacao,
            parseEncoding,
            'utf-8, utf-16 ou windows-1252',
            'utf-8, utf-16 or windows-1252',
          ),
        }),
    ...(given.formatoData === undefined
      ? {}
      : {
          dates: parsed(
            'formato-data',
            given.formatoData,
            parseDateOrder,
            'DD/MM/AAAA ou MM/DD/AAAA',
            'DD/MM/YYYY or MM/DD/YYYY',
          ),
        }),
  };
}

function parsed<T>(name: string, text: string, parse: (text: string) => T | null, pt: string, en: string): T {
  const value = parse(text);
  if (value !== null) return value;
  throw new UnusableSource({
    pt: `--${name}: recebeu ${JSON.stringify(text)}; aceita ${pt}`,
    en: `--${englishOption(name)}: got ${JSON.stringify(text)}; takes ${en}`,
  });
}

/** Whom files of a film tracker belong to. Throws UnusableSource that says what `usuario` may be. */
export function personOf({ usuario, nome }: { readonly usuario?: string; readonly nome?: string }): Person {
  const name = nome === undefined || nome.trim() === '' ? {} : { name: nome.trim() };
  if (usuario === undefined) return name;
  const ref = parsed(
    'usuario',
    usuario.trim(),
    parseUser,
    'um número, ou fonte:codigo como loja:ana',
    'a number, or source:code as shop:ana',
  );
  return { ref, ...name };
}

export function parseUser(text: string): Ref | null {
  if (/^[1-9]\d{0,14}$/.test(text)) return Number(text);
  try {
    return parseIdentifier(text, 'usuarios');
  } catch {
    return null;
  }
}
