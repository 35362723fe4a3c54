import { canUndo, changes, undo } from '../../state/changes';
import { moment, t } from '../../state/locale';
import { Card } from '../../ui/card';
import { useKeptFocus } from '../../ui/kept-focus';
import { problemText } from '../../ui/problem-note';

/** What was changed from this page since it was loaded, each with the way back where there is one. */
export function ChangesCard() {
  const texts = t.value.changes;
  const keptFocus = useKeptFocus();
  return (
    <Card title={texts.title}>
      <ul class="changes" ref={keptFocus}>
        {changes.value.map((change) => (
          <li key={change.id} class={change.state}>
            <div>
              <span class="change-text">{change.text()}</span>
              <small>
                {[
                  change.place?.(),
                  moment(new Date(change.at).toISOString()),
                  texts.states[change.state],
                  change.problem && problemText(change.problem),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </small>
            </div>
            {canUndo(change) && (
              <button type="button" aria-label={texts.undoThis(change.text())} onClick={() => void undo(change)}>
                {texts.undo}
              </button>
            )}
          </li>
        ))}
      </ul>
      <p class="hint">{changes.value.length === 0 ? texts.none : texts.keptWhile}</p>
    </Card>
  );
}
