import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as E from 'fp-ts/lib/Either.js'
import { THE_HUB } from '../../../application/shared/audit-log.port.js'
import { TOKENS as T } from '../../../composition/features/tokens.js'
import { isGranted, modeFor, withGrant } from '../../../domain/approvals/rules.js'
import { reachOf } from '../../../domain/board/sessions.js'
import type { Session } from '../../../domain/sessions/session.js'
import { nodeDisk } from '../../../infrastructure/files/disk.js'
import { aBoard, aCard } from '../../support/cards.js'
import { eventually } from '../../support/eventually.js'
import { right } from '../../support/results.js'
import { openTmuxHost, type TmuxOnOwnSocket } from '../../support/tmux-host.js'
import { openTmuxHub, type TmuxHub } from '../../support/tmux-hub.js'

const HUB = fileURLToPath(new URL('../../support/renaming-hub.js', import.meta.url))
const DIGEST = 'd'.repeat(64)
/** More than a rename has; each is a call of tmux or a state file. */
const MAX_STEPS = 40

describe('a hub that ends by kill -9 while it renames a session', function () {
  this.timeout(300_000)
  let place: TmuxOnOwnSocket
  beforeEach(async () => {
    place = await openTmuxHost()
  })
  afterEach(() => place.close())

  /** A session that may do everything, with a granted call and a card. */
  async function prepare({ container, state }: TmuxHub): Promise<Session> {
    const request = { name: 'shop', directory: place.directory, shell: true }
    const session = right(await container.get(T.sessions).createSession(request, THE_HUB)())
    const { id, name } = session
    const { configureApprovals } = container.get(T.approvals)
    right(await configureApprovals.change({ sessions: { [name]: 'off' } }, THE_HUB)())
    const grant = { session: id, tool: 'Bash', digest: DIGEST, grantedAt: 1 }
    right(await state.approvalRules.update((rules) => E.right(withGrant(rules, grant)))())
    const card = aCard({ id: 'card', ownSession: name, ownSessionId: id, sessionRef: name })
    right(await state.cardStore.update(() => E.right(aBoard(card)))())
    return session
  }

  /** True when the hub lived to the end of the rename. */
  async function renameAndDie(state: string, step: number): Promise<boolean> {
    const { HOME = '', SHELL = '', PS1 = '' } = place.environment
    const environment = { ...process.env, HOME, SHELL, PS1 }
    const child = spawn(process.execPath, [HUB, place.socketPath, state, String(step)], {
      env: environment,
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    await once(child, 'exit')
    expect(child.signalCode ?? child.exitCode).to.be.oneOf(['SIGKILL', 0])
    return child.signalCode === null
  }

  async function check({ state, fakes }: TmuxHub, id: Session['id']) {
    let name = ''
    await eventually(async () => {
      const live = right(await place.host.list())
      const [ours, stranger] = [live.find((one) => one.id === id), live.find((one) => one.id !== id)]
      if (ours === undefined || stranger === undefined) throw new Error(`not both of ${JSON.stringify(live)}`)
      name = ours.name
      const rules = right(await state.approvalRules.read())
      const board = right(await state.cardStore.read())
      const { known } = right(await state.sessionRecord.read())
      const seen = (session: Session) => ({
        mode: modeFor(rules, session),
        isGranted: isGranted(rules, session.id, 'Bash', DIGEST),
        card: reachOf(board, session).card?.id ?? null,
      })
      expect([seen(ours), seen(stranger)]).to.deep.equal([
        { mode: 'off', isGranted: true, card: 'card' },
        { mode: 'ask', isGranted: false, card: null },
      ])
      const [card] = board.cards
      expect([card?.ownSession, card?.sessionRef, known.find((one) => one.id === id)?.name]).to.deep.equal([
        name,
        name,
        name,
      ])
    })
    expect(right(await state.approvalStore.kept())).to.deep.equal([])
    return { name, closed: fakes.approvalLedger.entries.some(({ sessionId }) => sessionId === id) }
  }

  it('leaves mode, grant, approval and card with the session, whatever its name is, and nothing to another one', async () => {
    const names = new Set<string>()
    let hasLived = false
    for (let step = 1; !hasLived && step < MAX_STEPS; step += 1) {
      const state = join(place.directory, `state-${String(step)}`)
      const first = await openTmuxHub(place.host, nodeDisk, state)
      await first.start()
      const { id } = await prepare(first)
      await first.stop()
      hasLived = await renameAndDie(state, step)
      // tmux may still have the dead hub's rename to do, so only tmux can tell which of the names is free.
      const stranger = (name: string): Promise<string> => place.tmux('new-session', '-d', '-s', name, 'sleep 600')
      await stranger('cc-mall').catch(() => stranger('cc-shop'))
      const again = await openTmuxHub(place.host, nodeDisk, state)
      await again.start()
      const { name, closed } = await check(again, id)
      names.add(name)
      expect(closed).to.equal(true)
      await again.stop()
      for (const one of ['cc-shop', 'cc-mall']) right(await place.host.end(one)())
    }
    expect([hasLived, [...names]]).to.deep.equal([true, ['cc-shop', 'cc-mall']])
  })
})
