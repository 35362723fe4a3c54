import { ApiProblem, get } from '../../api/client';
import type { ApiKey } from '../../api/answer-types';
import { useLoad } from '../../api/use-load';
import { mayDo, scope } from '../../state/key';
import { t } from '../../state/locale';
import { PageHead } from '../../ui/page-head';
import { ProblemNote } from '../../ui/problem-note';
import { KeyList } from './key-list';
import { NewKey } from './new-key';
import { TokensCard } from './tokens-card';
import './keys.css';

/** Keys, for those who may make them, and tokens of people, for all who may write. */
export function KeysPage() {
  const texts = t.value.keys;
  const keys = useLoad(mayDo('admin') ? (signal) => get<ApiKey[]>('/chaves', {}, signal) : null, []);
  return (
    <>
      <PageHead title={texts.title} lead={texts.lead} />
      {!mayDo('admin') && <ProblemNote problem={new ApiProblem(scope.value === null ? 401 : 403, texts.needAdmin)} />}
      {mayDo('escrita') && (
        <div class="keys">
          <div class="stack">
            {mayDo('admin') && <NewKey onCreated={keys.reload} />}
            <TokensCard />
          </div>
          {mayDo('admin') && <KeyList keys={keys} />}
        </div>
      )}
    </>
  );
}
