import type { ComponentChildren } from 'preact';
import { send } from '../../api/client';
import { withKey } from '../../api/with-key';
import { noted, postponed, type Kind } from '../../state/changes';
import { haveKey } from '../../state/key';
import { t } from '../../state/locale';
import { Dialog } from '../../ui/dialog';
import { ProblemNote } from '../../ui/problem-note';
import { useAction } from '../../ui/use-action';
import type { RecordTexts } from './records-card';

/** A dialog that adds a record, or changes or deletes the one that it is given. All but adding can be taken back. */
export function RecordForm(props: {
  texts: RecordTexts;
  kind: Kind;
  /** body: what would be sent to leave it as it is. */
  record: { readonly id: number; readonly name: string; readonly body: object } | null;
  /** What it is called from now on. */
  name: string;
  /** What is sent to save it. */
  body: object;
  fields: ComponentChildren;
  /** Beside the buttons. */
  link?: ComponentChildren;
  /** Below the form. */
  children?: ComponentChildren;
  onClose: () => void;
}) {
  const { texts, kind, record, name, body, onClose } = props;
  const action = useAction();
  const save = async (event: Event): Promise<void> => {
    event.preventDefault();
    const sent = await action.run(() =>
      withKey(() =>
        record ? send(`/${kind}/${record.id}`, { method: 'PATCH', body }) : send(`/${kind}`, { method: 'POST', body }),
      ),
    );
    if (!sent) return;
    noted({
      text: () => t.value.changes[kind].saved(name),
      ...(record && { revert: () => send(`/${kind}/${record.id}`, { method: 'PATCH', body: record.body }) }),
    });
    onClose();
  };
  const remove = async (id: number, of: string): Promise<void> => {
    if (!(await haveKey('escrita'))) return;
    onClose();
    postponed({
      text: () => t.value.changes[kind].deleted(of),
      gone: [kind, id],
      path: `/${kind}/${id}`,
      options: { method: 'DELETE' },
    });
  };
  return (
    <Dialog title={record ? texts.edit(record.name) : texts.add} onClose={onClose}>
      <form onSubmit={(event) => void save(event)}>
        {props.fields}
        {action.problem && <ProblemNote problem={action.problem} />}
        <div class="dialog-actions">
          {props.link}
          {record && (
            <button
              type="button"
              class="danger"
              disabled={action.busy}
              onClick={() => void remove(record.id, record.name)}
            >
              {t.value.common.delete}
            </button>
          )}
          <button type="submit" class="primary" disabled={action.busy}>
            {t.value.common.save}
          </button>
        </div>
      </form>
      {props.children}
    </Dialog>
  );
}
