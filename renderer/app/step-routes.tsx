import { getRouteApi } from '@tanstack/react-router';
import { AdaptScreen } from '../views/adapt/adapt-screen.tsx';
import { CodebookScreen } from '../views/codebook/codebook-screen.tsx';
import { DataScreen } from '../views/data/data-screen.tsx';
import { EvaluateScreen } from '../views/evaluate/evaluate-screen.tsx';
import { ModelsScreen } from '../views/models/models-screen.tsx';
import { SimulateScreen } from '../views/simulate/simulate-screen.tsx';
import { SplitScreen } from '../views/split/split-screen.tsx';

const dataApi = getRouteApi('/data');
const codebookApi = getRouteApi('/codebook');
const evaluateApi = getRouteApi('/evaluate');
const simulateApi = getRouteApi('/simulate');

/** Joins the address to the screens, which know nothing of it. */
export function DataRoute() {
  const search = dataApi.useSearch();
  const navigate = dataApi.useNavigate();
  return (
    <DataScreen
      view={search.view ?? 'rows'}
      column={search.column ?? null}
      onView={(view) => void navigate({ search: { view } })}
      onColumn={(column) => void navigate({ search: { view: 'columns', column } })}
    />
  );
}

export function CodebookRoute() {
  const search = codebookApi.useSearch();
  const navigate = codebookApi.useNavigate();
  return (
    <CodebookScreen
      view={search.view ?? 'variables'}
      variable={search.variable ?? null}
      onView={(view) => void navigate({ search: { view } })}
      onVariable={(variable) => void navigate({ search: { variable }, replace: true })}
    />
  );
}

export function SplitRoute() {
  return <SplitScreen />;
}

export function ModelsRoute() {
  return <ModelsScreen />;
}

export function AdaptRoute() {
  return <AdaptScreen />;
}

export function SimulateRoute() {
  const search = simulateApi.useSearch();
  const navigate = simulateApi.useNavigate();
  return (
    <SimulateScreen
      view={search.view ?? 'distributions'}
      row={search.row ?? null}
      onView={(view) => void navigate({ search: (before) => ({ ...before, view }) })}
      onRow={(row) => void navigate({ search: (before) => ({ ...before, row }), replace: true })}
    />
  );
}

export function EvaluateRoute() {
  const search = evaluateApi.useSearch();
  const { part = 'results', detail = 'main', items = null, sources = null, subgroup = null, item = null } = search;
  const navigate = evaluateApi.useNavigate();
  return (
    <EvaluateScreen
      view={{ part, detail, items, sources, subgroup, item }}
      onView={(part) =>
        void navigate({
          // What is null is left out of the address.
          search: (before) => ({
            ...before,
            ...Object.fromEntries(Object.entries(part).map(([name, value]) => [name, value ?? undefined])),
          }),
          replace: true,
        })
      }
    />
  );
}
