import { useEffect, useState } from 'preact/hooks';
import { ApiProblem, ask, get } from '../../api/client';
import { followEvents } from '../../api/follow-events';
import type { Training } from '../../api/answer-types';
import { useLoad } from '../../api/use-load';
import { language, moment, number, t } from '../../state/locale';
import { Progress } from '../../ui/bars';
import { Card } from '../../ui/card';
import { ProblemNote } from '../../ui/problem-note';
import { useAction } from '../../ui/use-action';

const SHOWN = 6;

/** Whether the parameters are chosen anew. */
const tunings = ['auto', 'sempre', 'nunca'] as const;
type Tuning = (typeof tunings)[number];

/** Train now, watch it, and what was trained before. */
export function TrainingCard({ onTrained }: { onTrained: () => void }) {
  const texts = t.value.training;
  const runs = useLoad((signal) => get<Training[]>('/modelo/treinos', {}, signal), []);
  const action = useAction();
  const underWay = runs.data?.find(isOpen);
  const ended = (): void => {
    runs.reload();
    onTrained();
  };
  const [tuning, setTuning] = useState<Tuning>('auto');
  const start = async (): Promise<void> => {
    await action.run(() => ask('/modelo/treinos', { method: 'POST', body: { ajuste: tuning } }));
    runs.reload();
  };
  return (
    <Card title={texts.title}>
      {underWay ? (
        <Watched key={underWay.id} first={underWay} onEnd={ended} />
      ) : (
        <div class="train">
          <label class="field">
            {texts.tuning}
            <select value={tuning} onChange={({ currentTarget }) => setTuning(currentTarget.value as Tuning)}>
              {tunings.map((one) => (
                <option key={one} value={one}>
                  {texts.tunings[one]}
                </option>
              ))}
            </select>
          </label>
          <button type="button" class="primary" disabled={action.busy} onClick={() => void start()}>
            {texts.now}
          </button>
        </div>
      )}
      {action.problem && <ProblemNote problem={action.problem} />}
      {runs.problem && <ProblemNote problem={runs.problem} retry={runs.reload} />}
      <ul class="runs">
        {runs.data
          ?.filter((run) => !isOpen(run))
          .slice(0, SHOWN)
          .map((run) => (
            <li key={run.id}>
              <span class={run.estado === 'falhou' ? 'tag bad' : 'tag good'}>
                {run.estado === 'falhou'
                  ? texts.failed
                  : run.versao === null
                    ? texts.done
                    : t.value.model.version(run.versao)}
              </span>
              <span>
                {run.terminado_em !== null && moment(run.terminado_em)}
                <small>
                  {[texts.origins[run.origem] ?? run.origem, run.duracao !== null && `${number(run.duracao, 1)} s`]
                    .filter(Boolean)
                    .join(' · ')}
                </small>
                {run.erro !== null && <small class="run-error">{run.erro}</small>}
              </span>
            </li>
          ))}
      </ul>
      {runs.data?.length === 0 && <p class="hint">{texts.never}</p>}
    </Card>
  );
}

function isOpen({ estado }: Training): boolean {
  return estado === 'executando' || estado === 'na_fila';
}

/** A training, followed to its end. */
function Watched({ first, onEnd }: { first: Training; onEnd: () => void }) {
  const texts = t.value.training;
  const [run, setRun] = useState(first);
  const [lost, setLost] = useState(false);
  useEffect(() => {
    const abort = new AbortController();
    followEvents(`/modelo/treinos/${first.id}/eventos`, (data) => setRun(data as Training), abort.signal).then(
      () => onEnd(),
      (error: unknown) => {
        if (abort.signal.aborted) return;
        if (!(error instanceof ApiProblem) && !(error instanceof TypeError)) throw error;
        setLost(true);
      },
    );
    return () => abort.abort();
    // What is told of it is in the language of the page.
  }, [first.id, language.value]);
  if (lost) return <ProblemNote problem={new ApiProblem(0, texts.lost)} retry={onEnd} />;
  const stage = run.estado === 'na_fila' ? texts.queued : run.etapa;
  return <Progress value={run.percentual} label={stage} />;
}
