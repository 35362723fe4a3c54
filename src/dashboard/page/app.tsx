import type { FunctionComponent } from 'preact';
import { ErrorBoundary, lazy, LocationProvider, Route, Router } from 'preact-iso';
import { addressOf } from './api/address';
import { NoSuchPage } from './pages/no-such-page';
import { KeyDialog } from './ui/key-dialog';
import { NotLoaded } from './ui/not-loaded';
import { Shell } from './ui/shell';

/** A page in a file of its own. Where that does not come, the page says so in its place; the rest stays. */
function page(load: () => Promise<FunctionComponent>): FunctionComponent {
  return lazy(() => load().catch(() => NotLoaded));
}

const MapPage = page(() => import('./pages/map/map-page').then((m) => m.MapPage));
const RecommendationsPage = page(() =>
  import('./pages/recommendations/recommendations-page').then((m) => m.RecommendationsPage),
);
const TryPage = page(() => import('./pages/try/try-page').then((m) => m.TryPage));
const GroupsPage = page(() => import('./pages/groups/groups-page').then((m) => m.GroupsPage));
const GroupPage = page(() => import('./pages/groups/group-page').then((m) => m.GroupPage));
const FilmPage = page(() => import('./pages/films/film-page').then((m) => m.FilmPage));
const PersonPage = page(() => import('./pages/people/person-page').then((m) => m.PersonPage));
const RulesPage = page(() => import('./pages/rules/rules-page').then((m) => m.RulesPage));
const ModelPage = page(() => import('./pages/model/model-page').then((m) => m.ModelPage));
const ExperimentsPage = page(() => import('./pages/experiments/experiments-page').then((m) => m.ExperimentsPage));
const DataPage = page(() => import('./pages/data/data-page').then((m) => m.DataPage));
const KeysPage = page(() => import('./pages/keys/keys-page').then((m) => m.KeysPage));

export function App() {
  return (
    <LocationProvider scope={addressOf('/painel')}>
      <Shell>
        <ErrorBoundary>
          <Router>
            <Route path={addressOf('/painel')} component={MapPage} />
            <Route path={addressOf('/painel/recomendacoes')} component={RecommendationsPage} />
            <Route path={addressOf('/painel/experimente')} component={TryPage} />
            <Route path={addressOf('/painel/grupos')} component={GroupsPage} />
            <Route path={addressOf('/painel/grupos/:id')} component={GroupPage} />
            <Route path={addressOf('/painel/filmes/:id')} component={FilmPage} />
            <Route path={addressOf('/painel/pessoas/:id')} component={PersonPage} />
            <Route path={addressOf('/painel/regras')} component={RulesPage} />
            <Route path={addressOf('/painel/modelo')} component={ModelPage} />
            <Route path={addressOf('/painel/modelo/experimentos')} component={ExperimentsPage} />
            <Route path={addressOf('/painel/dados')} component={DataPage} />
            <Route path={addressOf('/painel/chaves')} component={KeysPage} />
            <Route default component={NoSuchPage} />
          </Router>
        </ErrorBoundary>
      </Shell>
      <KeyDialog />
    </LocationProvider>
  );
}
