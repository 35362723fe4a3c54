import { useState } from 'preact/hooks';
import { ask, get } from '../../api/client';
import type { Film, Model, User } from '../../api/answer-types';
import { useLoad } from '../../api/use-load';
import { mayDo } from '../../state/key';
import { number, t } from '../../state/locale';
import { PageHead } from '../../ui/page-head';
import { ExportCard } from './export-card';
import { FilmsCard } from './films-card';
import { ImportCard } from './import-card';
import { UsersCard } from './users-card';
import './data.css';

const views = ['films', 'users'] as const;

export function DataPage() {
  const texts = t.value.data;
  const [view, setView] = useState<(typeof views)[number]>('films');
  /** Grows with each change of the data, so that everything is read again. */
  const [turn, setTurn] = useState(0);
  const changed = (): void => setTurn((n) => n + 1);
  return (
    <>
      <PageHead title={texts.title} lead={texts.lead} />
      <Counts turn={turn} />
      <div class="data">
        <div class="stack">
          <div class="switch views" role="group" aria-label={texts.show}>
            {views.map((one) => (
              <button key={one} type="button" aria-pressed={one === view} onClick={() => setView(one)}>
                {texts.views[one]}
              </button>
            ))}
          </div>
          {view === 'films' ? (
            <FilmsCard turn={turn} onChange={changed} />
          ) : (
            <UsersCard turn={turn} onChange={changed} />
          )}
        </div>
        <div class="stack">
          <ImportCard onImported={changed} />
          <ExportCard />
        </div>
      </div>
    </>
  );
}

async function totalOf(path: string, signal: AbortSignal): Promise<number> {
  const { headers } = await ask<readonly (Film | User)[]>(path, { query: { limite: 1 }, signal });
  return Number(headers.get('X-Total-Count'));
}

function Counts({ turn }: { turn: number }) {
  const texts = t.value.data;
  const films = useLoad((signal) => totalOf('/filmes', signal), [turn]);
  const users = useLoad(mayDo('escrita') ? (signal) => totalOf('/usuarios', signal) : null, [turn]);
  const model = useLoad((signal) => get<Model>('/modelo', {}, signal), [turn]);
  const shown = (value: number | undefined): string => (value === undefined ? '–' : number(value));
  return (
    <dl class="facts counts">
      <div>
        <dt>{texts.films}</dt>
        <dd>{shown(films.data)}</dd>
      </div>
      <div>
        <dt>{mayDo('escrita') ? texts.users : texts.usersInModel}</dt>
        <dd>{shown(mayDo('escrita') ? users.data : model.data?.usuarios)}</dd>
      </div>
      <div>
        <dt>{texts.ratingsInModel}</dt>
        <dd>{shown(model.data?.avaliacoes)}</dd>
      </div>
    </dl>
  );
}
