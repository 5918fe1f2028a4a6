import { SHARED_PART, zones } from './layers.mjs'

const capture = (folder) => (folder.includes('*') ? { capture: ['part'] } : {})

/** The zones as element descriptors of eslint-plugin-boundaries. */
export const elements = zones.map(({ name, folder }) => ({
  type: name,
  pattern: folder,
  partialMatch: false,
  ...capture(folder),
}))

const samePart = { element: { captured: { part: '{{ from.element.captured.part }}' } } }

function withinZone({ name, sameZone }) {
  const from = { element: { type: name } }
  const own = { from, allow: { to: { element: { type: name, ...samePart.element } } } }
  const shared = { from, allow: { to: { element: { type: name, captured: { part: SHARED_PART } } } } }
  switch (sameZone) {
    case 'any':
      return [{ from, allow: { to: { element: { type: name } } } }]
    case 'types':
      return [own, shared, { from, allow: { to: { element: { type: name } }, dependency: { kind: 'type' } } }]
    case 'own':
      return [own]
    default:
      throw new Error(`layers.mjs: unknown sameZone ${sameZone}`)
  }
}

function packagePolicies({ name, packages, nodeModules }) {
  const from = { element: { type: name } }
  const everything = { from, allow: { to: { module: { origin: 'external' } } } }
  const named = packages.only
    ? packages.only.map((source) => ({ from, allow: { to: { module: { origin: 'external', source } } } }))
    : [
        everything,
        ...packages.not.map((source) => ({ from, disallow: { to: { module: { origin: 'external', source } } } })),
      ]
  return nodeModules ? [...named, { from, allow: { to: { module: { origin: 'core' } } } }] : named
}

/** The zones as policies of `boundaries/dependencies`, whose last matching policy wins. */
export const policies = zones.flatMap((zone) => [
  ...zone.mayImport.map((type) => ({
    from: { element: { type: zone.name } },
    allow: { to: { element: { type } } },
  })),
  ...withinZone(zone),
  ...packagePolicies(zone),
])
