import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { isThere, type Failed, type Machine, type Part } from './ways.js'

/** Platforms that both packages with builds serve; on Linux with glibc only. */
const BUILT = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64']

const isBuilt = ({ platform, arch, isMusl }: Machine): boolean => BUILT.includes(`${platform}-${arch}`) && !isMusl()

/** Command that mends a module that did not load, for the package manager that installed the package. `file` is one of it. */
export function remedy(part: Part, attempts: ReadonlyArray<Failed>, file: string, machine: Machine): string {
  const place = placeOf(file)
  if (isBuilt(machine)) {
    if (place.isClone) return `npm ci --prefix ${quoted(place.folder)}`
    const broken = attempts.flatMap((one) => (one._tag === 'Broken' ? [quoted(one.folder)] : []))
    const install = place.install(part === 'terminals' ? '@lydell/node-pty' : 'fs-native-extensions')
    return broken.length === 0 ? install : `rm -r ${broken.join(' ')} && ${install}`
  }
  if (part === 'locks') return 'the container image of the hub, on a system with glibc (docs/container.md)'
  return `${place.install('node-pty')} (it is compiled: python3, make and a C++ compiler are needed)`
}

const require = createRequire(import.meta.url)
const exists = (file: string): boolean => isThere(require, file)

interface Place {
  /** Folder that the packages are installed in. */
  readonly folder: string
  readonly isClone: boolean
  readonly install: (name: string) => string
}

function placeOf(file: string): Place {
  const [, folder] = /^(.*?)[\\/]node_modules[\\/]/.exec(file) ?? []
  if (folder === undefined) return ofPackage(packageAbove(file))
  const at = quoted(folder)
  const has = (name: string): boolean => exists(join(folder, name))
  const install = (name: string): string => {
    if (has('pnpm-lock.yaml')) return `pnpm --dir ${at} add ${name}`
    if (has('yarn.lock')) return `yarn --cwd ${at} add ${name}`
    return has('package.json') ? `npm install --prefix ${at} ${name}` : `npm install --global ${name}`
  }
  return { folder, isClone: false, install }
}

/** The package itself is not in `node_modules`: a clone, or unpacked as in the container image. */
const ofPackage = (folder: string): Place => ({
  folder,
  isClone: exists(join(folder, 'package-lock.json')),
  install: (name) => `npm install --no-save --prefix ${quoted(folder)} ${name}`,
})

function packageAbove(file: string): string {
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    if (exists(join(folder, 'package.json')) || folder === dirname(folder)) return folder
  }
}

const quoted = (path: string): string => (/^[\w@%+=:,./-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`)
