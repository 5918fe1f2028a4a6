import { dirname, join } from 'node:path'

/** Use that the hub makes of a native module. */
export type Part = 'terminals' | 'locks'

export interface Machine {
  readonly platform: string
  readonly arch: string
  /** True on a Linux whose C library is musl, as on Alpine. Takes a while. */
  readonly isMusl: () => boolean
}

export interface Loaded {
  readonly _tag: 'Loaded'
  /** Package that the module is from. */
  readonly name: string
  /** Folder of the module. */
  readonly folder: string
  readonly module: Readonly<Record<string, unknown>>
}

interface Absent {
  readonly _tag: 'Absent'
  readonly name: string
  readonly reason: string
}
/** The package is installed without a build for this machine. */
interface WithoutBuild {
  readonly _tag: 'WithoutBuild'
  readonly name: string
  readonly reason: string
}
/** There is a build that does not load. */
interface Broken {
  readonly _tag: 'Broken'
  readonly name: string
  /** Folder of the package. */
  readonly folder: string
  readonly reason: string
}
export type Failed = Absent | WithoutBuild | Broken

/** Looks for a module in one package. */
type Way = (require: NodeJS.Require, machine: Machine) => Loaded | Failed

/** node-pty with a build for each platform, in packages of their own that are found from the first. */
const prebuiltPty: Way = (require, machine) => {
  const name = '@lydell/node-pty'
  const main = manifest(require, name)
  if (main === null) return absent(name)
  const build = `${name}-${machine.platform}-${machine.arch}`
  const folder = packageFolder(require, build, [dirname(main)])
  if (folder === null) return withoutBuild(name, machine)
  return load(require, { name, folder, file: join(folder, 'pty.node'), needs: 'fork' })
}

/** node-pty itself, which has builds for macOS and Windows and is compiled on Linux. */
const compiledPty: Way = (require, machine) => {
  const name = 'node-pty'
  const folder = packageFolder(require, name)
  if (folder === null) return absent(name)
  const builds = ['build/Release', 'build/Debug', `prebuilds/${machine.platform}-${machine.arch}`]
  const file = builds.map((build) => join(folder, build, 'pty.node')).find((path) => isThere(require, path))
  if (file === undefined) return withoutBuild(name, machine)
  return load(require, { name, folder, file, needs: 'fork' })
}

const locks: Way = (require) => {
  const name = 'fs-native-extensions'
  const folder = packageFolder(require, name)
  return folder === null ? absent(name) : load(require, { name, folder, file: name, needs: 'tryLock' })
}

/** Packages with each module, the preferred one first. */
export const WAYS: Readonly<Record<Part, ReadonlyArray<Way>>> = {
  terminals: [prebuiltPty, compiledPty],
  locks: [locks],
}

const absent = (name: string): Absent => ({ _tag: 'Absent', name, reason: 'is not installed' })
const withoutBuild = (name: string, { platform, arch }: Machine): WithoutBuild => ({
  _tag: 'WithoutBuild',
  name,
  reason: `is installed without a build for ${platform}-${arch}`,
})

/** True for a file that exists, by its path. */
export function isThere(require: NodeJS.Require, file: string): boolean {
  try {
    require.resolve(file)
    return true
  } catch {
    return false
  }
}

function manifest(require: NodeJS.Require, name: string, paths?: string[]): string | null {
  try {
    return require.resolve(`${name}/package.json`, paths === undefined ? undefined : { paths })
  } catch {
    return null
  }
}

function packageFolder(require: NodeJS.Require, name: string, paths?: string[]): string | null {
  const found = manifest(require, name, paths)
  return found === null ? null : dirname(found)
}

interface Build {
  readonly name: string
  readonly folder: string
  readonly file: string
  /** Function without which the module is another one. */
  readonly needs: string
}

function load(require: NodeJS.Require, { name, folder, file, needs }: Build): Loaded | Broken {
  try {
    const module = require(file) as Readonly<Record<string, unknown>>
    if (typeof module[needs] === 'function') return { _tag: 'Loaded', name, folder: dirname(file), module }
    return { _tag: 'Broken', name, folder, reason: `has no function ${needs}` }
  } catch (thrown) {
    return { _tag: 'Broken', name, folder, reason: `does not load: ${problemOf(thrown)}` }
  }
}

/** In one line, and without the advice to compile it again, which suits few of the packages. */
const problemOf = (thrown: unknown): string =>
  String(thrown instanceof Error ? thrown.message : thrown)
    .replace(/\.\s+Please try[^]*/, '')
    .replaceAll(/\s+/g, ' ')
    .slice(0, 300)
