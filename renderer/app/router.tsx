import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router';
import { toPilotlightError } from '../../shared/errors.ts';
import { ScreenFault } from './error-boundary.tsx';
import { DataRoute } from './routes/data-route.tsx';
import { codebookSearch, dataSearch, evaluateSearch, simulateSearch } from './step-search.ts';
import { WorkspaceFrame } from './workspace-frame.tsx';

const rootRoute = createRootRoute({ component: WorkspaceFrame });
const getParentRoute = () => rootRoute;

const startRoute = createRoute({
  getParentRoute,
  path: '/',
  beforeLoad: () => {
    // oxlint-disable-next-line typescript/only-throw-error -- the router's way to redirect
    throw redirect({ to: '/data' });
  },
});
// A project opens at its data; the code of the other steps is loaded with them.
const dataRoute = createRoute({ getParentRoute, path: '/data', component: DataRoute, validateSearch: dataSearch });
const codebookRoute = createRoute({
  getParentRoute,
  path: '/codebook',
  component: lazyRouteComponent(() => import('./routes/codebook-route.tsx'), 'CodebookRoute'),
  validateSearch: codebookSearch,
});
const splitRoute = createRoute({
  getParentRoute,
  path: '/split',
  component: lazyRouteComponent(() => import('../views/split/split-screen.tsx'), 'SplitScreen'),
});
const modelsRoute = createRoute({
  getParentRoute,
  path: '/models',
  component: lazyRouteComponent(() => import('../views/models/models-screen.tsx'), 'ModelsScreen'),
});
const adaptRoute = createRoute({
  getParentRoute,
  path: '/adapt',
  component: lazyRouteComponent(() => import('../views/adapt/adapt-screen.tsx'), 'AdaptScreen'),
});
const simulateRoute = createRoute({
  getParentRoute,
  path: '/simulate',
  component: lazyRouteComponent(() => import('./routes/simulate-route.tsx'), 'SimulateRoute'),
  validateSearch: simulateSearch,
});
const evaluateRoute = createRoute({
  getParentRoute,
  path: '/evaluate',
  component: lazyRouteComponent(() => import('./routes/evaluate-route.tsx'), 'EvaluateRoute'),
  validateSearch: evaluateSearch,
});
const reportRoute = createRoute({
  getParentRoute,
  path: '/report',
  component: lazyRouteComponent(() => import('../views/report/report-screen.tsx'), 'ReportScreen'),
});

/** The steps by address. The fragment holds the place, so that no request leaves the page. */
export const router = createRouter({
  routeTree: rootRoute.addChildren([
    startRoute,
    dataRoute,
    codebookRoute,
    splitRoute,
    modelsRoute,
    adaptRoute,
    simulateRoute,
    evaluateRoute,
    reportRoute,
  ]),
  history: createHashHistory(),
  defaultErrorComponent: ({ error, reset }) => <ScreenFault error={toPilotlightError(error)} onRetry={reset} />,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
