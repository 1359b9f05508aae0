import { getRouteApi } from '@tanstack/react-router';
import { CodebookScreen } from '../../views/codebook/codebook-screen.tsx';

const api = getRouteApi('/codebook');

/** Joins the address to the screen, which knows nothing of it. */
export function CodebookRoute() {
  const search = api.useSearch();
  const navigate = api.useNavigate();
  return (
    <CodebookScreen
      view={search.view ?? 'variables'}
      variable={search.variable ?? null}
      onView={(view) => void navigate({ search: { view } })}
      onVariable={(variable) => void navigate({ search: { variable }, replace: true })}
    />
  );
}
