import type { ApiProblem } from '../api/client';
import { asking } from '../state/key';
import { t } from '../state/locale';
import { Icon } from './icon';

/** What went wrong, in the server's own words, and what helps. */
export function ProblemNote({ problem, retry }: { problem: ApiProblem; retry?: () => void }) {
  const { common, key } = t.value;
  const detail = problem.message !== '' ? problem.message : problem.status === 0 ? common.away : common.failed;
  return (
    <div class={problem.needsKey ? 'note' : 'note bad'} role="alert">
      <p>{problem.status === 401 ? key.needed : detail}</p>
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
