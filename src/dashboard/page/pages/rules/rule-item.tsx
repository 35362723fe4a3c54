import { useState } from 'preact/hooks';
import { send } from '../../api/client';
import type { Rule } from '../../api/answer-types';
import { moment, t } from '../../state/locale';
import { Confirm } from '../../ui/dialog';
import { Icon } from '../../ui/icon';
import { ProblemNote } from '../../ui/problem-note';
import { useAction } from '../../ui/use-action';
import { EditRule } from './edit-rule';
import type { RuleFilm } from './rule-draft';
import { placeName, ruleSentence } from './rule-sentence';
import { SimulationNote, useSimulation } from './simulation';

/** One rule: what it does, where and when, and what can be done with it. */
export function RuleItem(props: {
  rule: Rule;
  /** That rules pin, by id. */
  films: ReadonlyMap<number, RuleFilm>;
  mayEdit: boolean;
  onChanged: (what: string) => void;
}) {
  const { rule, films, mayEdit, onChanged } = props;
  const texts = t.value.rules;
  const [deleting, setDeleting] = useState(false);
  const [editing, setEditing] = useState(false);
  const action = useAction();
  const simulation = useSimulation();
  const turn = async (): Promise<void> => {
    const body = { ativa: !rule.ativa };
    if (await action.run(() => send(`/regras/${rule.id}`, { method: 'PATCH', body })))
      onChanged(rule.ativa ? texts.turnedOff(rule.nome) : texts.turnedOn(rule.nome));
  };
  const remove = async (): Promise<void> => {
    setDeleting(false);
    if (await action.run(() => send(`/regras/${rule.id}`, { method: 'DELETE' }))) onChanged(texts.deleted(rule.nome));
  };
  return (
    <li class={rule.ativa ? 'rule' : 'rule off'}>
      <div class="spread">
        <h3>
          {rule.nome} <State of={rule} />
        </h3>
        {mayEdit && (
          <div class="row rule-actions">
            <button type="button" disabled={simulation.busy} onClick={() => void simulation.run({ ids: [rule.id] })}>
              {texts.simulate}
              <span class="unseen"> {rule.nome}</span>
            </button>
            <button type="button" disabled={action.busy} onClick={() => void turn()}>
              {rule.ativa ? texts.turnOff : texts.turnOn}
              <span class="unseen"> {rule.nome}</span>
            </button>
            <button
              type="button"
              class="quiet round"
              aria-label={texts.edit(rule.nome)}
              onClick={() => setEditing(true)}
            >
              <Icon name="pencil" />
            </button>
            <button
              type="button"
              class="quiet round"
              aria-label={texts.delete(rule.nome)}
              onClick={() => setDeleting(true)}
            >
              <Icon name="trash" />
            </button>
          </div>
        )}
      </div>
      <p>{ruleSentence(rule, films)}</p>
      <p class="hint">
        {texts.where(rule.onde.map(placeName).join(', '))}
        {rule.de !== null && ` · ${texts.from(moment(rule.de))}`}
        {rule.ate !== null && ` · ${texts.until(moment(rule.ate))}`}
      </p>
      {action.problem && <ProblemNote problem={action.problem} />}
      <SimulationNote of={simulation} />
      {editing && (
        <EditRule rule={rule} film={pinnedBy(rule, films)} onChanged={onChanged} onClose={() => setEditing(false)} />
      )}
      {deleting && (
        <Confirm
          title={texts.deleteTitle(rule.nome)}
          text={texts.deleteText}
          action={t.value.common.delete}
          onConfirm={() => void remove()}
          onClose={() => setDeleting(false)}
        />
      )}
    </li>
  );
}

/** A film whose title is still on its way is called by its number. */
function pinnedBy({ filme_id: id }: Rule, films: ReadonlyMap<number, RuleFilm>): RuleFilm | null {
  if (id === undefined) return null;
  return films.get(id) ?? { id, titulo: t.value.rules.film(id), ano: null };
}

function State({ of: { ativa, em_vigor } }: { of: Rule }) {
  const texts = t.value.rules;
  if (em_vigor) return <span class="tag good">{texts.inForce}</span>;
  return <span class="tag">{ativa ? texts.notNow : texts.off}</span>;
}
