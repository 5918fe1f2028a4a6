import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { processCommandRunner } from '../../../../adapters/outbound/process/command-runner.process.js'
import { checkGit, checkNode, checkPlace } from '../../../../adapters/outbound/system/prerequisites.js'
import type { Finding, Prerequisite } from '../../../../application/doctor/prerequisite.port.js'
import { makeExamine } from '../../../../application/doctor/examine.js'
import { lockFolder } from '../../../../infrastructure/files/folder-lock.js'
import { scratchFolder } from '../../../support/scratch-folder.js'

const states = async (check: Prerequisite): Promise<ReadonlyArray<string>> =>
  (await check()).map(({ name, state }) => `${name} ${state}`)

describe('prerequisites of the hub', () => {
  const folder = scratchFolder()

  it('is Node.js 20.19 or later, with the fix of the Brotli decoder', async () => {
    const versions = ['20.18.9', '20.19.0', '22.0.0', '18.20.0', '20.19.0-rc.1', '24.22.1']
    expect((await Promise.all(versions.map((version) => states(checkNode(version))))).flat()).to.deep.equal([
      'Node.js fault',
      'Node.js warning',
      'Node.js warning',
      'Node.js fault',
      'Node.js warning',
      'Node.js ok',
    ])
  })

  it('is git', async () => {
    const [there, missing] = [
      processCommandRunner(() => ({ PATH: process.env['PATH'] ?? '' })),
      processCommandRunner(() => ({ PATH: folder() })),
    ]
    expect([await states(checkGit(there)), await states(checkGit(missing))]).to.deep.equal([['git ok'], ['git fault']])
  })

  it('is a port that is not in use', async () => {
    const taker = createServer()
    await new Promise<void>((resolve) => taker.listen(0, '127.0.0.1', resolve))
    const { port } = taker.address() as AddressInfo
    const place = { stateFolder: folder(), host: '127.0.0.1', port }
    const taken = await checkPlace(place)()
    await new Promise((resolve) => taker.close(resolve))
    const strange = await states(checkPlace({ ...place, host: '192.0.2.1' }))
    expect([
      taken.map(({ name, state }) => `${name} ${state}`),
      await states(checkPlace(place)),
      strange,
    ]).to.deep.equal([
      ['lock ok', 'port fault'],
      ['lock ok', 'port ok'],
      ['lock ok', 'port fault'],
    ])
    expect(taken[1]?.mend).to.contain('PORT')
  })

  it('is had by the hub that runs already', async () => {
    const locking = await lockFolder(folder())
    const found = await checkPlace({ stateFolder: folder(), host: '127.0.0.1', port: 1 })()
    if (locking._tag === 'Locked') await locking.lock.release()
    expect(found.map(({ state, detail }) => [state, detail.includes(String(process.pid))])).to.deep.equal([
      ['ok', true],
    ])
  })

  it('is a folder that can be looked into', async () => {
    const place = { stateFolder: join(folder(), 'x'.repeat(300)), host: '127.0.0.1', port: 0 }
    expect(await states(checkPlace(place))).to.deep.equal(['lock fault'])
  })
})

describe('an examination', () => {
  const finding = (name: string, state: Finding['state']): Finding => ({ name, state, detail: '', mend: null })
  const says =
    (...findings: ReadonlyArray<Finding>): Prerequisite =>
    () =>
      Promise.resolve(findings)

  it('tells everything in order; only a fault keeps the hub from running', async () => {
    const [a, b, c] = [finding('a', 'ok'), finding('b', 'warning'), finding('c', 'fault')]
    const [fit, unfit] = [
      makeExamine({ prerequisites: [says(a, b)] }),
      makeExamine({ prerequisites: [says(c), says(a, b)] }),
    ]
    expect([await fit(), await unfit()]).to.deep.equal([
      { findings: [a, b], isFit: true },
      { findings: [c, a, b], isFit: false },
    ])
  })
})
