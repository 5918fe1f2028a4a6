import * as E from 'fp-ts/lib/Either.js'
import { memoryClock } from '../../../adapters/outbound/memory/clock.memory.js'
import { makeListUpdates } from '../../../application/updates/list-updates.js'
import type { UpdateItem } from '../../../domain/updates/update-item.js'
import type { UpdatesSteps } from '../../../application/updates/ports.js'

const item = (id: string) => ({ id }) as UpdateItem

describe('a new check of versions', () => {
  it('answers after 8 s with what is known, and has the rest in a later answer', async () => {
    const clock = memoryClock(1_000_000)
    let find = (_items: E.Either<never, ReadonlyArray<UpdateItem>>): void => undefined
    const listUpdates = makeListUpdates({
      collectors: [
        { collect: () => Promise.resolve(E.right([item('found')])) },
        { collect: () => new Promise((resolve) => (find = resolve)) },
      ],
      versions: {
        check: () => Promise.resolve(null),
        read: () => ({ current: '1.0.0', release: null, isNewer: false, checkedAt: null, error: null }),
      },
      hub: {},
      clock,
      log: { warn: () => undefined },
    } as unknown as UpdatesSteps)
    const checking = listUpdates(true)()
    await new Promise(setImmediate)
    clock.advance(8_000)
    const { items, error } = await checking
    expect([items, error]).to.deep.equal([[item('found')], 'not everything has been found out yet'])
    find(E.right([item('late')]))
    await new Promise(setImmediate)
    const later = await listUpdates(false)()
    expect([later.items, later.error, later.checkedAt]).to.deep.equal([[item('found'), item('late')], null, 1_008_000])
  })
})
