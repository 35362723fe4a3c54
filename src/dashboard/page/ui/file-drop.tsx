import { useRef, useState } from 'preact/hooks';
import { t } from '../state/locale';
import { Icon } from './icon';

/** A place for one file: dropped, or chosen. */
export function FileDrop(props: {
  text: string;
  hint: string;
  /** What to choose among, as `accept` of an input has it. */
  accept: string;
  disabled: boolean;
  onFile: (file: File) => void;
}) {
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const take = (files: FileList | null | undefined): void => {
    const file = files?.[0];
    if (file && !props.disabled) props.onFile(file);
    // The same file once more is a choice as well.
    if (input.current) input.current.value = '';
  };
  return (
    <div
      class={over ? 'drop over' : 'drop'}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        // Nor does what is around take it once more.
        event.stopPropagation();
        setOver(false);
        take(event.dataTransfer?.files);
      }}
    >
      <Icon name="upload" />
      <p>{props.text}</p>
      <button type="button" disabled={props.disabled} onClick={() => input.current?.click()}>
        {t.value.importing.choose}
      </button>
      <input
        ref={input}
        type="file"
        hidden
        accept={props.accept}
        onChange={({ currentTarget }) => take(currentTarget.files)}
      />
      <small>{props.hint}</small>
    </div>
  );
}
