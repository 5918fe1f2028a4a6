import { makeBatches } from '../../../infrastructure/files/batches.js'

describe('batches', () => {
  /** Writes that end when they are told to. */
  const scene = () => {
    const writes: { readonly items: ReadonlyArray<string>; readonly end: (error?: Error) => void }[] = []
    const batches = makeBatches<string>(
      (items) =>
        new Promise((resolve, reject) => {
          const end = (error?: Error): void => {
            if (error === undefined) resolve()
            else reject(error)
          }
          writes.push({ items, end })
        }),
    )
    return { batches, writes, written: () => writes.map(({ items }) => items) }
  }

  it('gather what arrives during one write into the next', async () => {
    const { batches, writes, written } = scene()
    const first = batches.add('a')
    await Promise.resolve()
    const rest = [batches.add('b'), batches.add('c')]
    await Promise.resolve()
    expect(written()).to.deep.equal([['a']])
    writes[0]?.end()
    await first
    await Promise.resolve()
    expect(written()).to.deep.equal([['a'], ['b', 'c']])
    writes[1]?.end()
    await Promise.all([...rest, batches.settled()])
  })

  it('fail with their write, and with no other', async () => {
    const { batches, writes } = scene()
    const first = batches.add('a')
    await Promise.resolve()
    const second = batches.add('b')
    writes[0]?.end(new Error('full'))
    expect(await first.catch(String)).to.equal('Error: full')
    await Promise.resolve()
    writes[1]?.end()
    await second
  })
})
