import { approvalListContent } from '../../../../../adapters/inbound/http/approvals/list-content.js'
import type { ListedApproval } from '../../../../../domain/approvals/held-decision.js'
import { anApproval } from '../../../../support/rulings.js'

const aCommand = (id: string, command: string): ListedApproval => ({
  ...anApproval(id, { input: { command } }),
  name: 'cc-shop',
  held: null,
  place: 'hook',
})

async function read(approvals: ReadonlyArray<ListedApproval>) {
  const { length, chunks } = await approvalListContent(approvals)
  const read: Buffer[] = []
  let turns = 0
  const count = (): void => {
    turns += 1
    immediate = setImmediate(count)
  }
  let immediate = setImmediate(count)
  for await (const chunk of chunks()) read.push(Buffer.from(chunk))
  clearImmediate(immediate)
  const bytes = Buffer.concat(read)
  const json = JSON.parse(bytes.toString('utf8')) as { approvals: { id: string; input: unknown }[] }
  return { isWhole: bytes.length === length, json, largest: Math.max(...read.map((chunk) => chunk.length)), turns }
}

describe('the list of approvals as content', () => {
  it('is JSON of its announced length, with none, with one, and with text of more than one byte a letter', async () => {
    const [none, one, two] = [
      await read([]),
      await read([aCommand('a', 'ls')]),
      await read([aCommand('a', 'écho 日本'), aCommand('b', 'x')]),
    ]
    expect([none.isWhole, one.isWhole, two.isWhole]).to.deep.equal([true, true, true])
    expect(none.json).to.deep.equal({ approvals: [] })
    expect([one, two].map(({ json }) => json.approvals.map(({ id, input }) => [id, input]))).to.deep.equal([
      [['a', { command: 'ls' }]],
      [
        ['a', { command: 'écho 日本' }],
        ['b', { command: 'x' }],
      ],
    ])
  })

  it('comes in chunks of less than 200 kB, with a turn of the event loop between them', async () => {
    const many = Array.from({ length: 2_000 }, (_, index) => aCommand(String(index), 'x'.repeat(300)))
    const { isWhole, json, largest, turns } = await read(many)
    expect([isWhole, json.approvals.length, largest < 200_000]).to.deep.equal([true, 2_000, true])
    expect(turns).to.be.greaterThan(5)
  })
})
