import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { send } from '../../api/client';
import { t } from '../../state/locale';
import { Confirm, Dialog } from '../../ui/dialog';
import { ProblemNote } from '../../ui/problem-note';
import { useAction } from '../../ui/use-action';
import type { RecordTexts } from './records-card';

/** A dialog that adds a record, or changes or deletes the one that it is given. */
export function RecordForm(props: {
  texts: RecordTexts;
  /** Address of all of the kind; a record's own has its id after it. */
  path: string;
  record: { readonly id: number; readonly name: string } | null;
  /** What is sent to save it. */
  body: object;
  fields: ComponentChildren;
  /** Beside the buttons. */
  link?: ComponentChildren;
  /** Below the form. */
  children?: ComponentChildren;
  onClose: () => void;
  onChange: () => void;
}) {
  const { texts, path, record, body } = props;
  const [deleting, setDeleting] = useState(false);
  const action = useAction();
  const done = async (work: () => Promise<unknown>): Promise<void> => {
    if (!(await action.run(work))) return;
    props.onChange();
    props.onClose();
  };
  const save = (event: Event): void => {
    event.preventDefault();
    void done(() =>
      record ? send(`${path}/${record.id}`, { method: 'PATCH', body }) : send(path, { method: 'POST', body }),
    );
  };
  if (deleting && record)
    return (
      <Confirm
        title={texts.deleteTitle(record.name)}
        text={texts.deleteText}
        action={t.value.common.delete}
        onClose={() => setDeleting(false)}
        onConfirm={() => {
          setDeleting(false);
          void done(() => send(`${path}/${record.id}`, { method: 'DELETE' }));
        }}
      />
    );
  return (
    <Dialog title={record ? texts.edit(record.name) : texts.add} onClose={props.onClose}>
      <form onSubmit={save}>
        {props.fields}
        {action.problem && <ProblemNote problem={action.problem} />}
        <div class="dialog-actions">
          {props.link}
          {record && (
            <button type="button" class="danger" disabled={action.busy} onClick={() => setDeleting(true)}>
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
