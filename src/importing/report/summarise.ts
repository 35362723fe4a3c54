import { say, sayNumber, terminalLanguage, type Text } from '../../config/language';
import { losesTooMuch, refusedIn, type ImportReport } from './import-report';
import { noCounts } from '../writing/store';
import { textTable } from '../../terminal/text-table';
import type { Copied } from '../writing/replacement';
import { kinds, type Kind } from '../reading/rows';

const labels: Readonly<Record<Kind, Text>> = {
  filmes: { pt: 'filmes', en: 'films' },
  elenco: { pt: 'diretores e elenco', en: 'directors and cast' },
  identificadores: { pt: 'identificadores', en: 'identifiers' },
  usuarios: { pt: 'usuários', en: 'users' },
  avaliacoes: { pt: 'avaliações', en: 'ratings' },
  eventos: { pt: 'eventos', en: 'events' },
};

const columns = {
  novos: { pt: 'novos', en: 'new' },
  alterados: { pt: 'alterados', en: 'changed' },
  iguais: { pt: 'iguais', en: 'the same' },
  rejeitados: { pt: 'rejeitados', en: 'rejected' },
} as const satisfies Record<string, Text>;

/** How many rejected rows a summary shows. */
const SHOWN = 5;

/** What an import did, for people. */
export function summarise(report: ImportReport, milliseconds: number): string {
  const { rows } = report;
  const language = terminalLanguage();
  const seconds = milliseconds / 1000;
  const spent = sayNumber(seconds, { maximumFractionDigits: 1 });
  const rate = number(rows / Math.max(seconds, 0.001));
  return [
    ...report.encodings.map(({ file, encoding }) => `${file}: ${say('lido como', 'read as')} ${encoding}`),
    ...report.scales.map(
      ({ file, from, to }) =>
        `${file}: ${say('escala', 'scale')} ${from === 0 ? '' : `${from} ${say('a', 'to')} `}${to} → 5`,
    ),
    ...(report.ignored.length > 0 ? [`${say('Sem uso', 'Not used')}: ${report.ignored.join(', ')}`] : []),
    '',
    table(report),
    '',
    ...rejected(report),
    ...foundFilms(report).map((found) => found[language]),
    ...report.lost.map((lost) => lostCells(lost)[language]),
    ...report.doubts.map((doubt) => `${say('Atenção', 'Beware')}: ${doubt[language]}`),
    ...report.warnings.map((warning) => `${say('Atenção', 'Beware')}: ${warning[language]}`),
    say(
      `${number(rows)} linhas em ${spent} s (${rate} por segundo)`,
      `${number(rows)} rows in ${spent} s (${rate} a second)`,
    ),
    ...(report.copied ? [copyOf(report.copied)] : []),
    ...landed(report),
    ...lastWords(report),
  ].join('\n');
}

/** How the films of trackers were found, and whose they are. */
export function foundFilms({ found, dryRun }: Pick<ImportReport, 'found' | 'dryRun'>): Text[] {
  if (!found) return [];
  const { byIdentifier, byTitle, created, owner } = found;
  return [
    {
      pt: `Filmes achados pelo identificador: ${number(byIdentifier)}; por título e ano: ${number(byTitle)}; novos: ${number(created)}`,
      en: `Films found by their identifier: ${byIdentifier}; by title and year: ${byTitle}; new: ${created}`,
    },
    ...(owner === null || dryRun
      ? []
      : [
          {
            pt: `São do usuário ${owner}; para a mesma pessoa outra vez: --usuario ${owner} (na API, usuario=${owner})`,
            en: `They belong to user ${owner}; for the same person once more: --user ${owner} (in the API, usuario=${owner})`,
          },
        ]),
  ];
}

/** Rows that came in without a cell of theirs. */
export function lostCells({ file, field, count }: ImportReport['lost'][number]): Text {
  const isDate = field === 'avaliado_em' || field === 'quando';
  return {
    pt: `${file}: ${number(count)} ${count === 1 ? 'linha entrou' : 'linhas entraram'} sem ${isDate ? 'a sua data' : field} (não se pôde ler)`,
    en: `${file}: ${count} ${count === 1 ? 'row was' : 'rows were'} imported without ${isDate ? 'its date' : field} (it could not be read)`,
  };
}

