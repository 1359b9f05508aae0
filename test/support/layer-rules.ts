import type { ICruiseOptions, IForbiddenRuleType, IRegularForbiddenRuleType } from 'dependency-cruiser';

function only(
  name: string,
  comment: string,
  from: IRegularForbiddenRuleType['from'],
  to: IRegularForbiddenRuleType['to'],
): IRegularForbiddenRuleType {
  return { name, comment, severity: 'error', from, to };
}

/** The rings of docs/architecture.md as rules. */
export const layerRules: IForbiddenRuleType[] = [
  only('no-cycles', 'Modules form layers; a cycle hides one.', {}, { circular: true }),
  only('no-unresolvable', 'Every import leads somewhere.', {}, { couldNotResolve: true }),
  only(
    'shared-is-pure',
    'shared runs anywhere: it imports itself and the libraries named here, never Node.',
    { path: '^shared/' },
    {
      pathNot: [
        '^shared/',
        '^node_modules/zod/',
        '^node_modules/(pure-rand|@stdlib)/',
        '^node_modules/(vega|vega-lite)/',
      ],
    },
  ),
  only(
    'numeric-libraries-in-statistics',
    'Numeric libraries stay behind shared/statistics.',
    { path: '^shared/', pathNot: '^shared/statistics/' },
    { path: '^node_modules/(pure-rand|@stdlib)/' },
  ),
  {
    name: 'pages-compute-no-statistics',
    comment: 'The numeric libraries compile code when they are loaded, which the content policy of the pages refuses.',
    severity: 'error',
    from: { path: '^renderer/' },
    to: { path: '^node_modules/@stdlib/', reachable: true },
  },
  only(
    'vega-types-in-charts',
    'Chart specifications are made in shared/charts.',
    { path: '^shared/', pathNot: '^shared/charts/' },
    { path: '^node_modules/(vega|vega-lite)/' },
  ),
  only(
    'statistics-stand-alone',
    'Statistics and evaluation know neither contract nor rpc.',
    { path: '^shared/(statistics|evaluation)/' },
    { path: '^shared/(contract|rpc)/' },
  ),
  only(
    'statistics-know-no-domain',
    'Statistics work on numbers.',
    { path: '^shared/statistics/' },
    { path: '^shared/(domain|evaluation|charts)/' },
  ),
  only(
    'domain-below-evaluation',
    'The domain does not know how it is evaluated.',
    { path: '^shared/domain/' },
    { path: '^shared/(evaluation|charts|contract|rpc)/' },
  ),
  only(
    'core-is-plain-node',
    'The core never imports a shell, a host or a screen.',
    { path: '^electron/core/' },
    {
      path: ['^electron/(main|preload|hosts|cli|installation)/', '^renderer/', '^node_modules/electron/', '^electron$'],
    },
  ),
  only(
    'llama-in-engine',
    'node-llama-cpp is imported in engine only.',
    { pathNot: '^(electron/core/engine|test)/' },
    { path: '^node_modules/node-llama-cpp/' },
  ),
  only(
    'ffi-in-trainer',
    'The FFI is imported in trainer only.',
    { pathNot: '^(electron/core/trainer|test)/' },
    { path: '^node_modules/koffi/' },
  ),
  only(
    'sqlite-in-database',
    'SQL lives in database.',
    { pathNot: '^(electron/core/database|test)/' },
    { path: '^node_modules/better-sqlite3' },
  ),
  only(
    'no-network',
    'There is no network code in the product.',
    { path: '^(shared|electron|renderer|resources)/', pathNot: '^electron/cli/serve/' },
    { path: ['^(node:)?(http|https|http2|net|tls|dgram|dns)$', '^node_modules/ws/'] },
  ),
  only(
    'electron-in-the-window',
    'Electron is imported by the window and by the ports that lead to it.',
    { path: '^(shared|electron|renderer|resources)/', pathNot: '^electron/(main|preload|hosts/ports)/' },
    { path: ['^node_modules/electron/', '^electron$'] },
  ),
  only(
    'window-stands-alone',
    'Nobody imports the window.',
    { path: '^(shared|electron|renderer|resources)/', pathNot: '^electron/(main|preload)/' },
    { path: '^electron/(main|preload)/' },
  ),
  only(
    'hosts-below-shells',
    'Hosts know no shell, and the installation knows nobody.',
    { path: '^electron/(hosts|installation)/' },
    { path: '^electron/(main|preload|cli)/' },
  ),
  only(
    'hosts-are-entries',
    'Only shells start hosts.',
    { path: '^electron/', pathNot: '^electron/(hosts|cli|main)/' },
    { path: '^electron/hosts/' },
  ),
  only(
    'renderer-knows-the-contract',
    'Screens know the contract, not the core.',
    { path: '^renderer/' },
    { path: ['^electron/', '^node_modules/electron/'] },
  ),
  only('renderer-is-no-node', 'Screens run in a browser.', { path: '^renderer/' }, { dependencyTypes: ['core'] }),
  only(
    'screens-know-no-other',
    'A screen is made of ui, charts, bridge and shared, never of another screen.',
    { path: '^renderer/views/([^/]+)/' },
    { path: '^renderer/(views|app)/', pathNot: '^renderer/views/$1/' },
  ),
  only(
    'screen-parts-below-screens',
    'Bridge, controls and charts know no screen.',
    { path: '^renderer/(bridge|ui|charts)/' },
    { path: '^renderer/(app|views)/' },
  ),
  only(
    'bridge-below-controls',
    'The bridge to the core shows nothing.',
    { path: '^renderer/bridge/' },
    { path: '^renderer/(ui|charts)/' },
  ),
  only(
    'controls-in-ui',
    'The component library is wrapped once.',
    { path: '^renderer/', pathNot: '^renderer/ui/' },
    { path: '^node_modules/(react-aria|@react-aria|react-stately)' },
  ),
  only(
    'vega-in-charts',
    'Pictures are drawn in renderer/charts.',
    { path: '^renderer/', pathNot: '^renderer/charts/' },
    { path: '^node_modules/vega' },
  ),
  only(
    'product-without-tests',
    'The product does not import its tests.',
    { path: '^(shared|electron|renderer|resources)/' },
    { path: '^test/' },
  ),
  only(
    'migrations-stand-still',
    'A migration imports no live code, so that it does tomorrow what it did today.',
    { path: '^electron/core/database/migrations/[0-9]' },
    { path: '.' },
  ),
];

export const cruiseOptions: ICruiseOptions = {
  doNotFollow: { path: 'node_modules' },
  tsPreCompilationDeps: true,
  tsConfig: { fileName: 'electron/tsconfig.json' },
  enhancedResolveOptions: {
    exportsFields: ['exports'],
    conditionNames: ['import', 'node', 'types', 'default'],
    extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.d.ts'],
  },
};
