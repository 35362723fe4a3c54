import { useEffect, useState } from 'preact/hooks';
import { addressOf } from '../../api/address';
import type { ImportJob, ImportSummary } from '../../api/answer-types';
import { get, withQuery } from '../../api/client';
import { readPage } from '../../api/read-page';
import { useLoad, type Loaded } from '../../api/use-load';
import { moment, number, t } from '../../state/locale';
import { Progress } from '../../ui/bars';
import { Card } from '../../ui/card';
import { Dialog } from '../../ui/dialog';
import { Busy } from '../../ui/placeholders';
import { ProblemNote } from '../../ui/problem-note';
import { useQuery, wholeIn } from '../../ui/use-query';
import { ImportReport } from './import-report';

/** Imports that are shown at first, how many more each time, and at most. */
const SHOWN = 5;
const MORE = 20;
const MOST = 1000;

/** How often those under way are asked how far they are, in milliseconds. */
const EVERY = 2_000;

const tones = { na_fila: '', executando: '', concluida: 'good', falhou: 'bad' } as const;

/** The latest imports, each with the way to its report. `turn` changes when there is a new one. */
export function ImportHistoryCard({ turn }: { turn: number }) {
  const texts = t.value.importHistory;
  const { query, change } = useQuery();
  const [shown, setShown] = useState(SHOWN);
  const path = `/importacoes?limite=${shown}`;
  const jobs = useLoad((signal) => readPage<ImportSummary>(path, signal), [path, turn]);
  useAgainWhile(jobs, ({ rows }) => rows.some(isOpen));
  const open = wholeIn(query.importacao, 1, Number.MAX_SAFE_INTEGER, 0);
  return (
    <Card title={texts.title}>
      {jobs.problem && <ProblemNote problem={jobs.problem} retry={jobs.reload} />}
      {!jobs.data && jobs.loading && <Busy />}
      {jobs.data?.rows.length === 0 && <p class="hint">{texts.none}</p>}
      <ul class="imports">
        {jobs.data?.rows.map((job) => (
          <li key={job.id}>
            <div>
              <a href={addressOf(withQuery('/painel/dados', { ...query, importacao: job.id }))}>{job.arquivo}</a>
              <small>{lineOf(job)}</small>
              {job.contagens !== null && <small>{countsOf(job.contagens)}</small>}
            </div>
            <span class={`tag ${tones[job.estado]}`}>{texts.states[job.estado]}</span>
          </li>
        ))}
      </ul>
      {jobs.data?.next && shown < MOST && (
        <button type="button" class="link" onClick={() => setShown(Math.min(MOST, shown + MORE))}>
          {t.value.common.more}
        </button>
      )}
      {open > 0 && <ImportDialog key={open} id={open} onClose={() => change({ importacao: null })} />}
    </Card>
  );
}

function ImportDialog({ id, onClose }: { id: number; onClose: () => void }) {
  const job = useLoad((signal) => get<ImportJob>(`/importacoes/${id}`, {}, signal), [id]);
  useAgainWhile(job, isOpen);
  return (
    <Dialog title={t.value.importHistory.one(id)} onClose={onClose}>
      {job.problem && <ProblemNote problem={job.problem} />}
      {!job.data && job.loading && <Busy />}
      {job.data && (
        <p class="hint">
          {job.data.arquivo} · {lineOf(job.data)}
        </p>
      )}
      {job.data && isOpen(job.data) && (
        <Progress value={job.data.percentual} label={t.value.importing.running(number(job.data.linhas))} />
      )}
      {job.data && !isOpen(job.data) && <ImportReport job={job.data} />}
    </Dialog>
  );
}

function isOpen({ estado }: Pick<ImportSummary, 'estado'>): boolean {
  return estado === 'na_fila' || estado === 'executando';
}

/** When, of which sort, and with which key. */
function lineOf(job: ImportSummary): string {
  const texts = t.value.importHistory;
  return [
    moment(job.criada_em),
    job.simular && texts.simulated,
    job.modo === 'substituir' && texts.replacing,
    job.pedida_por !== null && texts.by(job.pedida_por),
  ]
    .filter(Boolean)
    .join(' · ');
}

/** How many rows, of whatever kind, became what. */
function countsOf(counts: NonNullable<ImportSummary['contagens']>): string {
  const sum = (of: 'novos' | 'alterados' | 'rejeitados'): string =>
    number(Object.values(counts).reduce((all, { [of]: count }) => all + count, 0));
  return t.value.importHistory.counts(sum('novos'), sum('alterados'), sum('rejeitados'));
}

/** Load it again, and again, as long as what came says that it goes on. */
function useAgainWhile<Data>({ data, reload }: Loaded<Data>, goesOn: (data: Data) => boolean): void {
  useEffect(() => {
    if (data === undefined || !goesOn(data)) return;
    const timer = setTimeout(reload, EVERY);
    return () => clearTimeout(timer);
  }, [data]);
}
