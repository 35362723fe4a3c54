import {
  parseEmail,
  parseId,
  parseMoment,
  parseRating,
  parseRequired,
  parseText,
  parseYear,
} from '../reading/parse-cells';
import { defineLayout, type Layout } from './format';

const films = defineLayout({
  kind: 'filmes',
  label: 'filmes',
  required: ['id', 'titulo'],
  optional: ['genero', 'diretor', 'atores', 'ano'],
  toRow: (cells) => ({
    id: parseId(cells.id, 'id'),
    titulo: parseRequired(cells.titulo, 'titulo'),
    // A column that is not there leaves the film as it is; an empty cell empties it.
    ...(cells.genero === undefined ? {} : { genero: parseText(cells.genero, 'genero') }),
    ...(cells.diretor === undefined ? {} : { diretor: parseText(cells.diretor, 'diretor') }),
    ...(cells.atores === undefined ? {} : { atores: parseText(cells.atores, 'atores') }),
    ...(cells.ano === undefined ? {} : { ano: parseYear(cells.ano) }),
  }),
});

const users = defineLayout({
  kind: 'usuarios',
  label: 'usuários',
  required: ['id', 'nome'],
  optional: ['email'],
  toRow: (cells) => ({
    id: parseId(cells.id, 'id'),
    nome: parseRequired(cells.nome, 'nome'),
    ...(cells.email === undefined ? {} : { email: parseEmail(cells.email) }),
  }),
});

const ratings = defineLayout({
  kind: 'avaliacoes',
  label: 'avaliações',
  required: ['usuario_id', 'filme_id', 'avaliacao'],
  optional: ['avaliado_em'],
  toRow: (cells) => ({
    usuario_id: parseId(cells.usuario_id, 'usuario_id'),
    filme_id: parseId(cells.filme_id, 'filme_id'),
    avaliacao: parseRating(cells.avaliacao),
    avaliado_em: parseMoment(cells.avaliado_em),
  }),
});

/** Our own files: CSV with a header, or NDJSON. */
export const ownLayouts: readonly Layout[] = [films, users, ratings];
