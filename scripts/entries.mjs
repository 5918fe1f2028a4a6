// `npm run entries`: writes the index.ts of every published entry point that is a plain list of its files.
// `npm test` checks that none is out of date, so a new file of domain or application is public the day it lands.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from './lib/run.mjs'

const HEADER = '// Written by `npm run entries`.\n'

function sourcesIn(folder) {
  if (!existsSync(join(root, folder))) return []
  return readdirSync(join(root, folder), { recursive: true })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts') && !/(^|\/)index\.ts$/.test(file))
    .sort()
}

const listOf = (files) => HEADER + files.map((file) => `export * from './${file.replace(/\.ts$/, '.js')}'\n`).join('')

/**
 * A role and its technology (`session-host.tmux.ts`), or what the technology's roles share (`json-store.ts`). Scripts are
 * programs of their own: importing one runs it.
 */
const isPublicAdapter = (technology) => (file) =>
  file === `${technology}.ts` || (/^[\w-]+\.[\w-]+\.ts$/.test(file) && !/\.(codec|script)\.ts$/.test(file))

function adapterEntries() {
  const folder = 'adapters/outbound'
  if (!existsSync(join(root, folder))) return []
  return readdirSync(join(root, folder)).flatMap((technology) => {
    const files = sourcesIn(`${folder}/${technology}`).filter(isPublicAdapter(technology))
    return files.length === 0 ? [] : [{ path: `${folder}/${technology}/index.ts`, text: listOf(files) }]
  })
}

function entries() {
  const contracts = sourcesIn('test/contracts').filter((file) => file.endsWith('.contract.ts'))
  return [
    { path: 'domain/index.ts', text: listOf(sourcesIn('domain')) },
    { path: 'application/index.ts', text: listOf(sourcesIn('application')) },
    ...adapterEntries(),
    ...(contracts.length > 0 ? [{ path: 'test/contracts/index.ts', text: listOf(contracts) }] : []),
  ]
}

/** The entry points that do not list what is there now. */
export function staleEntries() {
  return entries()
    .filter(({ path, text }) => !existsSync(join(root, path)) || readFileSync(join(root, path), 'utf8') !== text)
    .map(({ path }) => path)
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  for (const { path, text } of entries()) writeFileSync(join(root, path), text)
}
