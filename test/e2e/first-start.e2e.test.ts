import { chmod, cp, rm, writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { dirname, join } from 'node:path'
import { spawn } from '@lydell/node-pty'
import { eventually } from '../support/eventually.js'
import { nativeLayout } from '../infrastructure/natives/native-layout.js'
import { hubPlace, type HubPlace } from '../support/hub-process.js'
import { scratchFolder } from '../support/scratch-folder.js'

describe('a first start that cannot succeed says why, how to mend it, and ends with 1', function () {
  this.timeout(60_000)
  const folder = scratchFolder()
  let place: HubPlace
  beforeEach(async () => {
    place = await hubPlace()
  })
  afterEach(() => place.close())

  /** A program in a folder of its own. */
  async function program(name: string, script: string): Promise<string> {
    const file = join(folder(), name)
    await writeFile(file, `#!/bin/sh\n${script}\n`)
    await chmod(file, 0o755)
    return file
  }

  async function refused(environment: Record<string, string>, problem: RegExp, mend: RegExp): Promise<void> {
    const { code, output } = await place.fail(environment)
    expect(output).to.match(problem).and.match(mend)
    expect(code).to.equal(1)
  }

  it('without tmux', async () => {
    const missing = join(folder(), 'tmux')
    await refused({ TMUX_PATH: missing }, /tmux: \S+ is not there/, /Install tmux 3\.2.*apt install tmux/)
  })

  it('with an old tmux', async () => {
    const old = await program('tmux', 'echo tmux 3.1c')
    await refused({ TMUX_PATH: old }, /tmux: 3\.1c \(.*\) is older than 3\.2/, /Install tmux 3\.2/)
  })

  it('without a git that runs', async () => {
    const before = dirname(await program('git', 'exit 127'))
    await refused({ PATH: `${before}:${process.env['PATH'] ?? ''}` }, /git: /, /Install git: sudo apt install git/)
  })

  it('in a home that cannot be written', async () => {
    // Not even root makes a folder below a file.
    const home = join(folder(), 'home')
    await writeFile(home, '')
    const state = join(home, 'state')
    await refused({ HOME: home, PENATES_HOME: state }, new RegExp(state), /PENATES_HOME/)
  })

  it('on a port that is taken', async () => {
    const taker = createServer()
    await new Promise<void>((resolve) => taker.listen(0, '127.0.0.1', resolve))
    const { port } = taker.address() as AddressInfo
    await refused({ PORT: String(port) }, new RegExp(`port ${port} on 127.0.0.1 is taken`), /Set PORT to another one/)
    await new Promise((resolve) => taker.close(resolve))
  })

  describe('of an installed package', () => {
    let layout: Awaited<ReturnType<typeof nativeLayout>>
    beforeEach(async () => {
      layout = await nativeLayout(folder())
      const installed = join(dirname(layout.program), '../..')
      for (const part of ['dist/program', 'dist/scripts', 'package.json'])
        await cp(part, join(installed, part), { recursive: true })
    })
    const install = (): RegExp => new RegExp(`npm install --prefix ${folder()} @lydell/node-pty`)
    const refusedThere = async (problem: RegExp, mend: RegExp): Promise<void> => {
      const { code, output } = await place.runProgram(layout.program)
      expect(output).to.match(problem).and.match(mend)
      expect(code).to.equal(1)
    }

    it('without a native module', async () => {
      await layout.remove('@lydell/node-pty')
      await refusedThere(/packages: terminals: @lydell\/node-pty is not installed/, install())
    })

    it('with one that is broken', async () => {
      await rm(layout.build)
      await writeFile(layout.build, 'no library')
      await refusedThere(
        /terminals: @lydell\/node-pty does not load/,
        new RegExp(`rm -r ${layout.buildFolder} && ${install().source}`),
      )
    })

    it('without the lock of the kernel', async () => {
      await layout.remove('fs-native-extensions')
      await refusedThere(
        /packages: locks: fs-native-extensions is not installed/,
        /npm install --prefix .* fs-native-extensions/,
      )
    })
  })
})

describe('a first start', function () {
  this.timeout(60_000)
  let place: HubPlace
  beforeEach(async () => {
    place = await hubPlace()
  })
  afterEach(() => place.close())

  it('without a terminal says how to get the link that signs in', async () => {
    const { output } = await place.start()
    expect(output()).to.contain('penates token --link')
  })

  it('in a terminal prints the link, without an argument too', async () => {
    let screen = ''
    const env = {
      ...process.env,
      HOME: place.home,
      PENATES_HOME: place.state,
      PENATES_TMUX_SOCKET: place.tmux.socket,
      PORT: '0',
    }
    const terminal = spawn(process.execPath, [join('dist', 'program', 'main.cjs')], { cols: 200, rows: 25, env })
    terminal.onData((data) => void (screen += data))
    const ended = new Promise<number>((resolve) => terminal.onExit(({ exitCode }) => resolve(exitCode)))
    await eventually(() => void expect(screen).to.match(/http:\/\/127\.0\.0\.1:\d+\/#token=\S+/), 20_000)
    terminal.write('\u0003')
    expect(await ended).to.equal(0)
  })
})
