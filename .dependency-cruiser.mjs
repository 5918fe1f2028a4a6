import { SHARED_PART, zones } from './test/architecture/layers.mjs'

const escape = (text) => text.replaceAll(/[.+]/g, '\\$&')
const literal = (folder) => folder.split('*')[0].replace(/\/$/, '')

/** The files of a zone, less those of the zones before it; its `*` becomes the first group. */
function files(zone) {
  const earlier = zones.slice(0, zones.indexOf(zone)).map(({ folder }) => folder)
  const inside = earlier.filter((folder) => folder.startsWith(`${literal(zone.folder)}/`))
  const except = inside.length === 0 ? '' : `(?!${inside.map((folder) => `${escape(folder)}/`).join('|')})`
  return `^${except}${escape(zone.folder).replace('*', '([^/]+)')}/`
}

const byName = (name) => zones.find((zone) => zone.name === name)
const OURS = `^(${[...new Set(zones.map(({ folder }) => folder.split('/')[0]))].join('|')})/`
const packageFolder = (name) => `(^|/)node_modules/${escape(name)}/`
/** Only an index.ts imports an index.ts (eslint), so what is behind one is checked at its own files. */
const ENTRY_POINT = '/index\\.ts$'
/** Ports of a feature. */
const PORTS = '^application/.*/ports\\.ts$'
const PACKAGES = ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-bundled']

/** Packages that the bundles contain, and the peers. */
const SHIPPED = [
  '@fastify/busboy',
  '@koa/router',
  '@agentclientprotocol/sdk',
  '@modelcontextprotocol/sdk',
  '@opentelemetry/[^/]+',
  'accepts',
  'chokidar',
  'commander',
  'croner',
  'diff',
  'fp-ts',
  'fs-native-extensions',
  'ignore',
  'inversify',
  'io-ts',
  'jose',
  'jsonc-parser',
  'koa',
  'node-sqlite3-wasm',
  'nodegit',
  'qr',
  'unbash',
  'web-push',
  'ws',
]

function layerRule(zone) {
  const allowed = zone.mayImport.map((name) => files(byName(name)))
  return {
    name: `${zone.name}-sees-only-its-layers`,
    severity: 'error',
    comment: `${zone.name} may import: ${[zone.name, ...zone.mayImport].join(', ')}.`,
    from: { path: files(zone) },
    to: { path: OURS, pathNot: [files(zone), ...allowed, ENTRY_POINT] },
  }
}

function partRules(zone) {
  if (zone.sameZone === 'any') return []
  const own = files(zone).replace('([^/]+)', '$1')
  const shared = files(zone).replace('([^/]+)', SHARED_PART)
  const onlyValues = zone.sameZone === 'types' ? { dependencyTypesNot: ['type-only'] } : {}
  return [
    {
      name: `${zone.name}-parts-keep-apart`,
      severity: 'error',
      comment: 'Take what the other part does as a dependency that composition wires.',
      from: { path: files(zone) },
      to: { path: files(zone), pathNot: zone.sameZone === 'types' ? [own, shared] : [own], ...onlyValues },
    },
  ]
}

function packageRules(zone) {
  const to = zone.packages.only
    ? { dependencyTypes: PACKAGES, pathNot: zone.packages.only.map(packageFolder) }
    : { path: zone.packages.not.map(packageFolder) }
  const restricted = zone.packages.only !== undefined || zone.packages.not.length > 0
  const from = { path: files(zone) }
  return [
    ...(restricted ? [{ name: `${zone.name}-packages`, severity: 'error', from, to }] : []),
    ...(zone.nodeModules
      ? []
      : [{ name: `${zone.name}-without-node`, severity: 'error', from, to: { dependencyTypes: ['core'] } }]),
  ]
}

const CLIENT = '^adapters/inbound/web/src/'

/** Floors of the web client: `app` below `ui` below the features, and `frame` above them. */
const clientRules = [
  ['app', { path: CLIENT, pathNot: `${CLIENT}app/` }],
  ['ui', { path: CLIENT, pathNot: [`${CLIENT}(app|ui)/`, '\\.css$'] }],
  ['(?!frame/)[^/]+', { path: `${CLIENT}frame/` }],
].map(([folder, to]) => ({
  name: 'client-floors',
  severity: 'error',
  comment: 'app imports no folder of the client, ui only app, features not the frame (docs/web-client.md).',
  from: { path: `${CLIENT}${folder}/` },
  to,
}))

/** Floors of composition, the lowest first; entry points of the package import from all. */
const FLOORS = ['config', 'tools', 'features', 'hub', 'program']

const compositionRules = FLOORS.map((folder, floor) => ({
  name: 'composition-floors',
  severity: 'error',
  comment: `A folder of composition imports only those before it: ${FLOORS.join(', ')}.`,
  from: { path: `^composition/${folder}/` },
  to: {
    path: '^composition/',
    pathNot: [`^composition/(${FLOORS.slice(0, floor + 1).join('|')})/`, '^composition/package-files\\.ts$'],
  },
}))

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...zones.flatMap((zone) => [layerRule(zone), ...partRules(zone), ...packageRules(zone)]),
    {
      name: 'in-a-zone',
      severity: 'error',
      comment: 'A file that no row of test/architecture/layers.mjs describes would be free of every rule above.',
      from: { path: OURS, pathNot: [...zones.map(files), ENTRY_POINT] },
      to: {},
    },
    ...clientRules,
    ...compositionRules,
    {
      name: 'no-cycle',
      severity: 'error',
      comment: 'The ports of a feature, which are types alone, name use cases that take some of them.',
      from: {},
      to: { circular: true, viaOnly: { pathNot: PORTS } },
    },
    {
      name: 'ports-are-types',
      severity: 'error',
      from: { path: PORTS },
      to: { dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'resolvable',
      severity: 'error',
      comment: 'nodegit is installed by `npm test -- --all` alone.',
      from: {},
      to: { couldNotResolve: true, pathNot: '^nodegit$' },
    },
    {
      name: 'listed-in-package-json',
      severity: 'error',
      comment: 'nodegit is a link to the folder in which it was compiled.',
      from: {},
      to: {
        dependencyTypes: ['npm-no-pkg', 'npm-unknown'],
        dependencyTypesNot: ['npm-dev'],
        pathNot: '/node_modules/nodegit/',
      },
    },
    {
      name: 'production-on-shipped-packages-only',
      severity: 'error',
      comment: 'They are development dependencies, as the bundler puts them into the package.',
      from: { path: '^(domain|application|infrastructure|adapters|composition)/', pathNot: ['^adapters/inbound/web/'] },
      to: {
        path: '^node_modules/',
        pathNot: `^node_modules/(${SHIPPED.join('|')})/`,
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'root-entry-loads-fp-ts-only',
      severity: 'error',
      comment: 'Who imports the root of the package gets the library without tools.',
      from: { path: '^composition/index\\.ts$' },
      to: { reachable: true, path: '^(adapters|infrastructure|test)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|coverage)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.d.ts'],
    },
  },
}
