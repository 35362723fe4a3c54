import { useId } from 'preact/hooks';
import { t } from '../state/locale';

/** Rate something from one to five stars: radio buttons, for the keyboard and for screen readers. */
export function Stars(props: {
  /** What is rated, for those who do not see what is beside it. */
  label: string;
  value: number | null;
  disabled?: boolean;
  onRate: (value: number) => void;
}) {
  const name = useId();
  const { value } = props;
  return (
    <fieldset class="stars" disabled={props.disabled}>
      <legend class="unseen">{t.value.stars.rate(props.label)}</legend>
      {[1, 2, 3, 4, 5].map((star) => (
        <label key={star} class={value !== null && star <= Math.round(value) ? 'star on' : 'star'}>
          <input
            type="radio"
            name={name}
            value={star}
            checked={value !== null && Math.round(value) === star}
            onChange={() => props.onRate(star)}
          />
          <span class="unseen">{t.value.stars.count(star)}</span>
          <svg viewBox="0 0 24 24" aria-hidden="true">
            <path d="M12 3.2l2.7 5.6 6.1.8-4.5 4.2 1.1 6.1L12 17l-5.4 2.9 1.1-6.1L3.2 9.6l6.1-.8z" />
          </svg>
        </label>
      ))}
    </fieldset>
  );
}
