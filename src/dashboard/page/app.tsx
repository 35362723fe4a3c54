import { ErrorBoundary, lazy, LocationProvider, Route, Router } from 'preact-iso';
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
const ModelPage = lazy(() => import('./pages/model/model-page').then((m) => m.ModelPage));
const DataPage = lazy(() => import('./pages/data/data-page').then((m) => m.DataPage));
const KeysPage = lazy(() => import('./pages/keys/keys-page').then((m) => m.KeysPage));

export function App() {
  return (
    <LocationProvider scope="/painel">
      <Shell>
        <ErrorBoundary>
          <Router>
            <Route path="/painel" component={MapPage} />
            <Route path="/painel/recomendacoes" component={RecommendationsPage} />
            <Route path="/painel/experimente" component={TryPage} />
            <Route path="/painel/grupos" component={GroupsPage} />
            <Route path="/painel/grupos/:id" component={GroupPage} />
            <Route path="/painel/modelo" component={ModelPage} />
            <Route path="/painel/dados" component={DataPage} />
            <Route path="/painel/chaves" component={KeysPage} />
            <Route default component={NoSuchPage} />
          </Router>
        </ErrorBoundary>
      </Shell>
      <KeyDialog />
    </LocationProvider>
  );
}
