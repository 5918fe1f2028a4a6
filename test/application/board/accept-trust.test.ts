import { memoryStateStore } from '../../../adapters/outbound/memory/stores.memory.js'
import { EMPTY_RECORDS } from '../../../domain/sessions/session-record.js'
import { AGENTS } from '../../../adapters/outbound/agents/agents.js'
import { memoryClock } from '../../../adapters/outbound/memory/clock.memory.js'
import { memorySessionHost } from '../../../adapters/outbound/memory/session-host.memory.js'
import { makeUpdateActivity } from '../../../application/attention/update-activity.js'
import { makeAttentionStore } from '../../../application/attention/attention-store.js'
import { makeFeed } from '../../../application/shared/feed.js'
import type { HubEvent } from '../../../domain/events/hub-event.js'
import { makeAcceptTrust } from '../../../application/board/accept-trust.js'
import { screenOf } from '../../support/claude-screens.js'
import { makeSessionDirectory } from '../../../application/sessions/session-directory.js'

const READY = screenOf('2.1.332-ready')

/** A board session whose CLI shows screens and takes keys; `loses` keys come before it takes one. */
function scene({ loses = 0, redrawsAfterMs = 0 } = {}) {
  const clock = memoryClock(1_000_000)
  const host = memorySessionHost(clock)
  const store = makeAttentionStore()
  const feed = makeFeed()
  const told: HubEvent[] = []
  feed.subscribe((event) => told.push(event))
  const updateActivity = makeUpdateActivity({
    store,
    record: memoryStateStore(EMPTY_RECORDS),
    directory: makeSessionDirectory(),
    feed,
    clock,
  })
  const session = host.controls.startByHand('cc-card')
  let lost = 0
  const show = (name: string): void => {
    host.controls.setScreen('cc-card', screenOf(name))
  }
  return {
    host,
    clock,
    show,
    told,
    attention: () => store.get(session.id)?.activity ?? null,
    pressed: () => host.controls.pressedIn('cc-card'),
    /** Called with the keys that the program takes. */
    takes: (react: (key: string) => ReadonlyArray<string>) => {
      host.controls.onPress('cc-card', (key) => {
        if (lost < loses) lost += 1
        else {
          const rows = react(key)
          clock.after(redrawsAfterMs, () => {
            host.controls.setScreen('cc-card', rows)
          })
        }
      })
    },
    run: async (ms: number) => {
      for (let passed = 0; passed < ms; passed += 100) {
        clock.advance(100)
        await new Promise(setImmediate)
      }
    },
    start: () => {
      makeAcceptTrust({ agents: AGENTS, host, updateActivity, clock, trustWatch: { everyMs: 1_500, attempts: 8 } })(
        session,
      )
    },
  }
}

describe('accepting the trust question', () => {
  it('confirms yes of the first generation, once', async () => {
    const s = scene()
    s.show('2.1.197-trust')
    s.takes(() => READY)
    s.start()
    await s.run(60_000)
    expect([s.pressed(), s.attention(), s.clock.waiting()]).to.deep.equal([['Enter'], null, 0])
  })

  it('moves the cursor of the second generation to yes before it confirms', async () => {
    const s = scene()
    s.show('2.1.332-trust')
    s.takes((key) => (key === 'Down' ? screenOf('2.1.332-trust-yes') : READY))
    s.start()
    await s.run(60_000)
    expect([s.pressed(), s.attention()]).to.deep.equal([['Down', 'Enter'], null])
  })

  it('presses a lost key again, and none before the question stands still', async () => {
    const s = scene({ loses: 2 })
    s.start()
    await s.run(4_000)
    expect(s.pressed()).to.deep.equal([])
    s.show('2.1.332-trust')
    s.takes((key) => (key === 'Down' ? screenOf('2.1.332-trust-yes') : READY))
    await s.run(60_000)
    expect([s.pressed(), s.attention()]).to.deep.equal([['Down', 'Down', 'Down', 'Enter'], null])
  })

  it('presses no second key on a screen that is drawn anew slowly, so that the next question is not answered', async () => {
    const s = scene({ redrawsAfterMs: 700 })
    s.show('2.1.197-trust')
    s.takes(() => screenOf('2.1.197-bypass'))
    s.start()
    await s.run(60_000)
    expect([s.pressed(), s.attention()]).to.deep.equal([['Enter'], 'waiting'])
  })

  it('calls the person for the warning about bypassed permissions, and presses nothing there', async () => {
    for (const version of ['2.1.197', '2.1.332']) {
      const s = scene()
      s.show(`${version}-bypass`)
      s.start()
      await s.run(60_000)
      expect([s.pressed(), s.attention()]).to.deep.equal([[], 'waiting'])
      expect(s.told.map(({ _tag }) => _tag)).to.deep.equal(['session-activity', 'session-attention'])
    }
  })

  it('calls the person where the question stays, after a bounded number of keys', async () => {
    const s = scene()
    s.show('2.1.332-trust')
    s.start()
    await s.run(60_000)
    expect([s.pressed().length, new Set(s.pressed()), s.attention(), s.clock.waiting()]).to.deep.equal([
      9,
      new Set(['Down']),
      'waiting',
      0,
    ])
  })

  it('presses nothing on any other screen', async () => {
    for (const screen of ['2.1.332-permission', '2.1.197-permission', '2.1.332-ready']) {
      const s = scene()
      s.show(screen)
      s.start()
      await s.run(60_000)
      expect([screen, s.pressed(), s.attention()]).to.deep.equal([screen, [], null])
    }
  })
})
