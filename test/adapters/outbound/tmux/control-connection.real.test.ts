import { expect } from 'chai'
import * as E from 'fp-ts/lib/Either.js'
import { connect, type ControlConnection } from '../../../../adapters/outbound/tmux/control-connection.js'
import type { Farewell } from '../../../../adapters/outbound/tmux/picture.js'
import { systemClock } from '../../../../adapters/outbound/system/clock.system.js'
import { eventually } from '../../../support/eventually.js'

const ATTACHED = "printf '%%begin 1 1 0\\n%%end 1 1 0\\n'"

/** A connection to a shell script that speaks as a control-mode client does, and what became of it. */
async function connectTo(...lines: ReadonlyArray<string>) {
  const notices: string[] = []
  const farewells: Farewell[] = []
  const connected = await connect({
    argv: ['sh', '-c', [ATTACHED, ...lines].join('\n')],
    environment: { PATH: process.env['PATH'] ?? '' },
    clock: systemClock,
    answerMs: 5_000,
    onNotice: (name) => notices.push(name),
    onRecovery: () => undefined,
    onClose: (farewell) => farewells.push(farewell),
  }).done
  if (E.isLeft(connected)) throw new Error('not attached')
  return { connection: connected.right, notices, farewells }
}

const ask = (connection: ControlConnection) => connection.ask([{ words: ['list-sessions'] }])

describe('the control connection', () => {
  it('reads how it was left, also when it finds out by writing', async () => {
    const { connection, notices, farewells } = await connectTo(
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
    const ended = async (...lines: ReadonlyArray<string>): Promise<ReadonlyArray<Farewell>> => {
      const { farewells } = await connectTo(...lines)
      await eventually(() => {
        expect(farewells).to.have.length(1)
      })
      return farewells
    }
    expect(await ended('exit 1')).to.deep.equal(['abrupt'])
    expect(await ended("echo '%exit server exited unexpectedly'")).to.deep.equal(['abrupt'])
    expect(await ended("echo '%exit'")).to.deep.equal(['orderly'])
  })

  it('does not wait for pipes that somebody else keeps open', async () => {
    const { connection, farewells } = await connectTo('sleep 5 & kill -9 $$')
    expect(await ask(connection)).to.have.nested.property('left._tag', 'Unavailable')
    expect(farewells).to.deep.equal(['abrupt'])
  })
})
