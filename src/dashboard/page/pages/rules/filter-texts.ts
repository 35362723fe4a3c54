/** What films may be lifted or buried by: what is asked for most, and the rest. */
export const filterNames = ['genero', 'diretor', 'ator', 'ano_min', 'ano_max'] as const;
export const otherFilterNames = [
  ...(['sem_genero', 'pais', 'idioma', 'duracao_max', 'classificacao_max'] as const),
  ...(['disponivel', 'busca', 'somente', 'atributos'] as const),
];

type FilterName = (typeof filterNames)[number] | (typeof otherFilterNames)[number];

/** A filter as it stands in the form; what is empty is not asked for. */
export type FilterTexts = Readonly<Record<FilterName, string>>;

const names: readonly FilterName[] = [...filterNames, ...otherFilterNames];

export function filterTexts(filter: object): FilterTexts {
  const given = new Map<string, unknown>(Object.entries(filter));
  return Object.fromEntries(names.map((name) => [name, textOf(given.get(name))])) as FilterTexts;
}

/** As the API takes it; what stands in the form as it is stored is sent as it is stored. */
export function filterBody(texts: FilterTexts, stored: object): Record<string, unknown> {
  const before = filterTexts(stored);
  const kept = new Map<string, unknown>(Object.entries(stored));
  return Object.fromEntries(
    names.flatMap((name) => {
      const text = texts[name].trim();
      if (text === '') return [];
      return [[name, texts[name] === before[name] ? kept.get(name) : valueOf(name, text)]];
    }),
  );
}

/** A value of a filter as people read and write it. */
export function textOf(value: unknown): string {
  if (value === undefined) return '';
  if (Array.isArray(value)) return value.join(', ');
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return Object.entries(value)
    .map(([name, one]) => `${name}=${String(one)}`)
    .join('; ');
}

/** What is none the server tells. */
function valueOf(name: FilterName, text: string): unknown {
  switch (name) {
    case 'ano_min':
    case 'ano_max':
    case 'duracao_max':
    case 'classificacao_max':
      return Number(text);
    case 'disponivel':
      return text === 'true';
    case 'somente':
      return listed(text, ',').map((film) => (/^\d+$/.test(film) ? Number(film) : film));
    case 'atributos':
      return Object.fromEntries(
        listed(text, ';').map((pair) => {
          const [attribute, ...value] = pair.split('=');
          return [attribute.trim(), value.join('=').trim()];
        }),
      );
    default:
      return text;
  }
}

function listed(text: string, separator: string): string[] {
  return text.split(separator).flatMap((one) => one.trim() || []);
}
