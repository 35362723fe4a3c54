/** One of a few words, each a button. */
export function Switch<Word extends string>(props: {
  label: string;
  class?: string;
  words: readonly Word[];
  names: Readonly<Record<Word, string>>;
  value: Word;
  onChange: (word: Word) => void;
}) {
  return (
    <div class={`switch ${props.class ?? ''}`} role="group" aria-label={props.label}>
      {props.words.map((word) => (
        <button key={word} type="button" aria-pressed={word === props.value} onClick={() => props.onChange(word)}>
          {props.names[word]}
        </button>
      ))}
    </div>
  );
}
