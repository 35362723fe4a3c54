import type { Text } from '../../http/language';
import { losesTooMuch, refusedIn, type ImportReport } from './import-report';
import { noCounts } from '../writing/store';
import { textTable } from '../../terminal/text-table';
import type { Copied } from '../writing/replacement';
import { kinds, type Kind } from '../reading/rows';

const labels: Readonly<Record<Kind, string>> = {
  filmes: 'filmes',
  elenco: 'diretores e elenco',
  identificadores: 'identificadores',
  usuarios: 'usuários',
  avaliacoes: 'avaliações',
  eventos: 'eventos',
};

const columns = ['novos', 'alterados', 'iguais', 'rejeitados'] as const;

/** How many rejected rows a summary shows. */
const SHOWN = 5;

/** What an import did, for people. */
export function summarise(report: ImportReport, milliseconds: number): string {
  const { rows } = report;
  const seconds = milliseconds / 1000;
  return [
    ...report.encodings.map(({ file, encoding }) => `${file}: lido como ${encoding}`),
    ...report.scales.map(({ file, from, to }) => `${file}: escala ${from === 0 ? '' : `${from} a `}${to} → 5`),
    ...(report.ignored.length > 0 ? [`Sem uso: ${report.ignored.join(', ')}`] : []),
    '',
    table(report),
    '',
    ...rejected(report),
    ...foundFilms(report).map(({ pt }) => pt),
    ...report.lost.map((lost) => lostCells(lost).pt),
    ...report.doubts.map((doubt) => `Atenção: ${doubt.pt}`),
    ...report.warnings.map((warning) => `Atenção: ${warning.pt}`),
    `${number(rows)} linhas em ${seconds.toLocaleString('pt-BR', { maximumFractionDigits: 1 })} s (${number(rows / Math.max(seconds, 0.001))} por segundo)`,
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
            en: `They belong to user ${owner}; for the same person once more: --usuario ${owner} (in the API, usuario=${owner})`,
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
    `${dryRun ? 'Entrariam' : 'Entraram'}: ${counted(people, 'pessoa', 'pessoas')}, ${counted(films, 'filme', 'filmes')}, ${counted(ratings, 'avaliação', 'avaliações')} (gostou de ${number(likes)}, não gostou de ${number(dislikes)})`,
    ...(samples.length > 0 ? ['Por exemplo:', ...samples.map((sample) => `  ${sample}`)] : []),
  ];
}

/** What to do next, where there is something to do. */
function lastWords(report: ImportReport): string[] {
  const next = report.dryRun
    ? ['Simulação: nada foi gravado.']
    : hasToLearn(report)
      ? ['Próximo passo: npx centroide treinar']
      : [];
  const { rows } = report;
  const rejeitados = refusedIn(report);
  return losesTooMuch(report)
    ? [
        ...next,
        `Perdas: ${number(rejeitados)} de ${number(rows)} linhas (${percent(rejeitados / rows)}) não entraram. Com --aceitar-perdas o comando termina com 0 mesmo assim.`,
      ]
    : next;
}

/** Whether a training knows something after this that one before did not: what was there already teaches nothing. */
function hasToLearn({ counts: { avaliacoes, eventos }, landed }: ImportReport): boolean {
  const changed = (counts = noCounts()): boolean => counts.novos + counts.alterados > 0;
  return changed(avaliacoes) || (changed(eventos) && (landed?.telling ?? 0) > 0);
}

function percent(share: number): string {
  return share.toLocaleString('pt-BR', { style: 'percent', maximumFractionDigits: 1 });
}

function copyOf(copied: Copied): string {
  if ('none' in copied) return withoutCopy(copied.none).pt;
  const back = copied.path.endsWith('.db') ? `restaurar ${copied.path}` : `importar ${copied.path} --substituir`;
  return `Cópia do que havia: ${copied.path}\n  traz de volta: npx centroide ${back}`;
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
  const rows = kinds.flatMap((kind) => {
    const counts = report.counts[kind];
    return counts ? [[labels[kind], ...columns.map((column) => number(counts[column]))]] : [];
  });
  return textTable([['', ...columns], ...rows]);
}

function rejected(report: ImportReport): string[] {
  const rejeitados = refusedIn(report);
  if (rejeitados === 0) return [];
  const shown = report.rejected.slice(0, SHOWN);
  return [
    'Linhas rejeitadas:',
    ...shown.map(({ arquivo, linha, motivo }) => `  ${arquivo}:${linha}  ${motivo}`),
    ...(rejeitados > shown.length
      ? [`  … e mais ${number(rejeitados - shown.length)} (--rejeitados <arquivo> grava todas)`]
      : []),
    '',
  ];
}

function counted(count: number, one: string, many: string): string {
  return `${number(count)} ${count === 1 ? one : many}`;
}

function number(value: number): string {
  return Math.round(value).toLocaleString('pt-BR');
}
