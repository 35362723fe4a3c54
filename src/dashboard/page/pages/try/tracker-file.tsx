import { useEffect, useRef, useState } from 'preact/hooks';
import type { TrackedFilm, TrackedFilms } from '../../api/answer-types';
import { upload } from '../../api/upload';
import { number, t } from '../../state/locale';
import { FileDrop } from '../../ui/file-drop';
import { Busy } from '../../ui/placeholders';
import { ProblemNote } from '../../ui/problem-note';
import { useAction } from '../../ui/use-action';

/**
 * Takes what a visitor exported from a film tracker: the server reads it, and keeps nothing. dropped: a file that was dropped
 * anywhere else on the page.
 */
export function TrackerFile(props: { dropped: File | null; onFound: (films: readonly TrackedFilm[]) => void }) {
  const texts = t.value.tryIt;
  const [told, setTold] = useState<TrackedFilms>();
  const { busy, problem, run } = useAction();
  const abort = useRef(new AbortController());
  useEffect(() => () => abort.current.abort(), []);

  const read = async (file: File): Promise<void> => {
    setTold(undefined);
    const { signal } = abort.current;
    const answer = await upload<TrackedFilms>('/importacoes/visitante', file, {}, () => undefined, signal).catch(
      (error: unknown) => {
        if (!signal.aborted) throw error;
      },
    );
    if (!answer) return;
    setTold(answer);
    props.onFound(answer.filmes);
  };
  useEffect(() => {
    const { dropped } = props;
    if (dropped) void run(() => read(dropped));
  }, [props.dropped]);

  return (
    <div class="tracker-file">
      <FileDrop
        text={texts.drop}
        hint={texts.dropHint}
        accept=".zip,.csv,.json"
        disabled={busy}
        onFile={(file) => void run(() => read(file))}
      />
      <div aria-live="polite">
        {busy && <Busy />}
        {problem && <ProblemNote problem={problem} />}
        {told && <p class="note good">{texts.found(number(told.filmes.length), number(told.lidos))}</p>}
      </div>
    </div>
  );
}
