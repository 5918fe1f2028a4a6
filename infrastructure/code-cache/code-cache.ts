/* eslint no-restricted-syntax: off -- Everything here runs before the hub listens, and `require` is synchronous. */
import { createHash } from 'node:crypto'
import { lstatSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import * as modules from 'node:module'
import { basename, dirname, join } from 'node:path'
import { cachedDataVersionTag } from 'node:v8'
import { Script } from 'node:vm'

/** Loader of CommonJS files with the code that V8 compiled for them in an earlier run. */
export interface CodeCache {
  /**
   * Exports of the file. It may require files beside it, packages and modules of Node.js, and has no `import()`, which Node.js 20
   * does not offer to code from a cache.
   */
  readonly load: (file: string) => unknown
  /** Stores the code of the loaded files that was not read from the cache. Blocks; call it once the program has started. */
  readonly store: () => void
}

/** Node.js 22 and later. */
const { enableCompileCache, flushCompileCache } = modules as typeof modules & {
  readonly enableCompileCache?: (folder: string) => unknown
  readonly flushCompileCache?: () => void
}

/** Permissions of others to write. */
const WRITABLE_BY_OTHERS = 0o022

/**
 * Cache in a folder, which is made. Without a folder, or in one that another user owns or can write to, files are compiled as
 * usual: its content is run as code. Code of another build of Node.js, of other options or of another content is never used.
 */
export function codeCache(folder: string | null): CodeCache {
  const usable = folder !== null && isOwn(folder) ? folder : null
  if (usable === null || enableCompileCache === undefined) return scriptCache(usable)
  enableCompileCache(usable)
  return {
    load: (file) => modules.createRequire(file)(file) as unknown,
    store: () => flushCompileCache?.(),
  }
}

function isOwn(folder: string): boolean {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const { uid, mode } = lstatSync(folder)
    return uid === process.geteuid?.() && (mode & WRITABLE_BY_OTHERS) === 0
  } catch {
    return false
  }
}

/** Function that Node.js wraps around a CommonJS file. */
type Wrapped = (exports: unknown, require: unknown, module: unknown, file: string, folder: string) => void

/** For Node.js 20, which has no compile cache. */
function scriptCache(folder: string | null): CodeCache {
  const writer = runningBuild()
  const loaded = new Map<string, { exports: unknown }>()
  const compiled: { readonly path: string; readonly script: Script }[] = []

  function load(file: string): unknown {
    const known = loaded.get(file)
    if (known !== undefined) return known.exports
    const module = { exports: {} }
    loaded.set(file, module)
    const beside = dirname(file)
    const requireOther = modules.createRequire(file)
    const require = (id: string): unknown => (id.startsWith('./') ? load(join(beside, id)) : requireOther(id))
    const run = compile(file).runInThisContext() as Wrapped
    run(module.exports, require, module, file, beside)
    return module.exports
  }

  function compile(file: string): Script {
    const source = readFileSync(file, 'utf8')
    const path = folder === null ? null : join(folder, nameOf(file, source, writer))
    const cachedData = path === null ? undefined : contentOf(path)
    const script = new Script(modules.Module.wrap(source), {
      filename: file,
      ...(cachedData === undefined ? {} : { cachedData }),
    })
    if (path !== null && (cachedData === undefined || script.cachedDataRejected === true))
      compiled.push({ path, script })
    return script
  }

  return {
    load,
    store: () => {
      for (const { path, script } of compiled.splice(0)) storeAt(path, script.createCachedData())
    },
  }
}

/**
 * V8 takes stored code by its own version and options alone, and trusts its content. Releases of Node.js with the same V8 differ in
 * the functions that such code refers to, and end with a fault of memory; so the name holds the program that wrote it as well.
 */
const nameOf = (file: string, source: string, writer: string): string => {
  const hash = createHash('sha256').update(writer).update(source).digest('hex')
  return `${basename(file)}-${hash.slice(0, 48)}`
}

/** Build of Node.js that runs, with its options. */
function runningBuild(): string {
  const { size, mtimeMs } = statSync(process.execPath, { throwIfNoEntry: false }) ?? {}
  return [process.version, process.arch, size, mtimeMs, cachedDataVersionTag(), ''].join(' ')
}

const digestOf = (content: Buffer): Buffer => createHash('sha256').update(content).digest()

/** Stored code begins with its digest, in bytes. */
const DIGEST_BYTES = 32

function contentOf(path: string): Buffer | undefined {
  try {
    const stored = readFileSync(path)
    const code = stored.subarray(DIGEST_BYTES)
    return digestOf(code).equals(stored.subarray(0, DIGEST_BYTES)) ? code : undefined
  } catch {
    return undefined
  }
}

/** Replaces the file at once, for programs that start at the same time. A full disk leaves the cache without it. */
function storeAt(path: string, code: Buffer): void {
  const temporary = `${path}.${String(process.pid)}`
  try {
    writeFileSync(temporary, Buffer.concat([digestOf(code), code]), { mode: 0o600 })
    renameSync(temporary, path)
  } catch {
    // The next start compiles again.
  }
}
