import { getRouteApi } from '@tanstack/react-router';
import { EvaluateScreen } from '../../views/evaluate/evaluate-screen.tsx';

const api = getRouteApi('/evaluate');

/** Joins the address to the screen, which knows nothing of it. */
export function EvaluateRoute() {
  const search = api.useSearch();
  const { part = 'results', detail = 'main', items = null, sources = null, subgroup = null, item = null } = search;
  const navigate = api.useNavigate();
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
