import { getRouteApi } from '@tanstack/react-router';
import { SimulateScreen } from '../../views/simulate/simulate-screen.tsx';

const api = getRouteApi('/simulate');

/** Joins the address to the screen, which knows nothing of it. */
export function SimulateRoute() {
  const search = api.useSearch();
  const navigate = api.useNavigate();
  return (
    <SimulateScreen
      view={search.view ?? 'distributions'}
      row={search.row ?? null}
      onView={(view) => void navigate({ search: (before) => ({ ...before, view }) })}
      onRow={(row) => void navigate({ search: (before) => ({ ...before, row }), replace: true })}
    />
  );
}
