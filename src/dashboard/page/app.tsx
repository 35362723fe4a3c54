import { ErrorBoundary, lazy, LocationProvider, Route, Router } from 'preact-iso';
import { addressOf } from './api/address';
import { NoSuchPage } from './pages/no-such-page';
import { KeyDialog } from './ui/key-dialog';
import { Shell } from './ui/shell';

const MapPage = lazy(() => import('./pages/map/map-page').then((m) => m.MapPage));
const RecommendationsPage = lazy(() =>
  import('./pages/recommendations/recommendations-page').then((m) => m.RecommendationsPage),
);
const TryPage = lazy(() => import('./pages/try/try-page').then((m) => m.TryPage));
const GroupsPage = lazy(() => import('./pages/groups/groups-page').then((m) => m.GroupsPage));
const GroupPage = lazy(() => import('./pages/groups/group-page').then((m) => m.GroupPage));
const FilmPage = lazy(() => import('./pages/films/film-page').then((m) => m.FilmPage));
const PersonPage = lazy(() => import('./pages/people/person-page').then((m) => m.PersonPage));
const RulesPage = lazy(() => import('./pages/rules/rules-page').then((m) => m.RulesPage));
const ModelPage = lazy(() => import('./pages/model/model-page').then((m) => m.ModelPage));
const ExperimentsPage = lazy(() => import('./pages/experiments/experiments-page').then((m) => m.ExperimentsPage));
const DataPage = lazy(() => import('./pages/data/data-page').then((m) => m.DataPage));
const KeysPage = lazy(() => import('./pages/keys/keys-page').then((m) => m.KeysPage));

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
