import { useState } from 'preact/hooks';
import { get, send } from '../../api/client';
import type { Experiment, ExperimentReport } from '../../api/answer-types';
import { useLoad } from '../../api/use-load';
import { day, percent, t } from '../../state/locale';
import { Card } from '../../ui/card';
import { Confirm } from '../../ui/dialog';
import { Busy } from '../../ui/placeholders';
import { ProblemNote } from '../../ui/problem-note';
import { useAction } from '../../ui/use-action';
import { EndDialog } from './end-dialog';
import { parametersText } from './parameters-text';
import { VariantResults } from './variant-results';

/** One experiment: what it compares, what it says so far, and what can be done with it now. */
export function ExperimentCard(props: {
  experiment: Experiment;
  mayChange: boolean;
  onChanged: (what: string) => void;
}) {
  const { experiment, mayChange, onChanged } = props;
  const { id, nome, estado, variantes, participantes, janela, desfecho, adotada } = experiment;
  const texts = t.value.experiments;
  const [asked, setAsked] = useState<'end' | 'delete' | null>(null);
  const [open, setOpen] = useState(estado === 'rodando');
  const action = useAction();
  const report = useLoad(open ? (signal) => get<ExperimentReport>(`/experimentos/${id}`, {}, signal) : null, [
    open,
    estado,
  ]);
  const act = async (what: string, method: 'POST' | 'DELETE', path: string, body?: object): Promise<void> => {
    setAsked(null);
    if (!(await action.run(() => send(`/experimentos/${id}${path}`, { method, ...(body && { body }) })))) return;
    if (path === '/iniciar') setOpen(true);
    onChanged(what);
  };
  return (
    <Card class="experiment">
      <div class="spread">
        <h2>
          {nome} <span class={estado === 'rodando' ? 'tag good' : 'tag'}>{texts.states[estado]}</span>
        </h2>
        {mayChange && (
          <div class="row">
            {estado === 'rascunho' && (
              <button
                type="button"
                class="primary"
                disabled={action.busy}
                onClick={() => void act(texts.started(nome), 'POST', '/iniciar')}
              >
                {texts.start}
                <span class="unseen"> {nome}</span>
              </button>
            )}
            {estado === 'rodando' && (
              <button type="button" disabled={action.busy} onClick={() => setAsked('end')}>
                {texts.end}
                <span class="unseen"> {nome}</span>
              </button>
            )}
            {adotada !== null && (
              <button type="button" disabled={action.busy} onClick={() => void act(texts.undone, 'DELETE', '/adocao')}>
                {texts.undo}
                <span class="unseen"> {nome}</span>
              </button>
            )}
            {estado !== 'rodando' && adotada === null && (
              <button type="button" class="danger" disabled={action.busy} onClick={() => setAsked('delete')}>
                {t.value.common.delete}
                <span class="unseen"> {nome}</span>
              </button>
            )}
          </div>
        )}
      </div>
      <p class="hint">
        {texts.decides(texts.outcomes[desfecho], janela)} {texts.takesPart(percent(participantes.parte))}
        {experiment.iniciado_em !== null && ` ${texts.since(day(experiment.iniciado_em))}`}
        {experiment.encerrado_em !== null && ` ${texts.until(day(experiment.encerrado_em))}`}
      </p>
      <ul class="variants">
        {variantes.map((variant) => (
          <li key={variant.nome}>
            <b>{variant.nome}</b> <span class="hint">{percent(variant.parte)}</span>{' '}
            {parametersText(variant.parametros)}
            {adotada === variant.nome && (
              <>
                {' '}
                <span class="tag good">{texts.adopted}</span>
              </>
            )}
          </li>
        ))}
      </ul>
      {action.problem && <ProblemNote problem={action.problem} />}
      {estado !== 'rascunho' && !open && (
        <button type="button" class="link" onClick={() => setOpen(true)}>
          {texts.show}
          <span class="unseen"> {nome}</span>
        </button>
      )}
      {open && !report.data && report.loading && <Busy />}
      {report.problem && <ProblemNote problem={report.problem} retry={report.reload} />}
      {report.data && <VariantResults report={report.data} />}
      {asked === 'end' && (
        <EndDialog
          experiment={experiment}
          onClose={() => setAsked(null)}
          onEnd={(variante) => void act(texts.ended(nome), 'POST', '/encerrar', variante === '' ? {} : { variante })}
        />
      )}
      {asked === 'delete' && (
        <Confirm
          title={texts.deleteTitle(nome)}
          text={texts.deleteText}
          action={t.value.common.delete}
          onConfirm={() => void act(texts.deleted(nome), 'DELETE', '')}
          onClose={() => setAsked(null)}
        />
      )}
    </Card>
  );
}
