import * as TE from 'fp-ts/lib/TaskEither.js'
import { unavailableText } from '../../../../../adapters/inbound/http/routing/errors.js'
import { unavailable } from '../../../../../application/shared/errors.js'
import type { SessionRecordStore } from '../../../../../application/shared/state-store.port.js'
import { hubOfEachTest } from '../../../../support/fake-hub.js'

const FULL = unavailable(
  'store',
  '/home/me/.penates/known-sessions.json: ENOSPC',
  new Error('no space left on device, write'),
)

describe('responses about a failed tool', () => {
  const hub = hubOfEachTest()

  const lastLine = (): string | undefined => hub.logLines.at(-1)

  it('is what it means, and the log tells the rest', async () => {
    await hub.send('POST', '/api/sessions', { body: { name: 'a' } })
    Object.assign(hub.record, { update: () => TE.left(FULL) } satisfies Partial<SessionRecordStore>)
    const { status, json } = await hub.send('POST', '/api/sessions/cc-a/pin', { body: { pinned: true } })
    expect([status, json]).to.deep.equal([500, { error: 'It could not be saved: the disk may be full; see the log' }])
    expect(lastLine()).to.match(/^warn POST \/api\/sessions\/cc-a\/pin .*"status":500/)
    expect(lastLine()).to.include(
      '"fault":"store: /home/me/.penates/known-sessions.json: ENOSPC (no space left on device, write)"',
    )
  })

  it('is in the log where a route has its own text', async () => {
    hub.host.controls.startByHand('mine')
    Object.assign(hub.record, { update: () => TE.left(FULL) } satisfies Partial<SessionRecordStore>)
    const { json } = await hub.send('POST', '/api/sessions/mine/adopt')
    expect(json).to.deep.equal({
      error: 'Failed to persist adopted session',
      detail: 'It could not be saved: the disk may be full; see the log',
    })
    expect(lastLine()).to.include('ENOSPC')
  })

  it('is in the log where there is an answer all the same', async () => {
    hub.host.controls.setUnavailable(true)
    expect((await hub.send('GET', '/api/sessions')).status).to.equal(200)
    expect(lastLine()).to.match(/^warn GET \/api\/sessions .*"fault":"tmux: made unavailable by a test"/)
  })

  it('is nothing special in the log when nothing failed', async () => {
    await hub.send('GET', '/api/sessions/nobody/scrollback')
    expect(lastLine())
      .to.match(/^info GET .*"status":404/)
      .and.not.to.include('fault')
  })

  it('contain no path of this machine, for any failure', () => {
    const details = [
      ['tmux', 'create session failed: too many windows'],
      ['tmux', 'error connecting to /tmp/tmux-1000/default (No such file or directory)'],
      ['store', '/home/me/.penates/settings.json: EACCES: permission denied'],
      ['audit log', "EROFS: read-only file system, open '/home/me/.penates/audit.log'"],
      ['git', "fatal: detected dubious ownership in repository at '/home/me/shop'"],
    ] as const
    expect(details.map(([port, detail]) => unavailableText(unavailable(port, detail)))).to.deep.equal([
      'tmux: create session failed: too many windows',
      'tmux failed; see the log',
      'It could not be saved: the disk may be full; see the log',
      'audit log failed; see the log',
      "git: fatal: detected dubious ownership in repository at 'shop'",
    ])
  })
})
