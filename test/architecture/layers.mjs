/**
 * Table of layers: which files may import which. dependency-cruiser reads it (.dependency-cruiser.mjs).
 *
 * A file belongs to the first zone whose folder holds it; `*` in a folder captures the part (a feature, a technology).
 * `sameZone` says what parts of one zone may take from each other: `any`, `types` (values only from the own part and
 * from `shared`), or `own` (nothing but the own part). `packages` lists what may be named: `only` these, or any but
 * `not` these. `nodeModules` says whether Node's own modules may be named.
 */
export const zones = [
  {
    name: 'domain',
    folder: 'domain/*',
    mayImport: [],
    sameZone: 'any',
    packages: { only: ['fp-ts'] },
    nodeModules: false,
  },
  {
    name: 'application',
    folder: 'application/*',
    mayImport: ['domain'],
    sameZone: 'types',
    packages: { only: ['fp-ts'] },
    nodeModules: false,
  },
  {
    name: 'infrastructure',
    folder: 'infrastructure/*',
    mayImport: [],
    sameZone: 'any',
    packages: { not: ['inversify'] },
    nodeModules: true,
  },
  {
    // Plugins of the web client's build: they run in Node, none of it reaches the browser.
    name: 'web-build',
    folder: 'adapters/inbound/web/build',
    mayImport: [],
    sameZone: 'any',
    packages: { only: ['vite'] },
    nodeModules: true,
  },
  {
    // An outside program: it sees what every other client of the hub sees, and the domain's pure rules.
    name: 'web',
    folder: 'adapters/inbound/web',
    mayImport: ['domain', 'client', 'web-build'],
    sameZone: 'any',
    packages: { not: ['inversify', 'koa', 'ws', '@lydell/node-pty'] },
    nodeModules: false,
  },
  {
    // Derived from the route descriptions; runs in browsers as well.
    name: 'client',
    folder: 'adapters/inbound/http/client',
    mayImport: ['domain', 'application', 'infrastructure', 'inbound'],
    sameZone: 'any',
    packages: { not: ['inversify', 'koa', 'ws', '@lydell/node-pty'] },
    nodeModules: false,
  },
  {
    name: 'inbound',
    folder: 'adapters/inbound/*',
    mayImport: ['domain', 'application', 'infrastructure', 'client'],
    sameZone: 'any',
    packages: { not: ['inversify'] },
    nodeModules: true,
  },
  {
    name: 'memory',
    folder: 'adapters/outbound/memory',
    mayImport: ['domain', 'application', 'infrastructure'],
    sameZone: 'any',
    packages: { not: ['inversify'] },
    nodeModules: true,
  },
  {
    name: 'outbound',
    folder: 'adapters/outbound/*',
    mayImport: ['domain', 'application', 'infrastructure'],
    sameZone: 'own',
    packages: { not: ['inversify'] },
    nodeModules: true,
  },
  {
    // Entry point of tests: the only part of composition that sees the fakes.
    name: 'testing',
    folder: 'composition/testing',
    mayImport: ['domain', 'application', 'infrastructure', 'inbound', 'memory', 'outbound', 'composition'],
    sameZone: 'any',
    packages: { not: ['io-ts'] },
    nodeModules: true,
  },
  {
    name: 'composition',
    folder: 'composition',
    mayImport: ['domain', 'application', 'infrastructure', 'inbound', 'outbound'],
    sameZone: 'any',
    packages: { not: ['io-ts'] },
    nodeModules: true,
  },
  {
    name: 'test',
    folder: 'test',
    mayImport: [
      'domain',
      'application',
      'infrastructure',
      'web',
      'client',
      'inbound',
      'memory',
      'outbound',
      'composition',
      'testing',
      'scripts',
      'tools',
    ],
    sameZone: 'any',
    packages: { not: [] },
    nodeModules: true,
  },
  {
    name: 'tools',
    folder: 'scripts/tools',
    mayImport: ['scripts'],
    sameZone: 'any',
    packages: { not: [] },
    nodeModules: true,
  },
  {
    // `npm start` and `npm test` run before anything is installed.
    name: 'scripts',
    folder: 'scripts',
    mayImport: ['tools'],
    sameZone: 'any',
    packages: { only: [] },
    nodeModules: true,
  },
]

/** The part of a zone that every other part may take values from. */
export const SHARED_PART = 'shared'
