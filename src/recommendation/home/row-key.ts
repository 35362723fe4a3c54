import type { PipeTransform } from '@nestjs/common';
import { InvalidFields, Problem } from '../../http/problem';
import { received } from '../../http/validation.pipe';

/** Rows that a home page has at most one of. */
const singles = ['para_voce', 'sua_lista', 'novidades', 'em_alta', 'outra_coisa'] as const;

/** By what a row is asked for alone. The number is of a film or of a group. */
export type RowKey = (typeof singles)[number] | `porque:${number}` | `grupo:${number}`;

const SHAPE = `^(?:${singles.join('|')}|(?:porque|grupo):[1-9]\\d{0,14})$`;

/** How the document tells a key. */
export const rowKeySchema = { type: 'string', pattern: SHAPE, maxLength: 22, example: 'para_voce' } as const;

const shape = new RegExp(SHAPE);

/** The key of a row in a path. */
export class RowKeyPipe implements PipeTransform<string, RowKey> {
  transform(value: string): RowKey {
    if (shape.test(value)) return value as RowKey;
    const keys = singles.join(', ');
    const accepted = {
      pt: `${keys}, porque:<id de um filme> ou grupo:<id de um grupo>`,
      en: `${keys}, porque:<id of a film> or grupo:<id of a group>`,
    };
    throw new InvalidFields([{ field: 'chave', message: received(value, accepted) }]);
  }
}

/** The home page of this person has no such row now. */
export class RowNotFound extends Problem {
  constructor(key: RowKey) {
    super(404, 'linha-nao-encontrada', {
      pt: `A vitrine desta pessoa não tem agora a linha ${key}. As que tem vêm sem chave, com linhas=12.`,
      en: `The home page of this person has no row ${key} now. Those that it has come without a key, with linhas=12.`,
    });
  }
}
