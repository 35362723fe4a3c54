import { useState } from 'preact/hooks';
import { ApiProblem, get } from '../../api/client';
import type { Film, Rule } from '../../api/answer-types';
import { useLoad } from '../../api/use-load';
import { mayDo, scope } from '../../state/key';
import { t } from '../../state/locale';
import { Card } from '../../ui/card';
import { PageHead } from '../../ui/page-head';
import { Busy, Empty } from '../../ui/placeholders';
import { ProblemNote } from '../../ui/problem-note';
import { NewRule } from './new-rule';
import { RuleItem } from './rule-item';
import './rules.css';

/** What editors want of lists, whatever the model says: all rules, and a new one. */
export function RulesPage() {
  const texts = t.value.rules;
  const mayRead = mayDo('leitura');
  const mayEdit = mayDo('edicao');
  const rules = useLoad(mayRead ? (signal) => get<Rule[]>('/regras', {}, signal) : null, []);
  const [said, setSaid] = useState('');
  const changed = (what: string): void => {
    setSaid(what);
    rules.reload();
  };
  const films = useFilms(rules.data);
  return (
    <>
      <PageHead title={texts.title} lead={texts.lead} />
      {mayRead ? (
        <div class="rules">
          <Card title={texts.all}>
            {rules.problem && <ProblemNote problem={rules.problem} retry={rules.reload} />}
            {!rules.data && rules.loading && <Busy />}
            <p class="unseen" role="status">
              {said}
            </p>
            {rules.data?.length === 0 && <Empty>{texts.none}</Empty>}
            <ul class="rule-list">
              {rules.data?.map((rule) => (
                <RuleItem key={rule.id} rule={rule} films={films} mayEdit={mayEdit} onChanged={changed} />
              ))}
            </ul>
          </Card>
          {mayEdit ? <NewRule onMade={changed} /> : <ProblemNote problem={new ApiProblem(403, texts.needEditor)} />}
        </div>
      ) : (
        <ProblemNote problem={new ApiProblem(scope.value === null ? 401 : 403, texts.needEditor)} />
      )}
    </>
  );
}

/** The films that rules pin, by id. */
function useFilms(rules: readonly Rule[] | undefined): ReadonlyMap<number, Film> {
  const ids = [...new Set(rules?.flatMap(({ filme_id }) => filme_id ?? []))];
  const films = useLoad(
    ids.length > 0 ? (signal) => Promise.all(ids.map((id) => get<Film>(`/filmes/${id}`, {}, signal))) : null,
    [ids.join()],
  );
  return new Map(films.data?.map((film) => [film.id, film]));
}
