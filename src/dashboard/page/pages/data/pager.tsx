import { number, t } from '../../state/locale';
import { Icon } from '../../ui/icon';
import type { Pages } from './use-pages';

export function Pager<Row>({ pages }: { pages: Pages<Row> }) {
  const texts = t.value.data;
  return (
    <div class="spread pager">
      <small>{texts.total(number(pages.data?.total ?? 0))}</small>
      <div class="row">
        <button type="button" disabled={pages.first} onClick={pages.back}>
          <Icon name="back" />
          {texts.before}
        </button>
        <button type="button" disabled={!pages.data?.next} onClick={pages.forward}>
          {texts.after}
          <Icon name="arrow" />
        </button>
      </div>
    </div>
  );
}
