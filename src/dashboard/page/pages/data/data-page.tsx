import { useState } from 'preact/hooks';
import { get } from '../../api/client';
import type { Model } from '../../api/answer-types';
import { readPage } from '../../api/read-page';
import { useLoad } from '../../api/use-load';
import { dataTurn } from '../../state/changes';
import { mayDo } from '../../state/key';
import { number, t } from '../../state/locale';
import { PageHead } from '../../ui/page-head';
import { Switch } from '../../ui/switch';
import { useQuery, wordIn } from '../../ui/use-query';
import { ChangesCard } from './changes-card';
import { ExportCard } from './export-card';
import { FilmsCard } from './films-card';
import { ImportCard } from './import-card';
import { ImportHistoryCard } from './import-history-card';
import { UsersCard } from './users-card';
import './data.css';

const views = ['films', 'users'] as const;
/** As the address calls them. */
const words = ['filmes', 'pessoas'] as const;

export function DataPage() {
  const texts = t.value.data;
  const { query, change } = useQuery();
  const view = views[words.indexOf(wordIn(query.ver, words))];
  /** Imports, and simulations, that ended while the page was open. */
  const [ended, setEnded] = useState(0);
  const show = (to: (typeof views)[number]): void =>
    change({
      ver: to === 'films' ? null : words[views.indexOf(to)],
      busca: null,
      ordem: null,
      por_pagina: null,
      pagina: null,
    });
  return (
    <>
      <PageHead title={texts.title} lead={texts.lead} />
      <Counts turn={dataTurn.value} />
      <div class="data">
        <div class="stack">
          <Switch class="views" label={texts.show} words={views} names={texts.views} value={view} onChange={show} />
          {view === 'films' ? <FilmsCard /> : <UsersCard />}
        </div>
        <div class="stack">
          <ChangesCard />
          <ImportCard
            onEnded={({ simular }) => {
              setEnded((before) => before + 1);
              if (!simular) dataTurn.value++;
            }}
          />
          {mayDo('escrita') && <ImportHistoryCard turn={ended} />}
          <ExportCard />
        </div>
      </div>
    </>
  );
}

async function totalOf(path: string, signal: AbortSignal): Promise<number> {
  return (await readPage(`${path}?limite=1`, signal)).total;
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
