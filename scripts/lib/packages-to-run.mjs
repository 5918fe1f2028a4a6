/** Development packages that neither the program nor the web client is built from. `npm start` leaves them out. */
export const NOT_TO_RUN = [
  '@arethetypeswrong/core',
  '@azurity/pure-nerd-font',
  '@fontsource/dejavu-mono',
  '@fontsource/noto-sans-symbols',
  '@fontsource/noto-sans-symbols-2',
  '@microsoft/api-extractor',
  '@redocly/openapi-core',
  '@types/accepts',
  '@types/chai',
  '@types/koa',
  '@types/mocha',
  '@types/node',
  '@types/web-push',
  '@types/ws',
  '@typescript-eslint/utils',
  'axe-core',
  'c8',
  'chai',
  'dependency-cruiser',
  'eslint',
  'fast-check',
  'fontkit',
  'knip',
  'mocha',
  'playwright-core',
  'prettier',
  'publint',
  'rolldown-plugin-dts',
  'subset-font',
  'testcontainers',
  'typedoc',
  'typescript-eslint',
  'webpack',
]

/** Manifest and lock file without some development packages, and without what only those need. */
export function subset(manifest, lock, left) {
  const { name, version, devDependencies, optionalDependencies } = manifest
  const kept = Object.fromEntries(Object.entries(devDependencies).filter(([one]) => !left.includes(one)))
  const shorter = { name, version, private: true, devDependencies: kept, optionalDependencies }
  const packages = { '': shorter }
  const add = (from, wanted) => {
    const path = nearest(lock.packages, from, wanted)
    if (path === null || packages[path] !== undefined) return
    packages[path] = lock.packages[path]
    for (const one of needed(packages[path])) add(path, one)
  }
  for (const one of Object.keys({ ...kept, ...optionalDependencies })) add('', one)
  return { manifest: shorter, lock: { ...lock, packages } }
}

/** Names that npm installs for a package. */
function needed({ dependencies, optionalDependencies, peerDependencies = {}, peerDependenciesMeta = {} }) {
  const peers = Object.keys(peerDependencies).filter((name) => !peerDependenciesMeta[name]?.optional)
  return [...Object.keys({ ...dependencies, ...optionalDependencies }), ...peers]
}

/** Path of a package as a module below `from` finds it: in its own `node_modules`, or in those of the folders above. */
function nearest(packages, from, name) {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('node_modules/') - 1))) {
    const path = `${folder === '' ? '' : `${folder}/`}node_modules/${name}`
    if (packages[path] !== undefined) return path
    if (folder === '') return null
  }
}
