import { readFileSync } from 'node:fs'
import { requestEvent } from '../../../domain/approvals/desk.js'
import { aCall, askAt, firstIdOf, shopDesk } from '../../support/approvals.js'

/** Request of a sub-agent as Claude Code 2.1.332 sent it. */
const SENT = JSON.parse(
  readFileSync('test/fixtures/claude-code/hook-PermissionRequest-subagent.json', 'utf8'),
) as Readonly<Record<string, unknown>>

describe('a request of a sub-agent', () => {
  const askedBy = async (changed: Readonly<Record<string, unknown>>) => {
    const { world, desk } = shopDesk()
    await askAt(desk, aCall({}, { ...SENT, ...changed }))
    const [waiting] = desk.list.now()
    if (waiting === undefined) throw new Error(firstIdOf(desk))
    return [
      waiting.call.subagent,
      world.ledger.entries.find(({ kind }) => kind === 'request')?.['subagent'],
      desk.told.flatMap((event) => (event._tag === 'tool-approval-request' ? [event.subagent] : []))[0],
      requestEvent(waiting, 0).subagent,
    ]
  }
  const all = (name: unknown) => [name, name, name, name]

  it('names it in the list, the log and the event', async () => {
    expect(await askedBy({})).to.deep.equal(all('general-purpose'))
  })

  it('has an empty name without one, or with one that is too long', async () => {
    for (const agent_type of [undefined, '', 7, 'x'.repeat(201)])
      expect(await askedBy({ agent_type })).to.deep.equal(all(''))
  })

  it('is told from one of the agent of the session, which may have a type as well', async () => {
    expect(await askedBy({ agent_id: undefined })).to.deep.equal(all(undefined))
  })
})
