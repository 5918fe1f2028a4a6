import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { NOT_TO_RUN, subset } from '../../scripts/lib/packages-to-run.mjs'
import { root } from '../../scripts/lib/run.mjs'

const read = (file) => JSON.parse(readFileSync(join(root, file), 'utf8'))

describe('the packages that npm start installs', () => {
  const manifest = read('package.json')
  const lock = read('package-lock.json')

  it('leave out packages that exist, and all that only those need', () => {
    expect(Object.keys(manifest.devDependencies)).to.include.members(NOT_TO_RUN)
    const paths = Object.keys(subset(manifest, lock, NOT_TO_RUN).lock.packages)
    expect(paths).to.include.members(['node_modules/vite', 'node_modules/@babel/core', 'node_modules/@lydell/node-pty'])
    expect(paths).to.not.include.members(['node_modules/mocha', 'node_modules/dockerode'])
    expect(paths.length).to.be.below(Object.keys(lock.packages).length / 2)
  })

  it('are installed in the versions of the lock file, each with what it needs, from the nearest folder', () => {
    const packages = {
      '': {},
      'node_modules/a': { dependencies: { shared: '2' }, optionalDependencies: { 'a-linux': '1', 'a-win': '1' } },
      'node_modules/a/node_modules/shared': { dependencies: { deep: '1' } },
      'node_modules/a-linux': {},
      'node_modules/deep': {
        peerDependencies: { peer: '1', none: '1' },
        peerDependenciesMeta: { none: { optional: true } },
      },
      'node_modules/none': {},
      'node_modules/peer': {},
      'node_modules/shared': {},
      'node_modules/tests': { dependencies: { shared: '1' } },
    }
    const wanted = { name: 'one', version: '1.0.0', devDependencies: { a: '1', tests: '1' }, optionalDependencies: {} }
    const { manifest: shorter, lock: kept } = subset(wanted, { lockfileVersion: 3, packages }, ['tests'])
    expect(shorter.devDependencies).to.deep.equal({ a: '1' })
    expect(kept.packages['']).to.equal(shorter)
    expect(Object.keys(kept.packages).sort()).to.deep.equal([
      '',
      'node_modules/a',
      'node_modules/a-linux',
      'node_modules/a/node_modules/shared',
      'node_modules/deep',
      'node_modules/peer',
    ])
  })

  it('contain every package that the hub and its client import', () => {
    const files = ['domain', 'application', 'infrastructure', 'adapters', 'composition'].flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true }).map((file) => join(root, folder, String(file))),
    )
    const imported = new Set(
      files
        .filter((file) => /\.(tsx?|css)$/.test(file))
        .flatMap((file) => [
          ...readFileSync(file, 'utf8').matchAll(/^(?!import type).*(?:from|import) '((?:@[\w.-]+\/)?[\w.-]+)/gm),
        ])
        .map(([, name]) => name),
    )
    expect([...imported].filter((name) => NOT_TO_RUN.includes(name))).to.deep.equal([])
    expect(imported).to.include('koa').and.include('preact')
  })
})
