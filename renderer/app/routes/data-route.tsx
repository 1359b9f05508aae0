import { getRouteApi } from '@tanstack/react-router';
import { DataScreen } from '../../views/data/data-screen.tsx';

const api = getRouteApi('/data');

/** Joins the address to the screen, which knows nothing of it. */
export function DataRoute() {
  const search = api.useSearch();
  const navigate = api.useNavigate();
  return (
    <DataScreen
      view={search.view ?? 'rows'}
      column={search.column ?? null}
      onView={(view) => void navigate({ search: { view } })}
      onColumn={(column) => void navigate({ search: { view: 'columns', column } })}
    />
  );
}
