import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { postponed, type Kind } from '../../state/changes';
import { haveKey } from '../../state/key';
import { t } from '../../state/locale';
import type { RecordTexts } from './records-card';

interface Named {
  readonly id: number;
  readonly name: string;
}

/** Makes of this record and of another, which is the same, one; it can be taken back until it is sent. */
export function MergeWith(props: {
  texts: RecordTexts;
  kind: Kind;
  record: Named;
  /** Finds the other. */
  picker: (pick: (other: Named) => void) => ComponentChildren;
  /** What is sent of the other. */
  body: (id: number) => object;
  onClose: () => void;
}) {
  const { texts, kind, record } = props;
  const [other, setOther] = useState<Named | null>(null);
  const merge = async ({ id, name }: Named): Promise<void> => {
    if (!(await haveKey('escrita'))) return;
    props.onClose();
    postponed({
      text: () => t.value.changes[kind].merged(name, record.name),
      gone: [kind, id],
      path: `/${kind}/${record.id}/unir`,
      options: { method: 'POST', body: props.body(id) },
    });
  };
  return (
    <details class="merge">
      <summary>{texts.merge}</summary>
      {props.picker((found) => setOther(found.id === record.id ? null : found))}
      {other && (
        <>
          <p>{texts.mergeText(other.name, record.name)}</p>
          <button type="button" class="danger" onClick={() => void merge(other)}>
            {texts.mergeNow}
          </button>
        </>
      )}
    </details>
  );
}