/** What came in, for whoever brought it. */
function landed({ landed, dryRun }: ImportReport): string[] {
  if (!landed || landed.people + landed.films === 0) return [];
  const { people, films, ratings, likes, dislikes, samples } = landed;
  return [
    say(
      `${dryRun ? 'Entrariam' : 'Entraram'}: ${counted(people, 'pessoa', 'pessoas')}, ${counted(films, 'filme', 'filmes')}, ${counted(ratings, 'avaliação', 'avaliações')} (gostou de ${number(likes)}, não gostou de ${number(dislikes)})`,
      `${dryRun ? 'Would come in' : 'Came in'}: ${counted(people, 'person', 'people')}, ${counted(films, 'film', 'films')}, ${counted(ratings, 'rating', 'ratings')} (${number(likes)} liked, ${number(dislikes)} disliked)`,
    ),
    ...(samples.length > 0 ? [say('Por exemplo:', 'For example:'), ...samples.map((sample) => `  ${sample}`)] : []),
  ];
}

/** What to do next, where there is something to do. */
function lastWords(report: ImportReport): string[] {
  const next = report.dryRun
    ? [say('Simulação: nada foi gravado.', 'A dry run: nothing was written.')]
    : hasToLearn(report)
      ? [say('Próximo passo: npx centroide treinar', 'Next step: npx centroide train')]
      : [];
  const { rows } = report;
  const rejeitados = refusedIn(report);
  return losesTooMuch(report)
    ? [
        ...next,
        say(
          `Perdas: ${number(rejeitados)} de ${number(rows)} linhas (${percent(rejeitados / rows)}) não entraram. Com --aceitar-perdas o comando termina com 0 mesmo assim.`,
          `Losses: ${number(rejeitados)} of ${number(rows)} rows (${percent(rejeitados / rows)}) were left out. With --accept-losses the command ends with 0 all the same.`,
        ),
      ]
    : next;
}

/** Whether a training knows something after this that one before did not: what was there already teaches nothing. */
function hasToLearn({ counts: { avaliacoes, eventos }, landed }: ImportReport): boolean {
  const changed = (counts = noCounts()): boolean => counts.novos + counts.alterados > 0;
  return changed(avaliacoes) || (changed(eventos) && (landed?.telling ?? 0) > 0);
}

function percent(share: number): string {
  return sayNumber(share, { style: 'percent', maximumFractionDigits: 1 });
}

function copyOf(copied: Copied): string {
  if ('none' in copied) return withoutCopy(copied.none)[terminalLanguage()];
  const { path } = copied;
  const isFile = path.endsWith('.db');
  return say(
    `Cópia do que havia: ${path}\n  traz de volta: npx centroide ${isFile ? `restaurar ${path}` : `importar ${path} --substituir`}`,
    `A copy of what was there: ${path}\n  brings it back: npx centroide ${isFile ? `restore ${path}` : `import ${path} --replace`}`,
  );
}

/** What is said where no copy of what was there could be made. */
export function withoutCopy(reason: Text): Text {
  return {
    pt:
      `Do que havia não há cópia: ${reason.pt}. Para haver: DATA_DIR numa pasta em que o programa possa gravar; ` +
      'com PostgreSQL, também pg_dump antes (docs/upgrading.md)',
    en:
      `Of what was there is no copy: ${reason.en}. To have one: DATA_DIR in a folder that the program may write to; ` +
      'with PostgreSQL, also pg_dump before (docs/upgrading.md)',
  };
}

function table(report: ImportReport): string {
  const language = terminalLanguage();
  const names = Object.keys(columns) as (keyof typeof columns)[];
  const rows = kinds.flatMap((kind) => {
    const counts = report.counts[kind];
    return counts ? [[labels[kind][language], ...names.map((column) => number(counts[column]))]] : [];
  });
  return textTable([['', ...names.map((column) => columns[column][language])], ...rows]);
}

function rejected(report: ImportReport): string[] {
  const rejeitados = refusedIn(report);
  if (rejeitados === 0) return [];
  const shown = report.rejected.slice(0, SHOWN);
  return [
    say('Linhas rejeitadas:', 'Rejected rows:'),
    ...shown.map(({ arquivo, linha, motivo, english }) => `  ${arquivo}:${linha}  ${say(motivo, english)}`),
    ...(rejeitados > shown.length
      ? [
          say(
            `  … e mais ${number(rejeitados - shown.length)} (--rejeitados <arquivo> grava todas)`,
            `  … and ${number(rejeitados - shown.length)} more (--rejected <file> writes them all)`,
          ),
        ]
      : []),
    '',
  ];
}

function counted(count: number, one: string, many: string): string {
  return `${number(count)} ${count === 1 ? one : many}`;
}

function number(value: number): string {
  return sayNumber(Math.round(value));
}
