import { readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { spawnPty } from '../../../infrastructure/pty/pty-process.js'
import { eventually } from '../../support/eventually.js'

/** All that a program printed until its exit was told. */
const printed = (...argv: readonly [string, ...string[]]): Promise<string> =>
  new Promise((resolve) => {
    let text = ''
    spawnPty(
      {
        argv,
        directory: tmpdir(),
        environment: { PATH: process.env['PATH'] ?? '' },
        size: { columns: 80, rows: 24 },
      },
      {
        output: (chunk) => (text += Buffer.from(chunk).toString()),
        drained: () => undefined,
        exit: () => {
          resolve(text)
        },
      },
    )
  })

describe('a program in a pty', () => {
  it('is heard to its last word, however suddenly it ends and however many end at once', async () => {
    const script = 'printf "first\\n"; seq 1 300; printf "the end"'
    const whole = `first\r\n${Array.from({ length: 300 }, (_, line) => `${String(line + 1)}\r\n`).join('')}the end`
    for (let round = 0; round < 10; round += 1) {
      const texts = await Promise.all(Array.from({ length: 20 }, () => printed('sh', '-c', script)))
      expect(texts.filter((text) => text !== whole).map((text) => text.slice(-40))).to.deep.equal([])
    }
  })

  it('leaves no descriptor open, whether the program ends or the terminal is closed', async function () {
    if (process.platform !== 'linux') this.skip()
    this.timeout(60_000)
    const before = await descriptors()
    for (let round = 0; round < 25; round += 1)
      await Promise.all(
        Array.from({ length: 40 }, (_, at) =>
          at % 2 === 0 ? printed('true') : closed('sh', '-c', 'trap "" HUP; exec cat'),
        ),
      )
    await eventually(async () => void expect(await descriptors()).to.equal(before))
  })
})

/** Opens a terminal and closes it once its program, which ignores the hang-up, has answered. */
const closed = (...argv: readonly [string, ...string[]]): Promise<void> =>
  new Promise((resolve) => {
    const size = { columns: 80, rows: 24 }
    const environment = { PATH: process.env['PATH'] ?? '' }
    const terminal = spawnPty(
      { argv, directory: tmpdir(), environment, size },
      {
        output: () => {
          terminal.close()
          resolve()
        },
        drained: () => undefined,
        exit: () => undefined,
      },
    )
    terminal.write('answer\r')
  })

/** Number of descriptors that this process holds. */
const descriptors = async (): Promise<number> => (await readdir('/proc/self/fd')).length
