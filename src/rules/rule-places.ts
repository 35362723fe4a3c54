import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '../http/api-docs';
import { ValidateBy } from 'class-validator';

/** The list of a person, or of a visitor. */
export const PLAIN_LIST = 'recomendacoes';

/** The list of several people. */
export const FILM_NIGHT = 'juntos';

/** All rows of the home page. */
const HOME_PAGE = 'vitrine';

/** Rows of the home page. Of those with several, such as `grupo:3`, the word before the colon means all. */
const rows = ['para_voce', 'porque', 'grupo', 'sua_lista', 'novidades', 'em_alta', 'outra_coisa'] as const;

/** The most places that one rule names. */
const MOST_PLACES = 20;

const known = [PLAIN_LIST, FILM_NIGHT, HOME_PAGE, ...rows];
const place = new RegExp(`^(?:${known.join('|')}|(?:porque|grupo):[1-9]\\d{0,15})$`);

const taken = known.join(', ');
const accepted = {
  pt: `uma lista de 1 a ${MOST_PLACES} destes: ${taken}, porque:ID, grupo:ID`,
  en: `a list of 1 to ${MOST_PLACES} of these: ${taken}, porque:ID, grupo:ID`,
};

/** In which lists and rows a rule holds. */
export function Places(): PropertyDecorator {
  return applyDecorators(
    ValidateBy(
      {
        name: 'places',
        validator: {
          validate: (value: unknown) =>
            Array.isArray(value) &&
            value.length > 0 &&
            value.length <= MOST_PLACES &&
            value.every((one) => typeof one === 'string' && place.test(one)),
          defaultMessage: () => 'places',
        },
      },
      { context: accepted },
    ),
    ApiPropertyOptional({
      type: 'array',
      items: { type: 'string', pattern: place.source },
      minItems: 1,
      maxItems: MOST_PLACES,
      default: [PLAIN_LIST],
      description: {
        pt:
          'Em que listas: `recomendacoes`; `juntos`, as de várias pessoas; `vitrine`, todas as linhas dela; ou linhas pela chave, como `novidades`, ' +
          '`grupo:3`, ou `grupo`, todas as de grupos',
        en:
          'In which lists: `recomendacoes`; `juntos`, those for several people; `vitrine`, all its rows; or rows by their ' +
          'key, as `novidades`, `grupo:3`, or `grupo`, all those of groups',
      },
    }),
  );
}

/** Whether something that names these places holds in the list, or in the row of the home page, with this key. */
export function holdsIn(where: readonly string[], key: string): boolean {
  const isRow = key !== PLAIN_LIST && key !== FILM_NIGHT;
  return where.some((one) => one === key || key.startsWith(`${one}:`) || (one === HOME_PAGE && isRow));
}
