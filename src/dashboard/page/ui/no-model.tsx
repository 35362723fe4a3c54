import { addressOf } from '../api/address';
import { t } from '../state/locale';
import { Empty } from './placeholders';

/** Where a page would show what only a model knows: why it does not, and what to do first. */
export function NoModel({ text = t.value.noModel.text }: { text?: string }) {
  const { noModel } = t.value;
  return (
    <Empty>
      <p>{text}</p>
      <p>
        <a href={addressOf('/painel/dados')}>{noModel.import}</a> ·{' '}
        <a href={addressOf('/painel/modelo')}>{noModel.train}</a>
      </p>
    </Empty>
  );
}
