import { useEffect, useRef, useState } from 'preact/hooks';
import { get, type ApiProblem, type Query } from '../../api/client';
import type { ImportJob } from '../../api/answer-types';
import { upload } from '../../api/upload';
import { asProblem } from '../../api/use-load';
import { number, t } from '../../state/locale';
import { Progress } from '../../ui/bars';
import { Card } from '../../ui/card';
import { Confirm } from '../../ui/dialog';
import { FileDrop } from '../../ui/file-drop';
import { ProblemNote } from '../../ui/problem-note';
import { NO_CHOICES, queryOf, withRows, type TakenFile } from './import-choices';
import { ImportPlan } from './import-plan';
import { ImportReport } from './import-report';
import { ReplaceDialog } from './replace-dialog';

/** How often a running import is asked how far it is, in milliseconds. */
const EVERY = 700;

type Mode = 'manter' | 'substituir';

/** Import a file, dropped or chosen: first a simulation tells what it was taken for, which may be changed. */
export function ImportCard({ onEnded }: { onEnded: (job: ImportJob) => void }) {
  const texts = t.value.importing;
  const [mode, setMode] = useState<Mode>('manter');
  const [choices, setChoices] = useState(NO_CHOICES);
  const { state, start, stop } = useImport(onEnded);
  const [replacing, setReplacing] = useState(false);
  const busy = state.kind === 'sending' || state.kind === 'running';

  const startAs = ({ wanted, files }: Ended, dryRun: boolean): void =>
    start({ file: wanted.file, mode, dryRun, query: queryOf(choices, files.at(0)) });

  return (
    <Card title={texts.title}>
      <FileDrop
        text={texts.drop}
        hint={texts.formats}
        accept=".zip,.gz,.parquet,.csv,.tsv,.txt,.dat,.json,.ndjson,.jsonl,.inter,.item,.user"
        disabled={busy}
        onFile={(file) => {
          setChoices(NO_CHOICES);
          start({ file, mode, dryRun: true });
        }}
      />
      <label class="field">
        {texts.mode}
        <select value={mode} disabled={busy} onChange={({ currentTarget }) => setMode(currentTarget.value as Mode)}>
          <option value="manter">{texts.keep}</option>
          <option value="substituir">{texts.replace}</option>
        </select>
      </label>
      <div aria-live="polite">
        {state.kind === 'sending' && <Progress value={100 * state.share} label={texts.sending(state.name)} />}
        {state.kind === 'running' && (
          <Progress value={state.job.percentual} label={texts.running(number(state.job.linhas))} />
        )}
        {state.kind === 'failed' && <ProblemNote problem={state.problem} />}
        {state.kind === 'done' && !state.job.simular && <ImportReport job={state.job} />}
        {state.kind === 'done' && !state.job.simular && isForceable(state.job) && (
          <Force job={state.job} onForce={() => start({ ...state.wanted, mode: 'substituir', force: true })} />
        )}
      </div>
      {state.kind === 'done' && state.job.simular && !replacing && (
        <ImportPlan
          job={state.job}
          files={state.files}
          choices={choices}
          onChange={setChoices}
          onStart={(dryRun) => {
            if (!dryRun && mode === 'substituir') setReplacing(true);
            else startAs(state, dryRun);
          }}
          onClose={stop}
        />
      )}
      {state.kind === 'done' && state.job.simular && replacing && (
        <ReplaceDialog
          job={state.job}
          onConfirm={() => {
            setReplacing(false);
            startAs(state, false);
          }}
          onClose={() => setReplacing(false)}
        />
      )}
    </Card>
  );
}

interface Wanted {
  readonly file: File;
  readonly mode: Mode;
  readonly dryRun: boolean;
  readonly force?: boolean;
  /** What a person says of the file. */
  readonly query?: Query;
}

/** An import, or a simulation, that has ended. */
type Ended = Extract<State, { readonly kind: 'done' }>;

type State =
  | { readonly kind: 'idle' }
  | { readonly kind: 'sending'; readonly name: string; readonly share: number }
  | { readonly kind: 'running'; readonly job: ImportJob }
  | {
      readonly kind: 'done';
      readonly job: ImportJob;
      readonly wanted: Wanted;
      /** Of a simulation: what the file was taken for. */
      readonly files: readonly TakenFile[];
    }
  | { readonly kind: 'failed'; readonly problem: ApiProblem };

function useImport(onEnded: (job: ImportJob) => void) {
  const [state, setState] = useState<State>({ kind: 'idle' });
  const abort = useRef(new AbortController());
  useEffect(() => {
    abort.current = new AbortController();
    return () => abort.current.abort();
  }, []);

  const follow = async (wanted: Wanted): Promise<void> => {
    const { file, mode, dryRun, force, query } = wanted;
    const { signal } = abort.current;
    try {
      const sending = (share: number): void => setState({ kind: 'sending', name: file.name, share });
      sending(0);
      const parameters = { ...query, modo: mode, simular: dryRun, ...(force && { forcar: true }) };
      let job = await upload<ImportJob>('/importacoes', file, parameters, sending, signal);
      while (job.estado === 'na_fila' || job.estado === 'executando') {
        setState({ kind: 'running', job });
        await new Promise((resolve) => setTimeout(resolve, EVERY));
        job = await get<ImportJob>(`/importacoes/${job.id}`, {}, signal);
      }
      setState({ kind: 'done', job, wanted, files: job.simular ? await withRows(job, file) : [] });
      onEnded(job);
    } catch (error) {
      if (!signal.aborted) setState({ kind: 'failed', problem: asProblem(error) });
    }
  };
  const start = (wanted: Wanted): void => void follow(wanted);
  return { state, start, stop: () => setState({ kind: 'idle' }) };
}

/** Whether it was a replacement that was refused, and can be had all the same: the reason names the parameter then, in any language. */
function isForceable({ estado, erro }: ImportJob): boolean {
  return estado === 'falhou' && erro?.includes('forcar=true') === true;
}

/** Replace though the server has refused to; asks once more, since nothing brings back what goes without a copy. */
function Force({ job, onForce }: { job: ImportJob; onForce: () => void }) {
  const texts = t.value.importing;
  const [asking, setAsking] = useState(false);
  return (
    <>
      <button type="button" class="danger" onClick={() => setAsking(true)}>
        {texts.force}
      </button>
      {asking && (
        <Confirm
          title={texts.forceTitle(job.arquivo)}
          text={texts.forceText}
          action={texts.forceNow}
          onConfirm={onForce}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
