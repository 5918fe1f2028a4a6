import { readFile } from 'node:fs/promises'
import { expect } from 'chai'

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>
}

const namesIn = (record: Readonly<Record<string, string>> | undefined): ReadonlyArray<string> =>
  Object.keys(record ?? {})

/**
 * Peers that no package on the way from ours to the one that asks for it depends on. npm installs those by itself; installers
 * with strict folders (pnpm) leave them out, and the import fails.
 */
async function missingPeers(): Promise<ReadonlyArray<string>> {
  const { packages } = JSON.parse(await readFile('package-lock.json', 'utf8')) as {
    readonly packages: Readonly<Record<string, Manifest>>
  }
  const missing = new Set<string>()
  const visited = new Set<string>()

  const folderOf = (name: string, from: string): string | undefined => {
    for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('node_modules/') - 1))) {
      const candidate = `${folder === '' ? '' : `${folder}/`}node_modules/${name}`
      if (candidate in packages) return candidate
      if (folder === '') return undefined
    }
  }
  const visit = (folder: string, provided: ReadonlySet<string>): void => {
    const manifest = packages[folder] ?? {}
    const key = `${folder} ${[...provided].sort().join()}`
    if (visited.has(key)) return
    visited.add(key)
    for (const peer of folder === '' ? [] : namesIn(manifest.peerDependencies)) {
      const isOptional = manifest.peerDependenciesMeta?.[peer]?.optional === true
      if (!isOptional && !provided.has(peer)) missing.add(`${peer} of ${folder}`)
    }
    const inner = new Set([...provided, ...namesIn(manifest.dependencies)])
    for (const name of namesIn(manifest.dependencies)) {
      const next = folderOf(name, folder)
      if (next !== undefined) visit(next, inner)
    }
  }
  visit('', new Set())
  return [...missing]
}

describe('the manifest', () => {
  it('names every peer that a dependency needs and does not bring itself', async () => {
    expect(await missingPeers()).to.deep.equal([])
  })
})
