import { execFile } from 'node:child_process'
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises'
import * as modules from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const execute = promisify(execFile)
const CODE_CACHE = new URL('../../../infrastructure/code-cache/code-cache.js', import.meta.url).href

const HALF = `exports.half = (n) => n / 2; exports.loads = (globalThis.loads = (globalThis.loads ?? 0) + 1)`
const MAIN = `const { half } = require('./half.cjs'); const { join } = require('node:path');
exports.run = () => [half(84), require('./half.cjs').loads, join('a', 'b')]`

describe('code cache', () => {
  let folder: string
  let file: string
  let cache: string

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'penates-code-'))
    file = join(folder, 'main.cjs')
    cache = join(folder, 'caches', 'code')
    await writeFile(join(folder, 'half.cjs'), HALF)
    await writeFile(file, MAIN)
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  /** Result of the program in a separate process, which stores its code afterwards. */
  async function run(into: string | null = cache, version = process.version): Promise<unknown> {
    const script = `
      Object.defineProperty(process, 'version', { value: ${JSON.stringify(version)} })
      const { codeCache } = await import(${JSON.stringify(CODE_CACHE)})
      const cache = codeCache(${JSON.stringify(into)})
      console.log(JSON.stringify(cache.load(${JSON.stringify(file)}).run()))
      cache.store()`
    const { stdout } = await execute(process.execPath, ['--input-type=module', '-e', script])
    return JSON.parse(stdout)
  }

  const RESULT = [42, 1, 'a/b']
  const stored = async (): Promise<ReadonlyArray<string>> => {
    const entries = await readdir(cache, { recursive: true, withFileTypes: true })
    return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  }

  it('loads a program and the files beside it, once each, without a folder and with one', async () => {
    expect([await run(null), await run(), await run()]).to.deep.equal([RESULT, RESULT, RESULT])
  })

  it('stores the code of each file in the first run, and leaves it as it is in the second', async () => {
    await run()
    const files = await stored()
    const before = await Promise.all(files.map((path) => readFile(path)))
    await run()
    expect(files.length).to.be.at.least(2)
    expect(await stored()).to.deep.equal(files)
    expect(await Promise.all(files.map((path) => readFile(path)))).to.deep.equal(before)
  })

  it('runs a changed file of the same length, not the stored code of the former one', async () => {
    await run()
    await writeFile(file, MAIN.replace('84', '86'))
    expect(await run()).to.deep.equal([43, 1, 'a/b'])
  })

  it('compiles again where stored code is cut', async () => {
    await run()
    for (const path of await stored()) await truncate(path, 40)
    expect([await run(), await run()]).to.deep.equal([RESULT, RESULT])
  })

  it('compiles again where a byte of stored code has changed', async () => {
    await run()
    for (const path of await stored()) {
      const content = await readFile(path)
      const middle = Math.floor(content.length / 2)
      content[middle] = (content[middle] ?? 0) ^ 0xff
      await writeFile(path, content)
    }
    expect([await run(), await run()]).to.deep.equal([RESULT, RESULT])
  })

  // Later releases keep a folder for each version by themselves.
  if (!('enableCompileCache' in modules))
    it('keeps the code of each version of Node.js apart, also where V8 is the same', async () => {
      await run()
      const files = await stored()
      expect(await run(cache, 'v20.19.0')).to.deep.equal(RESULT)
      expect(await stored()).to.have.lengthOf(2 * files.length)
    })

  it('neither reads nor writes in a folder that others can write to, or that is a link', async () => {
    await mkdir(cache, { recursive: true })
    await chmod(cache, 0o777)
    expect([await run(), await readdir(cache)]).to.deep.equal([RESULT, []])
    await chmod(cache, 0o700)
    const link = join(folder, 'link')
    await symlink(cache, link)
    expect([await run(link), await readdir(cache)]).to.deep.equal([RESULT, []])
  })

  it('does without a folder that cannot be made', async () => {
    await writeFile(join(folder, 'caches'), 'a file')
    expect(await run()).to.deep.equal(RESULT)
  })
})
