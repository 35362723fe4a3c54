import type { ImportJob } from '../../api/answer-types';
import { readPage } from '../../api/read-page';
import { useLoad } from '../../api/use-load';
import { number, t } from '../../state/locale';
import { Dialog } from '../../ui/dialog';
import { Busy } from '../../ui/placeholders';
import { ProblemNote } from '../../ui/problem-note';

/** Asks before an import takes the place of everything: how much goes, and how much comes, as the simulation counted it. */
export function ReplaceDialog(props: { job: ImportJob; onConfirm: () => void; onClose: () => void }) {
  const texts = t.value.importing.replacing;
  const { kinds } = t.value.importing;
  const { arquivo, contagens } = props.job;
  const there = useLoad(async (signal) => {
    const [films, users] = await Promise.all(
      ['/filmes', '/usuarios'].map((path) => readPage(`${path}?limite=1`, signal)),
    );
    return [films.total, users.total] as const;
  }, []);
  return (
    <Dialog title={texts.title(arquivo)} onClose={props.onClose}>
      {there.problem && <ProblemNote problem={there.problem} retry={there.reload} />}
      {!there.data && there.loading && <Busy />}
      {there.data && <p>{texts.goes(number(there.data[0]), number(there.data[1]))}</p>}
      <p>{texts.comes}</p>
      <ul class="warnings">
        {Object.entries(contagens ?? {}).map(([kind, { novos, alterados, iguais }]) => (
          <li key={kind}>
            {kinds[kind] ?? kind}: {number(novos + alterados + iguais)}
          </li>
        ))}
      </ul>
      <p class="hint">{texts.copied}</p>
      <div class="dialog-actions">
        <button type="button" onClick={props.onClose}>
          {t.value.common.cancel}
        </button>
        <button type="button" class="danger" disabled={!there.data} onClick={props.onConfirm}>
          {t.value.importing.forceNow}
        </button>
      </div>
    </Dialog>
  );
}
