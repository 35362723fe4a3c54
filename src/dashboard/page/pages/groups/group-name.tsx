import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { send } from '../../api/client';
import type { GroupDetail } from '../../api/answer-types';
import { noted } from '../../state/changes';
import { mayDo } from '../../state/key';
import { language, number, t } from '../../state/locale';
import { Icon } from '../../ui/icon';
import { PageHead } from '../../ui/page-head';
import { ProblemNote } from '../../ui/problem-note';
import { useAction } from '../../ui/use-action';

/** What editors call a group; null: as the model does. */
interface Given {
  readonly nome: string | null;
  readonly nome_en: string | null;
}

/** The head of a group's page: its name, which an editor changes in its place; it can be taken back. */
export function GroupName({ group }: { group: GroupDetail }) {
  const texts = t.value.groups;
  const [editing, setEditing] = useState(false);
  const action = useAction();
  const button = useRef<HTMLButtonElement>(null);
  const given: Given = { nome: group.nome_dado, nome_en: group.nome_dado_en };
  const change = (body: Given) => send(`/grupos/${group.id}`, { method: 'PATCH', body });
  const close = (): void => {
    setEditing(false);
    action.clear();
    // The button comes back with the next drawing.
    requestAnimationFrame(() => button.current?.focus());
  };
  const save = async (body: Given): Promise<void> => {
    if (!(await action.run(() => change(body)))) return;
    const name = () => (language.value === 'en' ? body.nome_en : null) ?? body.nome ?? group.nome_do_modelo;
    noted({ text: () => t.value.groups.renamed(name()), revert: () => change(given) });
    close();
  };
  if (editing)
    return <NameForm group={group} given={given} action={action} onSave={(body) => void save(body)} onClose={close} />;
  return (
    <PageHead title={group.nome} lead={texts.films(number(group.tamanho))}>
      {mayDo('edicao') && (
        <button type="button" ref={button} onClick={() => setEditing(true)}>
          <Icon name="pencil" />
          {texts.rename}
        </button>
      )}
    </PageHead>
  );
}

function NameForm(props: {
  group: GroupDetail;
  given: Given;
  action: ReturnType<typeof useAction>;
  onSave: (body: Given) => void;
  onClose: () => void;
}) {
  const { group, given, action } = props;
  const texts = t.value.groups;
  const [name, setName] = useState(given.nome ?? group.nome);
  const [english, setEnglish] = useState(given.nome_en ?? '');
  const field = useRef<HTMLInputElement>(null);
  // Before the form is drawn: what somebody types at once must not get lost.
  useLayoutEffect(() => field.current?.select(), []);
  const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());
  return (
    <form
      class="group-name"
      aria-label={texts.rename}
      onSubmit={(event) => {
        event.preventDefault();
        props.onSave({ nome: orNull(name), nome_en: orNull(english) });
      }}
      onKeyDown={({ key }) => key === 'Escape' && props.onClose()}
    >
      <label class="field">
        {texts.name}
        <input
          ref={field}
          required
          maxLength={100}
          value={name}
          onInput={({ currentTarget }) => setName(currentTarget.value)}
        />
      </label>
      <label class="field">
        {texts.englishName}
        <input maxLength={100} value={english} onInput={({ currentTarget }) => setEnglish(currentTarget.value)} />
      </label>
      <p class="hint">{texts.nameStays(group.nome_do_modelo)}</p>
      {action.problem && <ProblemNote problem={action.problem} />}
      <div class="group-name-actions">
        <button type="submit" class="primary" disabled={action.busy}>
          {t.value.common.save}
        </button>
        <button type="button" onClick={props.onClose}>
          {t.value.common.cancel}
        </button>
        {(given.nome !== null || given.nome_en !== null) && (
          <button
            type="button"
            class="quiet"
            disabled={action.busy}
            onClick={() => props.onSave({ nome: null, nome_en: null })}
          >
            {texts.ownName}
          </button>
        )}
      </div>
    </form>
  );
}
