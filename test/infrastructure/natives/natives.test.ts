import { cp, mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { nativesFrom } from '../../../infrastructure/natives/natives.js'
import type { Machine } from '../../../infrastructure/natives/ways.js'
import { scratchFolder } from '../../support/scratch-folder.js'
import { nativeLayout } from './native-layout.js'

const PREBUILT = '@lydell/node-pty'
const machine = (change: Partial<Machine>): Machine => ({
  platform: process.platform,
  arch: process.arch,
  isMusl: () => false,
  ...change,
})

describe('native modules', () => {
  const folder = scratchFolder()
  let layout: Awaited<ReturnType<typeof nativeLayout>>
  beforeEach(async () => {
    layout = await nativeLayout(folder())
  })
  const found = (file = layout.program, on: Partial<Machine> = {}) => nativesFrom(file, machine(on))
  const mends = (file?: string, on?: Partial<Machine>) =>
    found(file, on)
      .faults()
      .map(({ mend }) => mend)

  it('are found in the packages that are installed with ours', async () => {
    await layout.putOriginal()
    const natives = found()
    expect(natives.faults()).to.deep.equal([])
    expect(natives.packages()).to.deep.equal([PREBUILT, 'fs-native-extensions'])
    expect(natives.load('terminals').module).to.include.keys('fork', 'resize')
    expect(natives.load('locks').module).to.include.keys('tryLock')
  })

  for (const place of ['build/Release', 'build/Debug', `prebuilds/${process.platform}-${process.arch}`])
    it(`of terminals are found in node-pty itself, in ${place}`, async () => {
      const original = await layout.putOriginal(place)
      await layout.remove(PREBUILT)
      const { name, folder: of, module } = found().load('terminals')
      expect([name, of]).to.deep.equal(['node-pty', join(original, place)])
      expect(module).to.include.keys('fork', 'resize')
    })

  it('of terminals are those of node-pty where the others do not load', async () => {
    await layout.putOriginal()
    await rm(layout.build)
    await writeFile(layout.build, 'no library')
    expect(found().load('terminals').name).to.equal('node-pty')
  })

  it('that are not installed are named, with the command that installs them', async () => {
    await layout.remove(PREBUILT)
    await layout.remove('fs-native-extensions')
    expect(found().faults()).to.deep.equal([
      {
        part: 'terminals',
        detail: '@lydell/node-pty is not installed; node-pty is not installed',
        mend: `npm install --prefix ${folder()} @lydell/node-pty`,
      },
      {
        part: 'locks',
        detail: 'fs-native-extensions is not installed',
        mend: `npm install --prefix ${folder()} fs-native-extensions`,
      },
    ])
    expect(() => found().load('locks')).to.throw('Run: npm install')
  })

  it('without a build for this machine are named, with the command that brings it', async () => {
    await rm(layout.buildFolder, { recursive: true })
    await layout.putOriginal(null)
    const [fault] = found().faults()
    const without = `is installed without a build for ${process.platform}-${process.arch}`
    expect(fault?.detail).to.equal(`@lydell/node-pty ${without}; node-pty ${without}`)
    expect(fault?.mend).to.equal(`npm install --prefix ${folder()} @lydell/node-pty`)
  })

  it('that are broken are removed by the command that installs them', async () => {
    await rm(layout.build)
    await writeFile(layout.build, 'no library')
    const [fault] = found().faults()
    expect(fault?.detail).to.match(/^@lydell\/node-pty does not load: .*pty\.node: [^\n]+; node-pty is not installed$/)
    expect(fault?.mend).to.equal(`rm -r ${layout.buildFolder} && npm install --prefix ${folder()} @lydell/node-pty`)
  })

  it('of something else are broken', async () => {
    await rm(layout.build)
    await writeFile(join(layout.buildFolder, 'package.json'), '{"version":"1.1.0"}')
    await cp(
      join(
        folder(),
        'node_modules/fs-native-extensions/prebuilds',
        `${process.platform}-${process.arch}`,
        'fs-native-extensions.node',
      ),
      layout.build,
    )
    expect(found().faults()[0]?.detail).to.contain('@lydell/node-pty has no function fork')
  })

  it('are compiled where nobody has built them', async () => {
    await layout.remove(PREBUILT)
    const advice = `npm install --prefix ${folder()} node-pty (it is compiled: python3, make and a C++ compiler are needed)`
    expect(mends(undefined, { arch: 's390x' })).to.deep.equal([advice])
    expect(mends(undefined, { isMusl: () => true })).to.deep.equal([advice])
  })

  it('of locks are in the container image where nobody has built them', async () => {
    await layout.remove('fs-native-extensions')
    expect(mends(undefined, { isMusl: () => true }).at(-1)).to.contain('container')
  })

  it('are installed by the package manager of the project, below its path', async () => {
    await layout.remove(PREBUILT)
    await writeFile(join(folder(), 'yarn.lock'), '')
    expect(mends()).to.deep.equal([`yarn --cwd ${folder()} add @lydell/node-pty`])
    await writeFile(join(folder(), 'pnpm-lock.yaml'), '')
    expect(mends()).to.deep.equal([`pnpm --dir ${folder()} add @lydell/node-pty`])
  })

  it('are installed for all users where the package is, and below a path with spaces', async () => {
    const spaced = join(folder(), "it's here/lib")
    const program = join(spaced, 'node_modules/penates/dist/program/main.cjs')
    await mkdir(dirname(program), { recursive: true })
    await layout.remove(PREBUILT)
    expect(mends(program)).to.deep.equal(['npm install --global @lydell/node-pty'])
    await writeFile(join(spaced, 'package.json'), '{}')
    const quoted = `'${join(folder(), "it'\\''s here/lib")}'`
    expect(mends(program)).to.deep.equal([`npm install --prefix ${quoted} @lydell/node-pty`])
  })

  it('of a clone are those of its lock file', async () => {
    await layout.remove(PREBUILT)
    const inClone = join(folder(), 'dist/program/main.cjs')
    expect(mends(inClone)).to.deep.equal([`npm install --no-save --prefix ${folder()} @lydell/node-pty`])
    await writeFile(join(folder(), 'package-lock.json'), '{}')
    expect(mends(inClone)).to.deep.equal([`npm ci --prefix ${folder()}`])
  })
})
