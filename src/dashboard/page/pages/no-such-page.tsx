import { t } from '../state/language';
import { Empty, PageHead } from '../ui/parts';

export function NoSuchPage() {
  return (
    <>
      <PageHead title={t.value.common.noSuchPage} />
      <Empty>
        <a href="/painel">{t.value.nav.map}</a>
      </Empty>
    </>
  );
}
