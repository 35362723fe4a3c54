import { addressOf } from '../api/address';
import { t } from '../state/locale';
import { PageHead } from '../ui/page-head';
import { Empty } from '../ui/placeholders';

export function NoSuchPage() {
  return (
    <>
      <PageHead title={t.value.common.noSuchPage} />
      <Empty>
        <a href={addressOf('/painel')}>{t.value.nav.map}</a>
      </Empty>
    </>
  );
}
