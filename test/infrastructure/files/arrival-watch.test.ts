import { mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { watchArrival, type ArrivalWatch } from '../../../infrastructure/files/arrival-watch.js'
import { eventually } from '../../support/eventually.js'
import { scratchFolder } from '../../support/scratch-folder.js'

describe('watchArrival', () => {
  const scratch = scratchFolder()
  const watches: ArrivalWatch[] = []
  let changes = 0
  const watch = (...names: ReadonlyArray<string>): ArrivalWatch => {
    changes = 0
    const watching = watchArrival(join(scratch(), ...names), () => {
      changes += 1
    })
    if (watching === null) throw new Error('no watch')
    watches.push(watching)
    return watching
  }
  const changed = () =>
    eventually(() => {
      expect(changes).to.be.greaterThan(0)
    })
  afterEach(() => {
    for (const watching of watches.splice(0)) watching.close()
  })

  it('watches the nearest folder that exists', async () => {
    await mkdir(join(scratch(), 'a'))
    expect([watch('a', 'x').folder, watch('a', 'b', 'c').folder, watch('x').folder]).to.deep.equal([
      join(scratch(), 'a'),
      join(scratch(), 'a'),
      scratch(),
    ])
  })

  it('calls back when the next part of the path is created, and for no other name', async () => {
    watch('a', 'b')
    await mkdir(join(scratch(), 'other'))
    await mkdir(join(scratch(), 'b'))
    await rename(join(scratch(), 'other'), join(scratch(), 'another'))
    await mkdir(join(scratch(), 'a'))
    await changed()
    expect(changes).to.equal(1)
  })

  it('calls back when the watched folder goes', async () => {
    await mkdir(join(scratch(), 'a'))
    watch('a', 'b')
    await rm(join(scratch(), 'a'), { recursive: true })
    await changed()
  })

  it('calls back no more once it is closed', async () => {
    const closed = watch('a')
    closed.close()
    let others = 0
    const open = watchArrival(join(scratch(), 'a'), () => (others += 1))
    if (open !== null) watches.push(open)
    await mkdir(join(scratch(), 'a'))
    await eventually(() => {
      expect(others).to.be.greaterThan(0)
    })
    expect(changes).to.equal(0)
  })
})
