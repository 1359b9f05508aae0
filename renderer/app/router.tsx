import { createHashHistory, createRootRoute, createRoute, createRouter, redirect } from '@tanstack/react-router';
import { toPilotlightError } from '../../shared/errors.ts';
import { ScreenFault } from './error-boundary.tsx';
import {
  AdaptRoute,
  CodebookRoute,
  DataRoute,
  EvaluateRoute,
  ModelsRoute,
  SimulateRoute,
  SplitRoute,
} from './step-routes.tsx';
import { ReportScreen } from '../views/report/report-screen.tsx';
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
const dataRoute = createRoute({ getParentRoute, path: '/data', component: DataRoute, validateSearch: dataSearch });
const codebookRoute = createRoute({
  getParentRoute,
  path: '/codebook',
  component: CodebookRoute,
  validateSearch: codebookSearch,
});
const splitRoute = createRoute({ getParentRoute, path: '/split', component: SplitRoute });
const modelsRoute = createRoute({ getParentRoute, path: '/models', component: ModelsRoute });
const adaptRoute = createRoute({ getParentRoute, path: '/adapt', component: AdaptRoute });
const simulateRoute = createRoute({
  getParentRoute,
  path: '/simulate',
  component: SimulateRoute,
  validateSearch: simulateSearch,
});
const evaluateRoute = createRoute({
  getParentRoute,
  path: '/evaluate',
  component: EvaluateRoute,
  validateSearch: evaluateSearch,
});
const reportRoute = createRoute({ getParentRoute, path: '/report', component: ReportScreen });

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
