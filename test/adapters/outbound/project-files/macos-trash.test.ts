import { Stats } from 'node:fs'
import { memoryCommandRunner } from '../../../../adapters/outbound/memory/command-runner.memory.js'
import type { HeldEntry } from '../../../../adapters/outbound/project-files/held-entry.js'
import { macosTrash } from '../../../../adapters/outbound/project-files/trash.js'

const held: HeldEntry = {
  folder: { path: '/work/shop', below: '', self: '/work/shop', entry: (name) => name, close: () => Promise.resolve() },
  name: '"; do shell script "x',
  entry: '/work/shop/"; do shell script "x',
  stats: Object.create(Stats.prototype) as Stats,
}

describe('the trash of macOS', () => {
  const taking = async (answer: { readonly exitCode?: number; readonly stdout?: string; readonly stderr?: string }) => {
    const runner = memoryCommandRunner()
    const asked: ReadonlyArray<string>[] = []
    runner.script((argv) => {
      asked.push(argv)
      return answer
    })
    const outcome = await macosTrash(runner)(held).catch((thrown: unknown) => (thrown as Error).message)
    return { outcome, asked }
  }

  it('is given the path as an argument, never as a part of the script', async () => {
    const { outcome, asked } = await taking({ stdout: 'taken\n' })
    expect(outcome).to.equal('taken')
    expect(asked.map((argv) => [argv.slice(0, 3), argv.at(-1)])).to.deep.equal([
      [['/usr/bin/osascript', '-l', 'JavaScript'], '/work/shop/"; do shell script "x'],
    ])
    expect(asked[0]?.at(-2)).to.not.contain('shell script')
  })

  it('says that a file was not taken, and that there is no trash where there is no program', async () => {
    expect((await taking({ stdout: 'refused\n' })).outcome).to.equal('osascript: refused')
    expect((await taking({ exitCode: 1, stderr: 'no\n' })).outcome).to.equal('osascript: no')
    expect(await macosTrash(memoryCommandRunner())(held)).to.equal('none')
  })
})
