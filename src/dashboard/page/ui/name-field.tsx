/** What something new is to be called. */
export function NameField(props: { label: string; hint: string; value: string; onInput: (name: string) => void }) {
  return (
    <label class="field">
      {props.label}
      <input
        required
        maxLength={100}
        placeholder={props.hint}
        value={props.value}
        onInput={({ currentTarget }) => props.onInput(currentTarget.value)}
      />
    </label>
  );
}
