import * as E from 'fp-ts/lib/Either.js'
import { connect, type ControlConnection } from '../../../../adapters/outbound/tmux/control-connection.js'
import { memoryClock } from '../../../../adapters/outbound/memory/clock.memory.js'
import { eventually } from '../../../support/eventually.js'
import { leftTag, right } from '../../../support/results.js'

const ATTACHED = "printf '%%begin 1 1 0\\n%%end 1 1 0\\n'"
/** Replies to each line, with more output after the reply to a line that contains `more`. */
const replying = (more: string): string =>
  [
    ATTACHED,
    'while read -r line; do',
    "  printf '%%begin 1 2 1\\n%%end 1 2 1\\n'",
    `  case "$line" in *more*) printf '${more}' ;; esac`,
    'done',
  ].join('\n')

describe('the control connection', () => {
  const clock = memoryClock()
  const opened: ControlConnection[] = []
  afterEach(() => {
    for (const connection of opened.splice(0)) connection.close()
  })
  const open = async (script: string, notices: string[] = []): Promise<ControlConnection> => {
    const { done } = connect({
      argv: ['/bin/sh', '-c', script],
      environment: { PATH: process.env['PATH'] ?? '' },
      clock,
      replyTimeoutMs: 1_000,
      onNotice: (name) => notices.push(name),
      onRecovery: () => undefined,
      onClose: () => undefined,
    })
    const connection = right(await done)
    opened.push(connection)
    return connection
  }
  const send = (connection: ControlConnection, word: string) => connection.send([{ args: ['display-message', word] }])

  it('is open and responsive until it is closed, and sends nothing afterwards', async () => {
    const connection = await open(replying(''))
    expect([connection.isOpen(), connection.isResponsive()]).to.deep.equal([true, true])
    expect(right(await send(connection, 'a')).map(({ ok }) => ok)).to.deep.equal([true])
    connection.close()
    expect([connection.isOpen(), connection.isResponsive(), leftTag(await send(connection, 'a'))]).to.deep.equal([
      false,
      false,
      'Unavailable',
    ])
  })

  it('fails the requests that wait when it is closed, with the cause', async () => {
    const connection = await open(`${ATTACHED}; exec cat >/dev/null`)
    const waiting = send(connection, 'a')
    connection.close()
    const failed = await waiting
    expect(E.isLeft(failed) ? failed.left.detail : 'replied').to.equal('closed by us')
  })

  it('ignores a reply that no request waits for, and reads what follows', async () => {
    const notices: string[] = []
    const connection = await open(replying('%%begin 1 3 1\\n%%end 1 3 1\\n%%sessions-changed\\n'), notices)
    right(await send(connection, 'more'))
    await eventually(() => void expect(notices).to.deep.equal(['sessions-changed']))
    expect(E.isRight(await send(connection, 'a'))).to.equal(true)
  })
})
