import * as E from 'fp-ts/lib/Either.js'
import {
  connect,
  type ControlConnection,
  type ControlConnectionDeps,
} from '../../../../adapters/outbound/tmux/control-connection.js'
import type { DisconnectReason } from '../../../../adapters/outbound/tmux/snapshot.js'
import { memoryClock } from '../../../../adapters/outbound/memory/clock.memory.js'
import { systemClock } from '../../../../adapters/outbound/system/clock.system.js'
import { eventually } from '../../../support/eventually.js'

const ATTACHED = "printf '%%begin 1 1 0\\n%%end 1 1 0\\n'"

const scriptOf = (...lines: ReadonlyArray<string>): ControlConnectionDeps => ({
  argv: ['sh', '-c', lines.join('\n')],
  environment: { PATH: process.env['PATH'] ?? '' },
  clock: systemClock,
  replyTimeoutMs: 5_000,
  onNotice: () => undefined,
  onRecovery: () => undefined,
  onClose: () => undefined,
})

/** A connection to a shell script that speaks as a control-mode client does, and what became of it. */
async function connectTo(given: Partial<ControlConnectionDeps>, ...lines: ReadonlyArray<string>) {
  const notices: string[] = []
  const farewells: DisconnectReason[] = []
  const connected = await connect({
    ...scriptOf(ATTACHED, ...lines),
    onNotice: (name) => notices.push(name),
    onClose: (disconnectReason) => farewells.push(disconnectReason),
    ...given,
  }).done
  if (E.isLeft(connected)) throw new Error('not attached')
  return { connection: connected.right, notices, farewells }
}

const ask = (connection: ControlConnection) => connection.send([{ args: ['list-sessions'] }])

describe('the control connection', () => {
  it('counts the time of an answer from when everything asked before was answered', async () => {
    const clock = memoryClock()
    const reply = (number: number): string =>
      `read -r line; printf '%%begin 1 ${String(number)} 1\\n%%end 1 ${String(number)} 1\\n'`
    const { connection } = await connectTo({ clock, replyTimeoutMs: 1_000 }, reply(1), 'sleep 0.2', reply(2))
    const first = ask(connection)
    clock.advance(900)
    const second = ask(connection)
    expect(E.isRight(await first)).to.equal(true)
    clock.advance(900)
    expect(E.isRight(await second)).to.equal(true)
  })

  it('fails everything that waits when the first answer is overdue, and takes longer where that was asked for', async () => {
    const clock = memoryClock()
    const { connection } = await connectTo({ clock, replyTimeoutMs: 1_000 }, 'sleep 20')
    const answers = [connection.send([{ args: ['new-session'] }], 5_000), ask(connection)]
    clock.advance(4_900)
    expect(connection.isResponsive()).to.equal(true)
    clock.advance(200)
    for (const answer of await Promise.all(answers))
      expect(answer).to.have.nested.property('left.detail', 'does not answer')
    expect(connection.isResponsive()).to.equal(false)
    connection.close()
  })

  it('sends no line that tmux cannot read, and none that detaches the client', async () => {
    const { connection, farewells } = await connectTo(
      {},
      "read -r line; case $line in '\"kill-serve\"') echo '%exit';; *) exit 1;; esac",
    )
    for (const questions of [[], [{ args: ['send-keys', 'a\0b'] as const }]])
      expect(await connection.send(questions)).to.have.nested.property('left._tag', 'Unavailable')
    void connection.send([{ args: ['kill-server'] }])
    await eventually(() => void expect(farewells).to.deep.equal(['orderly']))
  })

  it('reads how it was left, also when it finds out by writing', async () => {
    const { connection, notices, farewells } = await connectTo(
      {},
      'exec 0<&-',
      "echo '%sessions-changed'",
      'sleep 0.2',
      "echo '%exit'",
    )
    await eventually(() => {
      expect(notices).to.deep.equal(['sessions-changed'])
    })
    expect(await ask(connection)).to.have.nested.property('left._tag', 'Unavailable')
    expect(farewells).to.deep.equal(['orderly'])
  })

  it('takes an end without a word, or with a reason, for an abrupt one', async () => {
    const ended = async (...lines: ReadonlyArray<string>): Promise<ReadonlyArray<DisconnectReason>> => {
      const { farewells } = await connectTo({}, ...lines)
      await eventually(() => {
        expect(farewells).to.have.length(1)
      })
      return farewells
    }
    expect(await ended('exit 1')).to.deep.equal(['abrupt'])
    expect(await ended("echo '%exit server exited unexpectedly'")).to.deep.equal(['abrupt'])
    expect(await ended("echo '%exit'")).to.deep.equal(['orderly'])
  })

  it('does not wait for pipes that another process keeps open', async () => {
    const { connection, farewells } = await connectTo({}, 'sleep 15 & kill -9 $$')
    expect(await ask(connection)).to.have.nested.property('left._tag', 'Unavailable')
    expect(farewells).to.deep.equal(['abrupt'])
  })

  it('tells a server that is not there from one that refuses, before it is attached', async () => {
    const failed = async (...lines: ReadonlyArray<string>): Promise<unknown> => {
      const connected = await connect(scriptOf(...lines)).done
      return E.isRight(connected) ? 'attached' : 'detail' in connected.left ? connected.left.detail : 'not running'
    }
    const error = (...words: ReadonlyArray<string>): string =>
      `printf '%%begin 1 1 0\\n${words.join('\\n')}\\n%%error 1 1 0\\n'`
    expect(await failed('echo "no server running on /x" >&2')).to.equal('not running')
    expect(await failed(error('no sessions'))).to.equal('not running')
    expect(await failed("echo '%exit server exited'")).to.equal('not running')
    expect(await failed(error('a first line', 'no sessions'))).to.equal('a first line\nno sessions')
    expect(await failed('echo "open terminal failed" >&2')).to.equal('open terminal failed')
    expect(await failed('exit 1')).to.equal('closed the connection')
  })
})
