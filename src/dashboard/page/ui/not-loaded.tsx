import { t } from '../state/locale';

/** In the place of a page whose file did not come: it is of an older server, or the network failed. */
export function NotLoaded() {
  const { text, reload } = t.value.notLoaded;
  return (
    <div class="note bad" role="alert">
      <p>{text}</p>
      <button type="button" onClick={() => window.location.reload()}>
        {reload}
      </button>
    </div>
  );
}
