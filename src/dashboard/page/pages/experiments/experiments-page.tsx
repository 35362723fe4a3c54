import { useState } from 'preact/hooks';
import { addressOf } from '../../api/address';
import { ApiProblem, get } from '../../api/client';
import type { Experiment } from '../../api/answer-types';
import { useLoad } from '../../api/use-load';
import { mayDo, scope } from '../../state/key';
import { t } from '../../state/locale';
import { Icon } from '../../ui/icon';
import { PageHead } from '../../ui/page-head';
import { Busy, Empty } from '../../ui/placeholders';
import { ProblemNote } from '../../ui/problem-note';
import { ExperimentCard } from './experiment-card';
import { NewExperiment } from './new-experiment';
import './experiments.css';

/** Ways to make lists, compared on people. */
export function ExperimentsPage() {
  const texts = t.value.experiments;
  const mayRead = mayDo('leitura');
  const mayMake = mayDo('admin');
  const experiments = useLoad(mayRead ? (signal) => get<Experiment[]>('/experimentos', {}, signal) : null, []);
  const [said, setSaid] = useState('');
  const changed = (what: string): void => {
    setSaid(what);
    experiments.reload();
  };
  return (
    <>
      <PageHead title={texts.title} lead={texts.lead}>
        <a class="button" href={addressOf('/painel/modelo')}>
          <Icon name="back" />
          {t.value.nav.model}
        </a>
      </PageHead>
      {mayRead ? (
        <div class="experiments">
          <div class="stack">
            {experiments.problem && <ProblemNote problem={experiments.problem} retry={experiments.reload} />}
            {!experiments.data && experiments.loading && <Busy />}
            <p class="unseen" role="status">
              {said}
            </p>
            {experiments.data?.length === 0 && <Empty>{texts.none}</Empty>}
            {experiments.data?.map((one) => (
              <ExperimentCard key={one.id} experiment={one} mayChange={mayMake} onChanged={changed} />
            ))}
          </div>
          {mayMake ? (
            <NewExperiment onMade={changed} />
          ) : (
            <ProblemNote problem={new ApiProblem(403, texts.needAdmin)} />
          )}
        </div>
      ) : (
        <ProblemNote problem={new ApiProblem(scope.value === null ? 401 : 403, texts.needKey)} />
      )}
    </>
  );
}
