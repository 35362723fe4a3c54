import type { ApiProblem } from '../api/client';
import { asking } from '../state/key';
import { t } from '../state/locale';
import { Icon } from './icon';

/** What went wrong: in the server's own words, if it has said any. */
export function problemText({ status, message, kind }: ApiProblem): string {
  const { common, key } = t.value;
  // Whoever holds one wants to know why it opens nothing any more.
  if (status === 401 && kind !== 'chave-vencida') return key.needed;
  if (message !== '') return message;
  return status === 0 ? common.away : common.failed;
}

/** What went wrong, and what helps. */
export function ProblemNote({ problem, retry }: { problem: ApiProblem; retry?: () => void }) {
  const { common, key } = t.value;
  return (
    <div class={problem.needsKey ? 'note' : 'note bad'} role="alert">
      <p>{problemText(problem)}</p>
      {problem.needsKey ? (
        <button type="button" onClick={() => (asking.value = true)}>
          <Icon name="key" />
          {problem.status === 401 ? key.give : key.giveOther}
        </button>
      ) : (
        retry && (
          <button type="button" onClick={retry}>
            {common.again}
          </button>
        )
      )}
    </div>
  );
}
