import { tmpdir } from 'node:os'
import { spawnPty } from '../../../infrastructure/pty/pty-process.js'

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
})
